"""`engine evaluate`: facts under a pack → scores and recommendations, printed and recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_facts, find_pack
from engine.cli.reports import refuse_inside
from engine.cli.shown import Command, PathName, UnknownName, printable
from engine.cli.streams import put
from engine.cli.telling import INVALID_FACTS, INVALID_PACK, Bar, tell, width

if TYPE_CHECKING:
    from engine.facts.read import FactSet
    from engine.pack.model import Pack, Period
    from engine.workflows.evaluate import Evaluation

FORMATS = ("table", "json", "csv", "markdown")
OUTPUTS = ("xlsx", "json", "csv", "parquet", "facts")


def evaluate_command(say: Speaker) -> click.Command:
    path = PathName()
    options = [
        click.Option(["--pack"], type=path, help=say("Folder of the rule pack.", "Папка комплекта правил.")),
        click.Option(["--facts"], type=path, help=say("Folder of the fact set.", "Папка набора сведений.")),
        click.Option(
            ["--out"], type=path, default=Path("outputs"), help=say("Folder for runs.", "Папка для результатов.")
        ),
        click.Option(
            ["--format", "shown_as"],
            type=click.Choice(FORMATS),
            default="table",
            help=say("What is printed.", "Вид печатаемого отчёта."),
        ),
        click.Option(
            ["--write"],
            default=",".join(OUTPUTS),
            metavar="LIST",
            help=say(
                "Files to write: a list of {all}, or none.",
                "Какие файлы записать: перечень из {all} или none.",
                all=", ".join(OUTPUTS),
            ),
        ),
        click.Option(
            ["--profile"],
            type=click.Choice(["internal", "public"]),
            default="internal",
            help=say("public: without personal data.", "public: без персональных данных."),
        ),
        click.Option(
            ["--period", "periods"],
            multiple=True,
            help=say("Period to evaluate; repeatable.", "Период; можно повторять."),
        ),
        click.Option(
            ["--as-of"],
            type=click.DateTime(["%Y-%m-%d"]),
            help=say(
                "Date the run speaks from; else the last day of the period.",
                "Дата, от которой считаются сроки; иначе последний день периода.",
            ),
        ),
        click.Option(
            ["--entity"],
            help=say("Keep only this entity and those below it.", "Оставить только эту сущность и нижестоящие."),
        ),
        click.Option(
            ["--reevaluate"],
            is_flag=True,
            help=say(
                "Compare with older facts under the present rules where the rules have changed since.",
                "Если правила изменились, пересчитать прежние сведения по действующим правилам для сравнения.",
            ),
        ),
        click.Option(
            ["--keep-going"],
            is_flag=True,
            help=say("Set bad rows aside and go on.", "Отложить ошибочные строки и продолжить."),
        ),
        click.Option(
            ["--dry-run"],
            is_flag=True,
            help=say(
                "Only tell what would be read and what is missing.",
                "Только показать, что будет прочитано и чего не хватает.",
            ),
        ),
        click.Option(
            ["--quiet", "-q"], is_flag=True, help=say("Print only the folder of the run.", "Печатать только папку.")
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def run(
        pack: Path | None,
        facts: Path | None,
        out: Path,
        shown_as: str,
        write: str,
        profile: str,
        periods: tuple[str, ...],
        as_of: date | None,
        entity: str | None,
        reevaluate: bool,
        keep_going: bool,
        dry_run: bool,
        quiet: bool,
        lang: str | None,
    ) -> int:
        from engine.result import Profile
        from engine.workflows.evaluate import Parameters, evaluate
        from engine.workflows.inputs import opened
        from engine.workflows.record import Output, write_run

        outputs = tuple(Output(name) for name in _outputs(write))
        day = as_of.date() if as_of else None  # type: ignore[attr-defined]
        parameters = Parameters(periods, day, Profile(profile), entity, reevaluate)
        facts_folder = find_facts(facts)
        pack_folder = find_pack(pack, facts_folder)
        _check_out(out, (pack_folder, facts_folder), say)
        given = opened(pack_folder, facts_folder)
        if tell(given.pack_problems, say.lang) or given.pack is None:
            return INVALID_PACK
        broken = tell(given.fact_problems, say.lang)
        if given.fact_set is None or (broken and not keep_going):
            return INVALID_FACTS
        _known(given.pack, given.fact_set, parameters.periods, entity)
        bar = Bar(say("evaluating", "вычисление"))
        evaluation = evaluate(given.pack, given.fact_set, given.db, parameters, progress=bar)
        for period in _without_rules(evaluation):
            click.echo(_no_rules(period, say), err=True)
        if dry_run:
            click.echo(_dry(evaluation, say))
            return 0
        run_folder = write_run(evaluation, out, outputs, say.lang)
        if not quiet:
            put(_shown(evaluation, shown_as, say), for_people=shown_as == "table")
        where = run_folder.folder.as_posix()
        click.echo(
            printable(where) if quiet else say("outputs: {where}", "результаты: {where}", where=where), err=not quiet
        )
        return 0

    return Command(
        "evaluate",
        say.lang,
        callback=run,
        params=options,
        help=say(
            "Evaluate a fact set under a rule pack, print the report and write the run.",
            "Оценить сведения по комплекту правил, напечатать отчёт и записать результаты.",
        ),
    )


def _check_out(out: Path, read: tuple[Path, ...], say: Speaker) -> None:
    """Refuse a folder that the database cannot name, and one whose runs the next reading would take for its own."""
    from engine.pack.files import is_text

    if not is_text(str(out)):
        raise click.UsageError(say("--out: the path is not UTF-8", "--out: путь не в кодировке UTF-8"))
    refuse_inside("--out", out, read, say)


def _without_rules(evaluation: Evaluation) -> list[Period]:
    """The periods without results, where they were asked for or where there are no others."""
    empty = [p for p in evaluation.periods if not evaluation.pack.at(p.end).indicators]
    return empty if evaluation.parameters.periods or len(empty) == len(evaluation.periods) else []


def _no_rules(period: Period, say: Speaker) -> str:
    """Why a period has no results, which is no error: its day may lie before the methodology or after it."""
    from engine.report.shown import day

    return say(
        "warning: no indicator is in force on {day}, the last day of the period «{period}»: it has no results",
        "предупреждение: на {day}, последний день периода «{period}», не действует ни один показатель: "
        "результатов за него нет",
        day=day(period.end, say.lang),
        period=period.id,
    )


def _outputs(write: str) -> tuple[str, ...]:
    chosen = tuple(w.strip() for w in write.split(",") if w.strip() not in ("", "none"))
    for name in chosen:
        if name not in OUTPUTS:
            raise UnknownName("output", name, OUTPUTS)
    return tuple(o for o in OUTPUTS if o in chosen)


def _known(pack: Pack, fact_set: FactSet, periods: tuple[str, ...], entity: str | None) -> None:
    for period in periods:
        if period not in (ids := tuple(p.id for p in pack.periods)):
            raise UnknownName("period", period, ids)
    if entity is not None and entity not in (names := tuple(e.id for e in fact_set.register)):
        raise UnknownName("entity", entity, names)


def _shown(evaluation: Evaluation, shown_as: str, say: Speaker) -> str:
    from engine.report.csv import to_csv
    from engine.report.json import to_json
    from engine.report.markdown import to_markdown
    from engine.report.tables import out_tables
    from engine.report.text import to_text

    match shown_as:
        case "json":
            return to_json(evaluation.results).decode()
        case "csv":
            findings = next(t for t in out_tables(evaluation.results) if t.name == "findings")
            return to_csv(findings).decode()
        case "markdown":
            return to_markdown(evaluation.results, say.lang)
        case _:
            return to_text(evaluation.results, say.lang, width())


def _dry(evaluation: Evaluation, say: Speaker) -> str:
    from engine.report.reading import reading_text

    return reading_text(evaluation.fact_set.files, evaluation.results, say.lang, width())
