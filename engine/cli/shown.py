"""Help and usage errors of click, in both languages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from engine.diagnostics.core import Lang, Text
from engine.diagnostics.suggest import nearest

_HEADINGS = {"usage": Text("Usage: ", "Использование: "), "options": Text("Options", "Параметры")}
_COMMANDS = Text("Commands", "Команды")
_HELP = Text("Show this help.", "Показать эту справку.")
_ARGUMENTS = Text("[OPTIONS]", "[ПАРАМЕТРЫ]")


class Command(click.Command):
    """A command whose help speaks the language it was built in."""

    def __init__(self, name: str, lang: Lang, **kwargs: object) -> None:
        self.lang = lang
        super().__init__(name, options_metavar=_ARGUMENTS.fill(lang, {}), **kwargs)  # type: ignore[arg-type]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_HEADINGS["usage"].fill(self.lang, {}))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter, self.lang)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = _HELP.fill(self.lang, {})
        return option


class Group(click.Group):
    """A group whose help speaks the language it was built in."""

    def __init__(self, name: str, lang: Lang, **kwargs: object) -> None:
        self.lang = lang
        metavar = Text("COMMAND [ARGUMENTS]…", "КОМАНДА [АРГУМЕНТЫ]…").fill(lang, {})
        super().__init__(name, options_metavar=_ARGUMENTS.fill(lang, {}), subcommand_metavar=metavar, **kwargs)  # type: ignore[arg-type]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_HEADINGS["usage"].fill(self.lang, {}))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter, self.lang)
        rows = [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        with formatter.section(_COMMANDS.fill(self.lang, {})):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = _HELP.fill(self.lang, {})
        return option

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise UnknownName("command", args[0], tuple(self.commands), ctx)
        return super().resolve_command(ctx, args)


class PathName(click.Path):
    """A path that is not empty: no name at all is a variable that was not set, and not the present folder."""

    def __init__(self, *, file_okay: bool = True) -> None:
        super().__init__(file_okay=file_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if os.fspath(value) == "":
            raise EmptyName(param=param, ctx=ctx, message="empty")
        return super().convert(value, param, ctx)


class EmptyName(click.BadParameter):
    """An empty text where a path is to be."""


class UnknownName(click.UsageError):
    """A name that nothing has; `known` are the names there are."""

    def __init__(self, what: str, name: str, known: Sequence[str], ctx: click.Context | None = None) -> None:
        super().__init__(f"unknown {what}: {name}", ctx)
        self.what, self.name, self.known = what, name, tuple(known)


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, lang: Lang) -> None:
    rows = [
        row for row in (p.get_help_record(ctx) for p in command.get_params(ctx) if isinstance(p, click.Option)) if row
    ]
    with formatter.section(_HEADINGS["options"].fill(lang, {})):
        formatter.write_dl(rows)


_KINDS = {
    "command": Text("no command «{name}»", "нет команды «{name}»"),
    "period": Text("no period «{name}» in the calendar of the pack", "в календаре комплекта нет периода «{name}»"),
    "entity": Text("no entity «{name}» in the register", "в реестре нет сущности «{name}»"),
    "indicator": Text("no indicator «{name}» in the pack", "в комплекте нет показателя «{name}»"),
    "recommendation": Text("no recommendation «{name}» in the run", "в результатах нет рекомендации «{name}»"),
    "format": Text("no format «{name}»", "нет вида отчёта «{name}»"),
    "code": Text("no code «{name}»", "нет кода «{name}»"),
    "item": Text("no item «{name}» in the pack", "в комплекте нет «{name}»"),
    "output": Text("no output «{name}»", "нет вида файлов «{name}»"),
    "finding": Text("no finding «{name}» in the run", "в результатах нет вывода «{name}»"),
    "manifest": Text(
        "the run «{name}» is damaged: its copies are not those its manifest names",
        "результат «{name}» повреждён: его копии – не те, что названы в manifest.json",
    ),
    "facts of a public run": Text(
        "the run «{name}» is public: it keeps no facts and cannot be explained; explain the internal run of the same "
        "facts",
        "результат «{name}» публичный: сведений в нём нет, и объяснить его нельзя; внутренний результат по тем же "
        "сведениям объяснить можно",
    ),
    "path": Text("no such file or folder: {name}", "нет такого файла или папки: {name}"),
    "run": Text("no run «{name}»", "нет результатов «{name}»"),
    "pack": Text("which rule pack? Name one: {name}", "какой комплект правил? Укажите: {name}"),
    "facts": Text("which fact set? Name one: {name}", "какой набор сведений? Укажите: {name}"),
}


def usage_message(mistake: click.ClickException, lang: Lang) -> str:
    """What is wrong with the command line, in one or two lines, and where help is."""
    text = printable(_message(mistake, lang))
    context = getattr(mistake, "ctx", None)
    see = Text("See «{path} --help».", "См. «{path} --help».")
    help_line = see.fill(lang, {"path": context.command_path}) if context else ""
    return "\n".join(line for line in (f"{Text('error', 'ошибка').fill(lang, {})}: {text}", help_line) if line)


def printable(text: str) -> str:
    """The text without characters that steer a terminal."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


def _message(mistake: click.ClickException, lang: Lang) -> str:
    match mistake:
        case UnknownName():
            return _unknown(mistake, lang)
        case EmptyName(param=click.Parameter() as param, ctx=click.Context() as context):
            name = param.opts[-1] if isinstance(param, click.Option) else param.make_metavar(context)
            return Text("{name}: the path is empty", "{name}: путь пуст").fill(lang, {"name": name})
        case click.NoSuchOption():
            near = nearest(mistake.option_name, mistake.possibilities or ())
            hint = Text("; did you mean {near}?", "; возможно, {near}?").fill(lang, {"near": near}) if near else ""
            return Text("no option {name}", "нет параметра {name}").fill(lang, {"name": mistake.option_name}) + hint
        case click.MissingParameter():
            name = mistake.param.make_metavar(mistake.ctx) if mistake.param and mistake.ctx else ""
            return Text("missing: {name}", "не указано: {name}").fill(lang, {"name": name})
        case click.BadParameter() if isinstance(getattr(mistake.param, "type", None), click.Choice):
            choices = ", ".join(str(c) for c in mistake.param.type.choices)  # type: ignore[union-attr]
            name = mistake.param.opts[-1] if mistake.param else ""
            return Text("{name} is one of: {choices}", "{name}: допустимо {choices}").fill(
                lang, {"name": name, "choices": choices}
            )
        case click.BadParameter() if isinstance(getattr(mistake.param, "type", None), click.DateTime):
            name = mistake.param.opts[-1] if mistake.param else ""
            return Text(
                "{name}: there is no such day; write YYYY-MM-DD", "{name}: нет такой даты; нужно ГГГГ-ММ-ДД"
            ).fill(lang, {"name": name})
        case _:
            return mistake.format_message()


def _unknown(mistake: UnknownName, lang: Lang) -> str:
    text = _KINDS[mistake.what].fill(lang, {"name": mistake.name})
    near = nearest(mistake.name, mistake.known)
    if near:
        return text + Text("; did you mean «{near}»?", "; возможно, «{near}»?").fill(lang, {"near": near})
    shown = ", ".join(mistake.known[:10])
    return text + Text("; there are: {known}", "; есть: {known}").fill(lang, {"known": shown}) if shown else text
