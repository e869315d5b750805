"""`engine validate`: everything that is wrong with a pack, at once."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command
from engine.cli.telling import INVALID_PACK, tell


def validate_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["pack"], type=click.Path(path_type=Path), required=False, metavar="[PACK]"),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def validate(pack: Path | None, lang: str | None) -> int:
        from engine.workflows.inputs import load_checked

        folder = find_pack(pack)
        loaded, problems = load_checked(folder)
        if tell(problems, say.lang) or loaded is None:
            return INVALID_PACK
        header = loaded.passport.header
        click.echo(say("{rule}: no errors", "{rule}: ошибок нет", rule=header.rule))
        return 0

    return Command(
        "validate",
        say.lang,
        callback=validate,
        params=parameters,
        help=say("Check a rule pack.", "Проверить комплект правил."),
    )
