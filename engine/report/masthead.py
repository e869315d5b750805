"""What stands above every report: which methodology, which facts, which periods, and whether the data are real."""

from __future__ import annotations

from engine.diagnostics.core import Lang
from engine.report import shown
from engine.report.phrases import phrase
from engine.report.words import ITEM_STATUS, PROFILE, say
from engine.result import Results
from engine.version import VERSION


def banner(results: Results, lang: Lang) -> str | None:
    """The warning of labelled results; None when the data are real."""
    return None if results.label is None else phrase("label_why", lang)


def about(results: Results, lang: Lang) -> tuple[str, ...]:
    """What the results were made from, a line for each."""
    header = results.pack.passport.header
    status = say(ITEM_STATUS, header.status, lang)
    return (
        phrase("pack", lang, id=header.id, version=header.version, status=status),
        phrase("fact_set", lang, title=_fact_set(results)),
        phrase("periods", lang, periods="; ".join(_periods(results, lang))),
        phrase("profile", lang, profile=say(PROFILE, results.profile, lang)),
        phrase("engine", lang, version=VERSION),
    )


def _fact_set(results: Results) -> str:
    title, name = results.fact_set_title, results.fact_set
    return name if title in ("", name) else f"{title} ({name})"


def _periods(results: Results, lang: Lang) -> list[str]:
    return [
        phrase("period_as_of", lang, period=period.title, day=shown.day(as_of, lang))
        for period, as_of in zip(results.periods, results.as_of, strict=True)
    ]
