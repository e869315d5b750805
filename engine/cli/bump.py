"""`engine bump`: the version of an item raised where it stands."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.changing import told
from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, PathName


def bump_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["item"], metavar=say("ITEM", "ЧТО")),
        click.Argument(["pack"], type=PathName(), required=False, metavar=say("[PACK]", "[КОМПЛЕКТ]")),
        click.Option(["--patch", "step"], flag_value="PATCH", help=say("1.2.3 → 1.2.4.", "1.2.3 → 1.2.4: уточнение.")),
        click.Option(["--minor", "step"], flag_value="MINOR", help=say("1.2.3 → 1.3.0.", "1.2.3 → 1.3.0: изменение.")),
        click.Option(
            ["--major", "step"],
            flag_value="MAJOR",
            help=say("1.2.3 → 2.0.0.", "1.2.3 → 2.0.0: изменение, нарушающее сопоставимость."),
        ),
        click.Option(
            ["--message", "-m"],
            default="",
            help=say("What was changed, for the changelog.", "Что изменено: запись для журнала изменений."),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def bump(item: str, pack: Path | None, step: str | None, message: str, lang: str | None) -> int:
        from engine.pack.versions import Step, written
        from engine.workflows.bump import bump

        def change() -> int:
            done = bump(find_pack(pack), item, Step[step] if step else None, message)
            click.echo(f"{done.name}: {written(done.old)} → {written(done.new)}")
            for file in done.files:
                click.echo(say("written: {file}", "записан: {file}", file=file.as_posix()))
            return 0

        return told(change, say)

    return Command(
        "bump",
        say.lang,
        callback=bump,
        params=parameters,
        help=say(
            "Raise the version of an item of a rule pack where it stands (a correction) and note it in CHANGELOG.md. "
            "ITEM is an id, KIND:ID, ID@VERSION, or pack. Without a step: as the change since pack.lock asks for.",
            "Увеличить версию правила на месте (исправление) и записать это в CHANGELOG.md. ЧТО – обозначение, "
            "ВИД:ОБОЗНАЧЕНИЕ, ОБОЗНАЧЕНИЕ@ВЕРСИЯ или pack. Шаг, если не указан, – какого требует изменение "
            "после записи pack.lock.",
        ),
    )
