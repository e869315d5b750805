"""The command `engine`: chooses the language, runs a verb, turns what went wrong into an exit code.

0 fine; 1 a difference, or a warning made to count; 2 wrong usage; 3 invalid pack; 4 rule tests failed; 5 invalid
facts; 70 a bug in the engine; 130 interrupted; 143 terminated.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from engine.cli.bump import bump_command
from engine.cli.diff import diff_command
from engine.cli.docs import docs_command
from engine.cli.evaluate import evaluate_command
from engine.cli.explain import explain_command
from engine.cli.explain_error import explain_error_command
from engine.cli.fmt import fmt_command
from engine.cli.language import Speaker, chosen
from engine.cli.lock import lock_command
from engine.cli.new import new_command
from engine.cli.revise import revise_command
from engine.cli.shown import Group, usage_message
from engine.cli.streams import unbroken
from engine.cli.test import test_command
from engine.cli.validate import validate_command
from engine.diagnostics.core import Lang
from engine.version import VERSION

BUG = 70
INTERRUPTED = 130
TERMINATED = 143
_QUERY_INTERRUPTED = "Query interrupted"
"""What DuckDB raises in place of the exception of a signal that came during a query."""


class _Terminated(BaseException):
    """The system asks the command to end; on the way out it removes what it has half written."""


def build(lang: Lang) -> click.Group:
    """The whole command in one language."""
    say = Speaker(lang)
    group = Group(
        name="engine",
        lang=lang,
        help=say(
            "Evaluate fact sets under rule packs: scores and addressed recommendations, each traceable to its rule, "
            "facts, sources and legal basis.",
            "Оценка сведений по комплекту правил: баллы и адресные рекомендации, для каждой из которых можно назвать "
            "правило, сведения, источник и правовое основание.",
        ),
        commands=[
            evaluate_command(say),
            explain_command(say),
            explain_error_command(say),
            validate_command(say),
            test_command(say),
            diff_command(say),
            docs_command(say),
            lock_command(say),
            bump_command(say),
            revise_command(say),
            fmt_command(say),
            new_command(say),
        ],
    )
    group.params.append(
        click.Option(
            ["--lang"], type=click.Choice([*map(str, Lang)]), help=say("Language of messages.", "Язык сообщений.")
        )
    )
    return click.version_option(VERSION, prog_name="engine", help=say("Show the version.", "Показать версию."))(group)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; never raises, never shows a traceback unless ENGINE_DEBUG is set."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = chosen(given, os.environ)
    say = Speaker(lang)
    _speak_plainly()
    try:
        result = build(lang).main(given, prog_name="engine", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt, _Terminated):
        return _interrupted(say)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        return asked.exit_code
    except click.ClickException as mistake:
        click.echo(usage_message(mistake, lang), err=True)
        return mistake.exit_code
    except OSError as failure:
        what, why = str(failure.filename or ""), failure.strerror or str(failure)
        click.echo(say("error: {what}: {why}", "ошибка: {what}: {why}", what=what, why=why), err=True)
        return 2
    except Exception as bug:
        if str(bug) == _QUERY_INTERRUPTED:
            return _interrupted(say)
        if os.environ.get("ENGINE_DEBUG"):
            traceback.print_exc()
        click.echo(
            say(
                "internal error: {what}. This is a bug in the engine; set ENGINE_DEBUG=1 to see where.",
                "внутренняя ошибка: {what}. Это ошибка программы; ENGINE_DEBUG=1 покажет место.",
                what=f"{type(bug).__name__}: {bug}".splitlines()[0],
            ),
            err=True,
        )
        return BUG


def _interrupted(say: Speaker) -> int:
    click.echo(say("Interrupted.", "Прервано."), err=True)
    return TERMINATED if signal.getsignal(signal.SIGTERM) is signal.SIG_IGN else INTERRUPTED


def _speak_plainly() -> None:
    """A terminal that cannot show a character gets its number instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _terminate(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise _Terminated


def run() -> NoReturn:
    """The console entry point.

    What the command makes it keeps to its end: looking for garbage on the way, or taking everything apart at the end,
    would only cost time. Files are closed and renamed by then.
    """
    gc.disable()
    signal.signal(signal.SIGTERM, _terminate)
    sys.stdout, sys.stderr = (stream and unbroken(stream) for stream in (sys.stdout, sys.stderr))
    try:
        code = main()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        # Nobody can be told: the streams themselves are full or gone.
        code = 2
    os._exit(code)
