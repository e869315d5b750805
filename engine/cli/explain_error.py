"""`engine explain-error`: the page of a code."""

from __future__ import annotations

from collections.abc import Sequence

import click

from engine.cli.language import Speaker
from engine.cli.shown import Command, UnknownName
from engine.diagnostics.core import Code


def explain_error_command(say: Speaker) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["code"], metavar=say("CODE", "КОД")),
        click.Option(["--lang"], type=click.Choice(["ru", "en"]), help=say("Language of messages.", "Язык сообщений.")),
    ]

    def explain_error(code: str, lang: str | None) -> int:
        from engine.diagnostics.table import all_codes
        from engine.report.pages import page_text

        codes = all_codes()
        meant = [known for known in codes if code.upper() == known.id or code.lower() == known.name]
        if not meant:
            raise UnknownName("code", code, _likely(code, codes))
        click.echo("\n".join(page_text(known, say.lang) for known in meant), nl=False)
        return 0

    return Command(
        "explain-error",
        say.lang,
        callback=explain_error,
        params=parameters,
        help=say(
            "Tell what a code such as E320 means, why it matters and how to mend it.",
            "Объяснить код, например E320: что он значит, почему это важно и как исправить.",
        ),
    )


def _likely(code: str, codes: Sequence[Code]) -> list[str]:
    """Those that may be meant: of the same digits, else of the longest beginning in common."""
    if "-" in code:
        return [known.name for known in codes]
    written = code.upper()
    digits = "".join(char for char in written if char in "0123456789")
    if same := [known.id for known in codes if known.id[1:] == digits]:
        return same
    for length in range(len(written), 1, -1):
        if alike := [known.id for known in codes if known.id.startswith(written[:length])]:
            return alike
    return []
