"""`engine validate`: everything that is wrong with packs, at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_packs
from engine.cli.reports import PRETTY, deliver, files_of, refuse_inside, report_options
from engine.cli.shown import Command, PathName
from engine.cli.telling import INVALID_PACK, read_text
from engine.diagnostics.core import Lang, Severity, has_errors

if TYPE_CHECKING:
    from engine.diagnostics.checked import CheckedPack

FORMATS = (PRETTY, "json", "sarif", "junit", "github")
WARNED = 1
_COUNTING = {
    None: frozenset((Severity.ERROR,)),
    "warning": frozenset((Severity.ERROR, Severity.WARNING)),
    "note": frozenset(Severity),
}


def validate_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, type=PathName(), metavar=say("[PATH]…", "[ПУТЬ]…"), required=False),
        *report_options(FORMATS, say),
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

        files = files_of(outputs, FORMATS, say)
        day = as_of.date() if as_of else date.today()
        folders = find_packs(paths)
        for file in files:
            refuse_inside("--output", file, folders, say)
        packs = [validate(folder, day) for folder in folders]
        counting = _COUNTING[fail_on]
        deliver(lambda name, colour: _report(name, packs, say.lang, counting, colour), shown_as, files)
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
