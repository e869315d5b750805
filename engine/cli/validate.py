"""`engine validate`: everything that is wrong with packs, at once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_packs
from engine.cli.shown import Command, UnknownName
from engine.cli.telling import INVALID_PACK, read_text
from engine.diagnostics.core import Lang, Severity, has_errors

if TYPE_CHECKING:
    from engine.diagnostics.checked import CheckedPack

FORMATS = ("pretty", "json", "sarif", "junit", "github")
WARNED = 1
_COUNTING = {
    None: frozenset((Severity.ERROR,)),
    "warning": frozenset((Severity.ERROR, Severity.WARNING)),
    "note": frozenset(Severity),
}


def validate_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(
            ["paths"], nargs=-1, type=click.Path(path_type=Path), metavar=say("[PATH]…", "[ПУТЬ]…"), required=False
        ),
        click.Option(
            ["--format", "shown_as"],
            type=click.Choice(FORMATS),
            default="pretty",
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
        click.Option(
            ["--fail-on"],
            type=click.Choice(["warning", "note"]),
            help=say(
                "Exit code 1 when there are warnings, or even notes.",
                "Код завершения 1, если есть предупреждения или хотя бы замечания.",
            ),
        ),
        click.Option(
            ["--as-of"],
            type=click.DateTime(["%Y-%m-%d"]),
            help=say(
                "Day by which dates are judged in warnings; else today.",
                "День, по которому в предупреждениях судят о сроках; иначе сегодняшний.",
            ),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def validate(
        paths: tuple[Path, ...],
        shown_as: str,
        outputs: tuple[str, ...],
        fail_on: str | None,
        as_of: datetime | None,
        lang: str | None,
    ) -> int:
        from engine.workflows.validate import validate

        files = _files(outputs, say)
        day = as_of.date() if as_of else date.today()
        packs = [validate(folder, day) for folder in find_packs(paths)]
        counting = _COUNTING[fail_on]
        for file, name in files.items():
            file.write_bytes(_report(name, packs, say.lang, counting, colour=False).encode("utf-8", "backslashreplace"))
        colour = shown_as == "pretty" and sys.stdout is not None and sys.stdout.isatty()
        click.echo(_report(shown_as, packs, say.lang, counting, colour), nl=False, color=colour)
        return _exit_code(packs, counting)

    return Command(
        "validate",
        say.lang,
        callback=validate,
        params=parameters,
        help=say(
            "Check rule packs. PATH is the folder of a pack, a file in one, or a folder of packs.",
            "Проверить комплекты правил. ПУТЬ – папка комплекта, файл в ней или папка с комплектами.",
        ),
    )


def _files(outputs: Iterable[str], say: Speaker) -> dict[Path, str]:
    """The file and the format of each `--output`."""
    files: dict[Path, str] = {}
    for written in outputs:
        name, is_there, file = written.partition("=")
        if not is_there or not file:
            raise click.UsageError(
                say("--output {what}: write FORMAT=FILE", "--output {what}: запишите FORMAT=FILE", what=written)
            )
        if name not in FORMATS:
            raise UnknownName("format", name, FORMATS)
        if Path(file) in files:
            raise click.UsageError(
                say("--output: the file {file} is named twice", "--output: файл {file} назван дважды", file=file)
            )
        files[Path(file)] = name
    return files


def _report(name: str, packs: Sequence[CheckedPack], lang: Lang, counting: frozenset[Severity], colour: bool) -> str:
    match name:
        case "json":
            from engine.report.json_problems import to_json

            return to_json(packs, lang)
        case "sarif":
            from engine.report.sarif import to_sarif

            return to_sarif(packs, lang)
        case "junit":
            from engine.report.junit import to_junit

            return to_junit(packs, lang, read_text, counting)
        case "github":
            from engine.report.github import to_github

            return to_github(packs, lang)
        case _:
            from engine.report.checked import to_text

            return to_text(packs, lang, read_text, colour)


def _exit_code(packs: Sequence[CheckedPack], counting: frozenset[Severity]) -> int:
    told = [diagnostic for pack in packs for diagnostic in pack.diagnostics]
    if has_errors(told):
        return INVALID_PACK
    return WARNED if any(diagnostic.severity in counting for diagnostic in told) else 0
