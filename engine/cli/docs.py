"""`engine docs`: what a pack says, as documents for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.reports import refuse_inside
from engine.cli.shown import Command, PathName, printable
from engine.cli.telling import INVALID_PACK, tell
from engine.diagnostics.core import Lang

if TYPE_CHECKING:
    from engine.pack.model import Pack
    from engine.report.docs.tested import Tests

USAGE = 2
FORMATS = ("markdown", "html", "both")


def docs_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["pack"], type=PathName(), required=False, metavar=say("[PACK]", "[КОМПЛЕКТ]")),
        click.Option(
            ["--out"],
            type=PathName(file_okay=False),
            metavar=say("FOLDER", "ПАПКА"),
            help=say(
                "Where to write; without it outputs/docs/ID of the pack.",
                "Куда записать; без параметра – outputs/docs/ОБОЗНАЧЕНИЕ комплекта.",
            ),
        ),
        click.Option(
            ["--format", "made_as"],
            type=click.Choice(FORMATS),
            default="both",
            help=say(
                "Markdown pages, one HTML page, or both (the default).",
                "Страницы Markdown, одна страница HTML или и то и другое (по умолчанию).",
            ),
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(["ru", "en"]),
            help=say(
                "Language of messages and of the documentation's own words; without it, these are in that of the pack.",
                "Язык сообщений и собственных слов документации; без параметра она – на языке комплекта.",
            ),
        ),
    ]

    def docs(pack: Path | None, out: Path | None, made_as: str, lang: str | None) -> int:
        from engine.diagnostics.core import has_errors
        from engine.workflows.document import DocsFormat, documented, write_documentation
        from engine.workflows.inputs import load_checked
        from engine.workflows.refused import Refused

        folder = find_pack(pack)
        if out is not None:
            refuse_inside("--out", out, (folder,), say)
        loaded, problems = load_checked(folder)
        tell(problems, say.lang)
        if loaded is None or has_errors(problems):
            return INVALID_PACK
        asked = lang or click.get_current_context().find_root().params.get("lang")
        files = documented(loaded, Lang(asked) if asked else None, _tests(folder, loaded), DocsFormat(made_as))
        try:
            written = write_documentation(files, out or Path("outputs", "docs", loaded.passport.header.id))
        except Refused as refused:
            click.echo(say("error: {why}", "ошибка: {why}", why=refused.message(say.lang)), err=True)
            return USAGE
        for path in written:
            click.echo(printable(path.as_posix()))
        return 0

    return Command(
        "docs",
        say.lang,
        callback=docs,
        params=parameters,
        help=say(
            "Write the documentation of a rule pack: a passport for each indicator with the order of calculation in "
            "words, the tables of the document, who is recommended what and when, dictionaries, tests. As Markdown "
            "pages and as one HTML page.",
            "Составить документацию комплекта правил: паспорт каждого показателя с порядком расчёта словами, таблицы "
            "документа, кому, что и когда рекомендуется, словари, проверки. Страницы Markdown и одна страница HTML.",
        ),
    )


def _tests(folder: Path, pack: Pack) -> Tests:
    """What the files of tests say; those that cannot be read are `engine test`'s business."""
    from engine.report.docs.tested import Tested, Tests, Waiver
    from engine.testing.model import What
    from engine.testing.read import read_suite
    from engine.testing.rules import Rules

    suite = read_suite(folder, Rules(pack))
    found = []
    for test in suite.tests:
        items = [*test.expected, *(item for whole in test.exactly for item in whole.items)]
        names = [item.name for item in items if item.name is not None and item.what is not What.REQUEST]
        file = Path(test.span.file)
        shown = file.relative_to(folder) if file.is_relative_to(folder) else file
        found.append(Tested(shown.as_posix(), test.name, test.because, test.confirmed, tuple(dict.fromkeys(names))))
    return Tests(tuple(found), tuple(Waiver(w.element, w.because) for w in suite.waived))
