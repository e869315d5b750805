"""Values of results as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from engine.decimals import format_decimal, parse_decimal, plain_text, rounded
from engine.diagnostics.core import Lang
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    FactKey,
    FactOperand,
    FactTake,
    FactType,
    Fold,
    Indicator,
    PeriodOperand,
    PeriodTake,
    PresenceMeasure,
    ValueMeasure,
)
from engine.report.names import Names
from engine.report.phrases import phrase
from engine.report.words import FACT_STATE, MARK, REASON, STATUS, VERB, say
from engine.result import Finding, Note, RecommendationResult, Total
from engine.statuses import Mark, Status

_SHOWN_OTHERWISE = (Mark.RESTORED_READING, Mark.ILLUSTRATIVE)
"""Marks that people are told by marked cells and by the banner."""

OF_SERIES = ("series_break", "reevaluated")
"""Notes on two periods under different versions of the rules."""

_COVERED = re.compile(r"([0-9]+)/([0-9]+)")
_UNUSED = re.compile(r"([0-9]+) \((.*)…\)")


def number(value: Decimal, lang: Lang) -> str:
    """A number to at most two places after the point, or four when it is below one.

    A number cut so keeps its zeros: `80,00` is not exactly 80.
    """
    limit = 2 if abs(value) >= 1 else 4
    places = len(plain_text(value).partition(".")[2])
    return format_decimal(value, lang, limit if places > limit else None)


def measured(value: Decimal, indicator: Indicator | None, lang: Lang) -> str:
    """A value as its indicator says that it is shown; trailing zeros are kept then."""
    way = indicator.display if indicator else None
    if way is None:
        return number(value, lang)
    return format_decimal(rounded(value, way.digits, way.mode), lang, way.digits)


def displayed(value: Decimal, indicator: Indicator | None) -> Decimal:
    """A value rounded as its indicator says that it is shown; all of it where it says nothing."""
    way = indicator.display if indicator else None
    return value if way is None else rounded(value, way.digits, way.mode)


def points(value: Decimal | None, lang: Lang) -> str:
    return phrase("none", lang) if value is None else number(value, lang)


def day(value: date, lang: Lang) -> str:
    return f"{value:%d.%m}.{value.year:04d}" if lang is Lang.RU else value.isoformat()


def yes_no(value: bool, lang: Lang) -> str:
    return phrase("yes" if value else "no", lang)


def marks(found: Iterable[str], lang: Lang) -> str:
    return ", ".join(say(MARK, mark, lang) for mark in found)


def outcome(finding: Finding, names: Names) -> str:
    """What is known: the outcome with its value, or the status with its reason; then the marks that matter."""
    known = _scored(finding, names) if finding.status == Status.SCORED else _unscored(finding, names.lang)
    told = marks((m for m in finding.marks if m not in _SHOWN_OTHERWISE), names.lang)
    return f"{known}; {told}" if told else known


def _scored(finding: Finding, names: Names) -> str:
    title = names.outcome(finding.outcome)
    measured = _measured(finding, names)
    if title and measured:
        return f"{title} ({measured})"
    return title or measured or say(STATUS, finding.status, names.lang)


def _unscored(finding: Finding, lang: Lang) -> str:
    status = say(STATUS, finding.status, lang)
    return f"{status} ({say(REASON, finding.reason, lang)})" if finding.reason else status


def _measured(finding: Finding, names: Names) -> str:
    """The value with its unit; none where the number only stands for yes or no, a text or a date."""
    indicator = names.rules.get(finding.rule)
    if finding.value is None or (indicator and not _is_number(indicator, names)):
        return ""
    sign = "+" if displayed(finding.value, indicator) > 0 and indicator and _is_difference(indicator) else ""
    unit = names.unit(finding.unit)
    shown = f"{sign}{measured(finding.value, indicator, names.lang)}"
    return f"{shown}\N{NO-BREAK SPACE}{unit}" if unit else shown


def _is_number(indicator: Indicator, names: Names) -> bool:
    match indicator.measure:
        case PresenceMeasure():
            return False
        case ValueMeasure(of=FactOperand() as fact):
            return _reads_number(fact, names)
        case ValueMeasure(of=PeriodOperand(take=day)):
            return day not in (PeriodTake.FIRST_DAY, PeriodTake.LAST_DAY)
        case _:
            return True


def _reads_number(fact: FactOperand, names: Names) -> bool:
    if fact.series.fold not in (None, Fold.FIRST, Fold.LAST, Fold.LEAST, Fold.GREATEST) or fact.take is FactTake.MAP:
        return True
    key = names.keys.get(fact.key)
    return fact.take is FactTake.VALUE and (key is None or key.type in (FactType.NUMBER, FactType.SET))


def _is_difference(indicator: Indicator) -> bool:
    return isinstance(indicator.measure, ChangeMeasure) and indicator.measure.shown_as is not ChangeAs.GROWTH_RATE


def total(result: Total, finding: Finding | None, names: Names) -> str:
    """`1 из 3; оценено 1 из 3 применимых; границы 1–3`; bounds are told where something is open."""
    lang = names.lang
    parts = [_total_value(result, finding, names)]
    parts.append(phrase("assessed", lang, assessed=result.assessed, applicable=result.applicable))
    if result.lower is not None and result.upper is not None and result.lower != result.upper:
        signed = "bounds_signed" if result.lower < 0 else "bounds"
        lower, upper = (measured(end, names.rules.get(result.rule), lang) for end in (result.lower, result.upper))
        parts.append(phrase(signed, lang, lower=lower, upper=upper))
    if result.nominal is not None and result.nominal != result.maximum:
        parts.append(phrase("nominal", lang, nominal=number(result.nominal, lang)))
    return "; ".join(parts)


def _total_value(result: Total, finding: Finding | None, names: Names) -> str:
    lang = names.lang
    if result.value is None:
        return _unscored(finding, lang) if finding else say(STATUS, Status.NO_DATA, lang)
    value = measured(result.value, names.rules.get(result.rule), lang)
    return value if result.maximum is None else phrase("of", lang, value=value, maximum=number(result.maximum, lang))


def letter(result: RecommendationResult, names: Names) -> str:
    """Verb, addressee in the dative, and the text: one sentence in the language of the pack."""
    sentence = f"{say(VERB, result.verb, names.pack_lang)} {result.recipient_dative}: {result.text.strip()}"
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def fact_value(text: str, key: str, names: Names) -> str:
    """A fact's value in words, or its state when it was given no value."""
    known = names.keys.get(key)
    told = _of_type(text, known, names.lang) if known else None
    return told if told is not None else say(FACT_STATE, text, names.lang)


def _of_type(text: str, key: FactKey, lang: Lang) -> str | None:
    if key.type is FactType.NUMBER:
        value = parse_decimal(text)
        return None if value is None else format_decimal(value, lang)
    if key.type is FactType.YES_NO and text in ("yes", "no"):
        return phrase(text, lang)
    if key.type is FactType.SET:
        titles = dict(key.vocabulary)
        return None if text in FACT_STATE else "; ".join(titles.get(member, member) for member in text.split("|"))
    if key.type is FactType.DATE:
        return _date(text, lang)
    return None


def _date(text: str, lang: Lang) -> str | None:
    try:
        return day(date.fromisoformat(text), lang)
    except ValueError:
        return None


def note(result: Note, names: Names) -> str:
    """The text of a note; the counts that notes on coverage and on unused facts are made of are told in words."""
    if result.kind == "partial_coverage" and (covered := _COVERED.fullmatch(result.text)):
        return phrase("coverage", names.lang, known=covered[1], all=covered[2])
    if result.kind == "unused_facts":
        several = _UNUSED.fullmatch(result.text)
        count, entity = several.groups() if several else ("1", result.text)
        return phrase("unused", names.lang, count=count, entity=names.entity(entity))
    parts = result.subject.split(" / ")
    if result.kind in OF_SERIES and len(parts) == 3:
        indicator, then, now = parts[0], *map(names.period, parts[1:])
        return phrase(result.kind, names.lang, indicator=indicator, then=then, now=now, rules=result.text)
    return result.text


def subject(result: Note, names: Names) -> str:
    """What a note is about, with titles for ids."""
    if result.kind == "unused_facts":
        return names.key(result.subject)
    parts = result.subject.split(" / ")
    if result.kind in OF_SERIES and len(parts) == 3:
        return f"{parts[0]} / {names.period(parts[1])} – {names.period(parts[2])}"
    if result.kind == "partial_coverage" and len(parts) == 3:
        indicator, entity, period = parts
        return f"{indicator} / {names.place(entity, period)}"
    return result.subject
