"""`engine new`: skeletons that validate, to be filled in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from engine.cli.changing import told
from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, Group, PathName
from engine.diagnostics.core import Lang


def new_command(say: Speaker) -> click.Command:
    return Group(
        name="new",
        lang=say.lang,
        params=[_lang(say)],
        callback=lambda lang: None,
        help=say(
            "Write a skeleton with comments that validates: a pack, an indicator or a recommendation.",
            "Создать заготовку с пояснениями, которая проходит проверку: комплект, показатель или рекомендацию.",
        ),
        commands=[_pack(say), _indicator(say), _recommendation(say)],
    )


def _lang(say: Speaker) -> click.Option:
    return click.Option(
        ["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")
    )


def _in_pack(say: Speaker) -> list[click.Parameter]:
    path = PathName()
    return [
        click.Argument(["name"], metavar=say("ID", "ОБОЗНАЧЕНИЕ")),
        click.Argument(["pack"], type=path, required=False, metavar=say("[PACK]", "[КОМПЛЕКТ]")),
    ]


def _written(files: tuple[Path, ...], folder: Path, say: Speaker) -> int:
    for file in files:
        click.echo(say("written: {file}", "записан: {file}", file=file.as_posix()))
    click.echo(
        say(
            "next: fill it in, then engine validate {folder}",
            "далее: заполните и выполните engine validate {folder}",
            folder=folder.as_posix(),
        )
    )
    return 0


def _pack(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["folder"], type=PathName(), metavar=say("FOLDER", "ПАПКА")),
        click.Option(
            ["--id", "name"], help=say("Id of the pack; else the name of the folder.", "Обозначение; иначе имя папки.")
        ),
        click.Option(
            ["--from", "since"],
            type=click.DateTime(["%Y-%m-%d"]),
            metavar=say("DATE", "ДАТА"),
            help=say(
                "First day of the rules; else 1 January of this year.",
                "Первый день действия правил; иначе 1 января текущего года.",
            ),
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(["ru", "en"]),
            help=say("Language of the pack and of messages.", "Язык комплекта и сообщений."),
        ),
    ]

    def pack(folder: Path, name: str | None, since: datetime | None, lang: str | None) -> int:
        from engine.workflows.new import new_pack

        first = since.date() if since else date(date.today().year, 1, 1)
        called = name or folder.absolute().name
        return told(lambda: _written(new_pack(folder, called, Lang(say.lang), first), folder, say), say)

    return Command(
        "pack",
        say.lang,
        callback=pack,
        params=parameters,
        help=say(
            "Write a complete small rule pack into a new folder.", "Создать в новой папке небольшой полный комплект."
        ),
    )


def _indicator(say: Speaker) -> click.Command:
    def indicator(name: str, pack: Path | None, lang: str | None) -> int:
        from engine.workflows.new import new_indicator

        folder = find_pack(pack)
        return told(lambda: _written((new_indicator(folder, name),), folder, say), say)

    return Command(
        "indicator",
        say.lang,
        callback=indicator,
        params=[*_in_pack(say), _lang(say)],
        help=say("Add an indicator to a rule pack.", "Добавить в комплект показатель."),
    )


def _recommendation(say: Speaker) -> click.Command:
    about = click.Option(
        ["--indicator", "about"],
        metavar=say("ID", "ОБОЗНАЧЕНИЕ"),
        help=say(
            "Indicator it is about; else one that has no recommendation yet.",
            "О каком показателе; иначе – о том, по которому рекомендаций ещё нет.",
        ),
    )

    def recommendation(name: str, pack: Path | None, about: str | None, lang: str | None) -> int:
        from engine.workflows.new import new_recommendation

        folder = find_pack(pack)
        return told(lambda: _written((new_recommendation(folder, name, about),), folder, say), say)

    return Command(
        "recommendation",
        say.lang,
        callback=recommendation,
        params=[*_in_pack(say), about, _lang(say)],
        help=say("Add a recommendation to a rule pack.", "Добавить в комплект рекомендацию."),
    )
