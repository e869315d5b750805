"""`engine fmt`: YAML files in one layout."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, PathName, printable
from engine.cli.telling import INVALID_PACK, tell

DIFFERENT = 1


def fmt_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, type=PathName(), metavar=say("[PATH]…", "[ПУТЬ]…")),
        click.Option(
            ["--check"],
            is_flag=True,
            help=say(
                "Write nothing; exit code 1 when a file is laid out otherwise.",
                "Ничего не записывать; код завершения 1, если какой-либо файл оформлен иначе.",
            ),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def fmt(paths: tuple[Path, ...], check: bool, lang: str | None) -> int:
        from engine.workflows.fmt import format_files

        done = format_files(paths or (find_pack(None),), write=not check)
        broken = tell(done.problems, say.lang)
        for path in done.changed:
            click.echo(printable(path.as_posix()))
        if broken and not done.seen:
            return INVALID_PACK
        counts = {"seen": done.seen, "changed": len(done.changed)}
        if check:
            click.echo(say("files: {seen}, to be changed: {changed}", "файлов: {seen}, изменить: {changed}", **counts))
        else:
            click.echo(say("files: {seen}, changed: {changed}", "файлов: {seen}, изменено: {changed}", **counts))
        return INVALID_PACK if broken else DIFFERENT if check and done.changed else 0

    return Command(
        "fmt",
        say.lang,
        callback=fmt,
        params=parameters,
        help=say(
            "Lay out YAML files alike: indentation, quotes only where needed, blank lines. Comments and meaning stay. "
            "PATH is a file or a folder, such as a rule pack.",
            "Оформить файлы YAML единообразно: отступы, кавычки только где нужны, пустые строки. Комментарии и смысл "
            "сохраняются. ПУТЬ – файл или папка, например комплект правил.",
        ),
    )
