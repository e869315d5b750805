"""`engine lock`: the versions of everything in a pack, with digests of their content, on record."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, PathName
from engine.cli.telling import INVALID_PACK, tell

DIFFERENT = 1


def lock_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["pack"], type=PathName(), required=False, metavar=say("[PACK]", "[КОМПЛЕКТ]")),
        click.Option(
            ["--check"],
            is_flag=True,
            help=say(
                "Write nothing; exit code 1 when pack.lock is not up to date.",
                "Ничего не записывать; код завершения 1, если pack.lock отстал от комплекта.",
            ),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def lock(pack: Path | None, check: bool, lang: str | None) -> int:
        from engine.workflows.lock import lock_pack
        from engine.workflows.refused import InvalidPack

        try:
            locked = lock_pack(find_pack(pack), write=not check)
        except InvalidPack as invalid:
            tell(invalid.problems, say.lang)
            return INVALID_PACK
        tell(locked.problems, say.lang)
        for sign, name in locked.changes:
            click.echo(f"{sign} {name}")
        where = locked.path.as_posix()
        if locked.is_current:
            click.echo(say("{where}: up to date", "{where}: изменений нет", where=where))
        elif check:
            click.echo(say("{where}: run “engine lock”", "{where}: выполните «engine lock»", where=where))
        else:
            click.echo(say("{where}: written", "{where}: записан", where=where))
        return DIFFERENT if check and not locked.is_current else 0

    return Command(
        "lock",
        say.lang,
        callback=lock,
        params=parameters,
        help=say(
            "Write pack.lock: the version of every item of a rule pack with a digest of its content, so that nothing "
            "changes without its version.",
            "Записать pack.lock: версии всех частей комплекта правил с отпечатками содержания, чтобы ничто не менялось "
            "без смены версии.",
        ),
    )
