"""Reports in the formats asked for: one to standard output, others to files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from engine.cli.language import Speaker
from engine.cli.shown import UnknownName
from engine.cli.streams import put

PRETTY = "pretty"
Report = Callable[[str, bool], str]
"""A report in a format, with colours or without."""


def report_options(formats: Sequence[str], say: Speaker) -> list[click.Parameter]:
    """`--format` and `--output`."""
    return [
        click.Option(
            ["--format", "shown_as"],
            type=click.Choice(formats),
            default=PRETTY,
            help=say("What is printed.", "Вид печатаемого отчёта."),
        ),
        click.Option(
            ["--output", "outputs"],
            multiple=True,
            metavar="FORMAT=FILE",
            help=say(
                "Write the report in this format to a file too; repeatable.",
                "Записать отчёт этого вида ещё и в файл; можно повторять.",
            ),
        ),
    ]


def files_of(outputs: Iterable[str], formats: Sequence[str], say: Speaker) -> dict[Path, str]:
    """The file and the format of each `--output`."""
    files: dict[Path, str] = {}
    for written in outputs:
        name, is_there, file = written.partition("=")
        if not is_there or not file:
            raise click.UsageError(
                say("--output {what}: write FORMAT=FILE", "--output {what}: запишите FORMAT=FILE", what=written)
            )
        if name not in formats:
            raise UnknownName("format", name, formats)
        if Path(file) in files:
            raise click.UsageError(
                say("--output: the file {file} is named twice", "--output: файл {file} назван дважды", file=file)
            )
        files[Path(file)] = name
    return files


def refuse_inside(option: str, written: Path, read: Iterable[Path], say: Speaker) -> None:
    """Refuse to write where the command reads: the next reading would take the file for its own, if not this one."""
    from engine.pack.files import real

    inside = next((folder for folder in read if real(written).is_relative_to(real(folder))), None)
    if inside is not None:
        raise click.UsageError(
            say(
                "{option} {written} lies within {folder}, which is read: choose a folder elsewhere",
                "{option} {written} лежит внутри {folder}, откуда читаются данные: укажите папку в другом месте",
                option=option,
                written=written.as_posix(),
                folder=inside.as_posix(),
            )
        )


def deliver(report: Report, shown_as: str, files: dict[Path, str]) -> None:
    from engine.workflows.replacing import write_report

    for file, name in files.items():
        write_report(file, report(name, False).encode("utf-8", "backslashreplace"))
    colour = shown_as == PRETTY and sys.stdout is not None and sys.stdout.isatty()
    put(report(shown_as, colour), for_people=shown_as == PRETTY, colour=colour)
