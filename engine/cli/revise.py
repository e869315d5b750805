"""`engine revise`: a new version of an item from a date on, beside the old one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from engine.cli.changing import told
from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, PathName


def revise_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["item"], metavar=say("ITEM", "ЧТО")),
        click.Argument(["pack"], type=PathName(), required=False, metavar=say("[PACK]", "[КОМПЛЕКТ]")),
        click.Option(
            ["--from", "since"],
            type=click.DateTime(["%Y-%m-%d"]),
            required=True,
            metavar=say("DATE", "ДАТА"),
            help=say("First day of the new version, YYYY-MM-DD.", "Первый день новой версии, ГГГГ-ММ-ДД."),
        ),
        click.Option(
            ["--message", "-m"],
            default="",
            help=say("What is changed, for the changelog.", "Что изменяется: запись для журнала изменений."),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def revise(item: str, pack: Path | None, since: datetime, message: str, lang: str | None) -> int:
        from engine.pack.versions import written
        from engine.workflows.revise import revise

        def change() -> int:
            done = revise(find_pack(pack), item, since.date(), message)
            click.echo(f"{done.name}: {written(done.old)} + {written(done.new)}")
            for file in done.files:
                click.echo(say("written: {file}", "записан: {file}", file=file.as_posix()))
            return 0

        return told(change, say)

    return Command(
        "revise",
        say.lang,
        callback=revise,
        params=parameters,
        help=say(
            "End the present version of an item of a rule pack the day before DATE, set a copy with the next minor "
            "version beside it, and write it into CHANGELOG.md. Then change the copy.",
            "Завершить действующую версию правила днём раньше ДАТЫ, добавить рядом её копию со следующей версией и "
            "записать это в CHANGELOG.md. Затем измените копию.",
        ),
    )
