"""Follows a tutorial: runs its commands, makes the changes it asks for, and compares what it shows.

python tests/docs/tutorial.py docs/first-pack.md …    writes what the commands print now into the pages
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.cli.main import main

LEFT_OUT = "…"
WIDTH = "100"
"""Of the terminal, in columns."""


@dataclass(frozen=True)
class Block:
    """What stands between fences; `language` is `console`, `yaml` or `diff`."""

    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """A line of a console and what the page shows below it."""

    line: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line, comments=True)

    @property
    def exit_code(self) -> int:
        """That which its comment names, else 0."""
        named = re.search(r"# (?:exit code|код завершения) (\d+)", self.line)
        return int(named[1]) if named else 0


def blocks(page: Path) -> list[Block]:
    found = re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", page.read_text(encoding="utf-8"))
    return [Block(language, tuple(text.splitlines())) for language, text in found]


def commands(block: Block) -> Iterator[Command]:
    lines = list(block.lines)
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Command(lines[start].removeprefix("$ "), tuple(lines[start + 1 : end]))


def run(command: Command) -> tuple[int, tuple[str, ...]]:
    """Runs a command, in this process if it is one of the engine: its exit code, and the lines of both its streams."""
    words = command.words
    if words[0] != "engine":
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, tuple(done.stdout.splitlines())
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(printed):
        code = main(words[1:])
    return code, tuple(line.rstrip() for line in printed.getvalue().splitlines())


def agree(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether a page shows what was printed; a line `…` stands for any lines."""
    if LEFT_OUT not in shown:
        return shown == printed
    before, after = shown[: shown.index(LEFT_OUT)], shown[shown.index(LEFT_OUT) + 1 :]
    ends = printed[len(printed) - len(after) :]
    return printed[: len(before)] == before and ends == after and len(before) + len(after) < len(printed)


def change(block: Block) -> None:
    """Does what a block of YAML or of changed lines asks for: its first line names the file."""
    file = Path(block.lines[0].removeprefix("# "))
    if block.language == "diff":
        _change_lines(file, block.lines[1:])
    elif any(line.startswith("format:") for line in block.lines):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(block.lines[1:]) + "\n", encoding="utf-8")
    else:
        _put_item(file, block.lines[1:])


def _change_lines(file: Path, lines: tuple[str, ...]) -> None:
    """Lines that begin with a minus give way to those with a plus, between those that stay."""
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file} has {text.count(before)} times:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def _put_item(file: Path, lines: tuple[str, ...]) -> None:
    """The item takes the place of the one with the same id; without one it is added at the end."""
    text = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    item = "\n".join(lines) + "\n"
    there = re.search(rf"(?ms)^{re.escape(lines[0])}\n.*?(?=^  - |\Z)", text)
    gap = "\n" if "\n\n  - " in text else ""
    new = text + gap + item if there is None else text[: there.start()] + item + gap + text[there.end() :]
    file.write_text(new.rstrip("\n") + "\n", encoding="utf-8")


def rewrite(page: Path) -> None:
    """Writes into a page what its commands print now, but where it leaves something out."""

    def followed(found: re.Match[str]) -> str:
        block = Block(found[1], tuple(found[2].splitlines()))
        if block.language != "console":
            change(block)
            return found[0]
        lines: list[str] = []
        for command in commands(block):
            code, printed = run(command)
            if code != command.exit_code:
                print(f"{page.name}: exit code {code}: {command.line}", file=sys.stderr)
            lines += [f"$ {command.line}", *(command.shown if LEFT_OUT in command.shown else printed)]
        return "\n".join(["```console", *lines, "```"])

    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"(?ms)^```(\w+)\n(.*?)^```$", followed, text), encoding="utf-8")


if __name__ == "__main__":
    os.environ["COLUMNS"] = WIDTH
    for given in [Path(name).resolve() for name in sys.argv[1:]]:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            rewrite(given)
