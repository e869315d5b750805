"""`engine test`: the tests of rule packs, and how much of the rules they reach."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.language import Speaker
from engine.cli.locate import find_pack, find_packs, pack_around
from engine.cli.reports import PRETTY, deliver, files_of, refuse_inside, report_options
from engine.cli.shown import Command, PathName, UnknownName
from engine.cli.telling import INVALID_PACK, read_text, tell, width

if TYPE_CHECKING:
    from engine.testing.suite import Refused, Report

TESTS_FAILED = 4
FORMATS = (PRETTY, "json", "junit", "github")
_TO_STDOUT = "-"


def test_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], type=PathName(), nargs=-1, metavar=say("[PATH]…", "[ПУТЬ]…")),
        *report_options(FORMATS, say),
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
        paths: tuple[Path, ...],
        shown_as: str,
        outputs: tuple[str, ...],
        min_coverage: float | None,
        suggest: str | None,
        lang: str | None,
    ) -> int:
        if suggest is not None and Path(suggest).is_dir():  # a path was meant, and no file
            paths, suggest = (*paths, Path(suggest)), _TO_STDOUT
        if suggest is not None and suggest != _TO_STDOUT and Path(suggest).exists():
            raise click.UsageError(
                say("--suggest: {file} is there already", "--suggest: файл {file} уже есть", file=suggest)
            )
        if min_coverage is not None and math.isnan(min_coverage):  # no comparison with a range finds it outside
            raise click.UsageError(say("--min-coverage: nan is no number", "--min-coverage: nan – не число"))
        files = files_of(outputs, FORMATS, say)
        packs = _packs(paths)
        for file in files:
            refuse_inside("--output", file, packs, say)
        if suggest not in (None, _TO_STDOUT) and len(packs) > 1:
            raise click.UsageError(
                say("--suggest: one file is for one pack", "--suggest: один файл – для одного комплекта правил")
            )
        reports = [_tested(folder, only, say) for folder, only in packs.items()]
        if suggest is not None:
            return _suggest(reports, suggest, say)
        wanted = None if min_coverage is None else Decimal(str(min_coverage))
        deliver(lambda name, _: _shown(reports, name, wanted, say), shown_as, files)
        return _exit_code(reports, wanted)

    return Command(
        "test",
        say.lang,
        callback=test,
        params=parameters,
        help=say(
            "Run the tests of rule packs: files in their folders tests/ and examples beside their rules. PATH is a "
            "pack, a file or folder within one, or a folder of packs.",
            "Выполнить проверки правил: файлы из папок tests/ комплектов и примеры рядом с правилами. ПУТЬ – комплект, "
            "файл или папка внутри него либо папка с комплектами.",
        ),
    )


def _tested(folder: Path, only: list[Path], say: Speaker) -> Report | Refused:
    from engine.diagnostics.core import has_errors, in_order
    from engine.testing.run import Telling
    from engine.testing.suite import Refused, tested
    from engine.workflows.inputs import load_checked

    pack, problems = load_checked(folder)
    if pack is None or has_errors(problems):
        tell(problems, say.lang)
        return Refused(folder.as_posix(), in_order(problems))
    return tested(folder, pack, only, Telling(say.lang, width()))


def _exit_code(reports: Sequence[Report | Refused], wanted: Decimal | None) -> int:
    from engine.testing.suite import Refused, enough

    if any(isinstance(report, Refused) for report in reports):
        return INVALID_PACK
    passed = all(not isinstance(report, Refused) and report.passed and enough(report, wanted) for report in reports)
    return 0 if passed else TESTS_FAILED


def _suggest(reports: Sequence[Report | Refused], file: str, say: Speaker) -> int:
    from engine.testing.suite import Report

    tested = [report for report in reports if isinstance(report, Report)]
    _write_suggestions(tested, file, say)
    return 0 if len(tested) == len(reports) else INVALID_PACK


def _write_suggestions(reports: Sequence[Report], file: str, say: Speaker) -> None:
    from engine.diagnostics.core import Lang
    from engine.testing.as_yaml import suggestions_yaml
    from engine.testing.rules import Rules
    from engine.testing.suggest import suggest

    for report in reports:
        rules = Rules(report.pack)
        found = suggest(rules, report.coverage, report.outcomes)
        text = suggestions_yaml(found, rules, Lang(report.pack.passport.language))
        if file == _TO_STDOUT:
            click.echo(text, nl=False)
        elif found.tests:
            with Path(file).open("x", encoding="utf-8") as out:
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
        if file != _TO_STDOUT and not found.tests:
            click.echo(say("nothing to suggest: no file is written", "предложить нечего: файл не записан"), err=True)


def _packs(paths: tuple[Path, ...]) -> dict[Path, list[Path]]:
    """The packs that the paths lie in, each with the paths that name a part of it only; or those in a folder."""
    found: dict[Path, list[Path]] = {}
    whole: set[Path] = set()
    for path in paths or (find_pack(None),):
        folders = _packs_of(path)
        for folder in folders:
            found.setdefault(folder, [])
        part, root = Path(os.path.abspath(path)), Path(os.path.abspath(folders[0]))
        if part.is_relative_to(root) and part != root:
            found[folders[0]].append(folders[0] / part.relative_to(root))
        else:
            whole.update(folders)
    return {folder: [] if folder in whole else only for folder, only in found.items()}


def _packs_of(path: Path) -> list[Path]:
    """The pack that the path is or lies in; else the packs below it."""
    if not path.exists():
        raise UnknownName("path", path.as_posix(), ())
    around = pack_around(path)
    return [around] if around is not None else find_packs([path])


def _shown(reports: Sequence[Report | Refused], name: str, wanted: Decimal | None, say: Speaker) -> str:
    match name:
        case "json":
            from engine.testing.as_json import to_json

            return to_json(reports, say.lang, wanted)
        case "junit":
            from engine.testing.as_junit import to_junit

            return to_junit(reports, say.lang, read_text, wanted)
        case "github":
            from engine.testing.as_github import to_github

            return to_github(reports, say.lang, wanted)
        case _:
            from engine.testing.shown import to_text
            from engine.testing.suite import Report

            tested = (report for report in reports if isinstance(report, Report))
            return "\n".join(to_text(report, say.lang, read_text, wanted) for report in tested)
