"""`engine explain`: where a recommendation or a finding came from, from the run's folder alone."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.language import Speaker
from engine.cli.shown import Command, PathName, UnknownName
from engine.cli.streams import put
from engine.cli.telling import INVALID_FACTS, INVALID_PACK, tell, width


def explain_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["run"], type=PathName(), metavar=say("RUN", "РЕЗУЛЬТАТ")),
        click.Argument(
            ["what"],
            nargs=-1,
            required=True,
            metavar=say("RECOMMENDATION | ENTITY INDICATOR [PERIOD]", "РЕКОМЕНДАЦИЯ | СУЩНОСТЬ ПОКАЗАТЕЛЬ [ПЕРИОД]"),
        ),
        click.Option(
            ["--format", "shown_as"],
            type=click.Choice(["text", "json"]),
            default="text",
            help=say("What is printed.", "Вид вывода."),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def explain(run: Path, what: tuple[str, ...], shown_as: str, lang: str | None) -> int:
        from engine.report.explain import explain_json, explain_text
        from engine.workflows.explain import NotInRun, explain_run, reopened
        from engine.workflows.record import is_intact, keeps_facts

        if len(what) > 3:
            raise click.UsageError(say("too many names: {names}", "лишние слова: {names}", names=" ".join(what[3:])))
        folder = _run_folder(run)
        if not is_intact(folder):
            raise UnknownName("manifest", folder.name, ())
        if not keeps_facts(folder):
            raise UnknownName("facts of a public run", folder.name, ())
        given = reopened(folder)
        if tell([d for d in given.pack_problems if d.severity == "error"], say.lang) or given.pack is None:
            return INVALID_PACK
        if given.fact_set is None:
            tell(given.fact_problems, say.lang)
            return INVALID_FACTS
        try:
            trace, root = explain_run(folder, given, what)
        except NotInRun as missing:
            raise UnknownName(missing.what, missing.name, missing.known) from None
        shown = explain_json(trace, root) if shown_as == "json" else explain_text(trace, root, say.lang, width())
        put(shown, for_people=shown_as == "text")
        return 0

    return Command(
        "explain",
        say.lang,
        callback=explain,
        params=parameters,
        help=say(
            "Tell where a result came from: RECOMMENDATION is the id of a recommendation of the run; ENTITY, INDICATOR "
            "and PERIOD name a finding, or ENTITY and a direction of analysis name a conclusion. A public run keeps no "
            "facts: explain the internal one.",
            "Показать, откуда взялся результат: РЕЗУЛЬТАТ – папка или её имя в outputs; РЕКОМЕНДАЦИЯ – номер "
            "из таблицы рекомендаций; СУЩНОСТЬ, ПОКАЗАТЕЛЬ и ПЕРИОД называют вывод; "
            "СУЩНОСТЬ и направление – заключение. В публичном результате сведений нет: объясняется внутренний.",
        ),
    )


def _run_folder(run: Path) -> Path:
    """The folder given, or the run of that name in `outputs/`."""
    for folder in (run, Path("outputs") / run):
        if (folder / "manifest.json").is_file():
            return folder
    known = tuple(sorted(p.parent.name for p in Path("outputs").glob("*/manifest.json")))
    raise UnknownName("run", str(run), known)
