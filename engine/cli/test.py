"""`engine test`: the tests of rule packs, and how much of the rules they reach."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack
from engine.cli.shown import Command, UnknownName
from engine.cli.telling import INVALID_PACK, read_text, tell, width

if TYPE_CHECKING:
    from engine.testing.suite import Report

TESTS_FAILED = 4
FORMATS = ("pretty", "json")
_TO_STDOUT = "-"


def test_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], type=click.Path(path_type=Path), nargs=-1, metavar=say("[PATH]…", "[ПУТЬ]…")),
        click.Option(
            ["--format", "shown_as"],
            type=click.Choice(FORMATS),
            default="pretty",
            help=say("What is printed.", "Вид отчёта."),
        ),
        click.Option(
            ["--min-coverage"],
            type=click.FloatRange(0, 100),
            metavar="N",
            help=say(
                "Fail when confirmed tests reach less than N percent of the rules.",
                "Считать непройденным, если подтверждённые проверки охватывают меньше N процентов правил.",
            ),
        ),
        click.Option(
            ["--suggest"],
            is_flag=False,
            flag_value=_TO_STDOUT,
            metavar=say("[FILE]", "[ФАЙЛ]"),
            help=say(
                "Write tests for what is not reached yet, with the engine's present answers, to be confirmed.",
                "Записать проверки для ещё не охваченного с нынешними ответами программы; их нужно подтвердить.",
            ),
        ),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def test(
        paths: tuple[Path, ...], shown_as: str, min_coverage: float | None, suggest: str | None, lang: str | None
    ) -> int:
        from engine.diagnostics.core import has_errors
        from engine.testing.run import Telling
        from engine.testing.suite import tested
        from engine.workflows.inputs import load_checked

        if suggest is not None and Path(suggest).is_dir():  # a path was meant, and no file
            paths, suggest = (*paths, Path(suggest)), _TO_STDOUT
        if suggest is not None and suggest != _TO_STDOUT and Path(suggest).exists():
            raise click.UsageError(
                say("--suggest: {file} is there already", "--suggest: файл {file} уже есть", file=suggest)
            )
        reports: list[Report] = []
        for folder, only in _packs(paths).items():
            pack, problems = load_checked(folder)
            if pack is None or has_errors(problems):
                tell(problems, say.lang)
                return INVALID_PACK
            reports.append(tested(folder, pack, only, Telling(say.lang, width())))
        if suggest is not None:
            _write_suggestions(reports, suggest, say)
            return 0
        wanted = None if min_coverage is None else Decimal(str(min_coverage))
        click.echo(_shown(reports, shown_as, wanted, say), nl=False)
        enough = all(wanted is None or report.coverage.percent >= wanted for report in reports)
        return 0 if enough and all(report.passed for report in reports) else TESTS_FAILED

    return Command(
        "test",
        say.lang,
        callback=test,
        params=parameters,
        help=say(
            "Run the tests of rule packs: files in their folders tests/ and examples beside their rules. PATH is a "
            "pack, or a file or folder within one.",
            "Выполнить проверки правил: файлы из папок tests/ комплектов и примеры рядом с правилами. ПУТЬ – комплект "
            "либо файл или папка внутри него.",
        ),
    )


def _write_suggestions(reports: list[Report], file: str, say: Speaker) -> None:
    from engine.diagnostics.core import Lang
    from engine.testing.as_yaml import suggestions_yaml
    from engine.testing.rules import Rules
    from engine.testing.suggest import suggest

    for report in reports:
        rules = Rules(report.pack)
        found = suggest(rules, report.coverage, report.outcomes)
        text = suggestions_yaml(found, rules, Lang(report.pack.passport.language), None)
        if file == _TO_STDOUT:
            click.echo(text, nl=False)
        else:
            with Path(file).open("a", encoding="utf-8") as out:
                out.write(text)
        click.echo(
            say(
                "{folder}: {tests} tests suggested, {beyond} elements beyond reach",
                "{folder}: предложено проверок: {tests}; не удалось подобрать сведения для элементов: {beyond}",
                folder=report.folder,
                tests=len(found.tests),
                beyond=len(found.beyond),
            ),
            err=True,
        )


def _packs(paths: tuple[Path, ...]) -> dict[Path, list[Path]]:
    """The packs that the paths lie in, each with the paths that name a part of it only."""
    found: dict[Path, list[Path]] = {}
    whole: set[Path] = set()
    for path in paths or (find_pack(None),):
        folder = _pack_of(path)
        found.setdefault(folder, [])
        if folder == path:
            whole.add(folder)
        else:
            found[folder].append(path)
    return {folder: [] if folder in whole else only for folder, only in found.items()}


def _pack_of(path: Path) -> Path:
    """The nearest folder from the path upwards that holds a pack; the path itself when there is none."""
    if not path.exists():
        raise UnknownName("path", path.as_posix(), ())
    return next((p for p in (path, *path.parents) if (p / "pack.yaml").is_file()), path)


def _shown(reports: list[Report], shown_as: str, wanted: Decimal | None, say: Speaker) -> str:
    from engine.testing.as_json import report_json
    from engine.testing.shown import coverage_text, report_text

    if shown_as == "json":
        return report_json(reports, say.lang, wanted)
    return "\n".join(
        f"{report_text(report, say.lang, read_text, width())}\n{coverage_text(report, say.lang, wanted)}"
        for report in reports
    )
