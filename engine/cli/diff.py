"""`engine diff`: what differs between two versions of a pack, and what that does to results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, PathName, UnknownName
from engine.cli.streams import put
from engine.cli.telling import INVALID_FACTS, INVALID_PACK, Bar, tell, width

if TYPE_CHECKING:
    from engine.diffing.outcome import Diff, Side

FORMATS = ("table", "markdown", "json")
DIFFERENT = 1


def diff_command(say: Speaker) -> click.Command:
    path = PathName()
    parameters: list[click.Parameter] = [
        click.Argument(["old"], metavar=say("OLD", "БЫЛО")),
        click.Argument(["new"], required=False, metavar=say("[NEW]", "[СТАЛО]")),
        click.Option(
            ["--pack"],
            type=path,
            help=say(
                "Folder of the pack, in a revision too; else that of the other side, or the only one in rules/.",
                "Папка комплекта, в том числе в ревизии; иначе – папка другой стороны или единственная в rules/.",
            ),
        ),
        click.Option(
            ["--facts"],
            type=path,
            multiple=True,
            help=say(
                "Fact set whose results are compared; repeatable.",
                "Набор сведений, результаты по которому сравниваются; можно повторять.",
            ),
        ),
        click.Option(
            ["--format", "shown_as"],
            type=click.Choice(FORMATS),
            default="table",
            help=say("What is printed.", "Вид печатаемого отчёта."),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def diff(
        old: str, new: str | None, pack: Path | None, facts: tuple[Path, ...], shown_as: str, lang: str | None
    ) -> int:
        from engine.workflows.diff import InvalidFacts
        from engine.workflows.diff import diff as compare
        from engine.workflows.refused import InvalidPack, Refused

        bar = Bar(say("comparing", "сравнение"))
        try:
            found = compare(*_sides(old, new, pack), facts, bar)
        except InvalidPack as invalid:
            tell(invalid.problems, say.lang)
            return INVALID_PACK
        except InvalidFacts as wrong:
            tell(wrong.problems, say.lang)
            return INVALID_FACTS
        except Refused as refused:
            raise click.UsageError(refused.message(say.lang)) from None
        put(_shown(found, shown_as, say), for_people=shown_as == "table")
        return 0 if found.is_empty else DIFFERENT

    return Command(
        "diff",
        say.lang,
        callback=diff,
        params=parameters,
        help=say(
            "Tell what differs between two versions of a rule pack, whether versions were raised accordingly and, with "
            "--facts, whose results change and why. OLD and NEW are folders or git revisions (HEAD~3, a tag, "
            "REV:path); without NEW, the pack as it lies in its folder. Exit code 1: there are differences.",
            "Показать, чем различаются две редакции комплекта правил и увеличены ли версии как требуется, а с --facts "
            "– чьи результаты изменятся и почему. БЫЛО и СТАЛО – папки или ревизии git (HEAD~3, метка, РЕВИЗИЯ:путь); "
            "без СТАЛО – комплект, как он лежит в своей папке. Код завершения 1: есть различия.",
        ),
    )


def _sides(old: str, new: str | None, pack: Path | None) -> tuple[Side, Side]:
    from engine.workflows.diff import opened

    if new is None:
        new = (pack or _only_pack() or find_pack(None)).as_posix()
    folder = pack or next((Path(side) for side in (new, old) if Path(side).is_dir()), None) or _only_pack()
    return opened(old, folder), opened(new, folder)


def _only_pack() -> Path | None:
    try:
        return find_pack(None)
    except UnknownName:
        return None


def _shown(found: Diff, shown_as: str, say: Speaker) -> str:
    match shown_as:
        case "json":
            from engine.report.diff_json import to_json

            return to_json(found, say.lang)
        case "markdown":
            from engine.report.diff_markdown import to_markdown

            return to_markdown(found, say.lang)
        case _:
            from engine.report.diff_text import to_text

            return to_text(found, say.lang, width())
