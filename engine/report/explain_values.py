"""What operands, inputs and conditions of a trace are, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from engine.decimals import format_decimal, parse_decimal
from engine.diagnostics.core import Lang
from engine.pack.operands import DEPENDENCE
from engine.report import explain_phrases as phrases
from engine.report import explain_words as words
from engine.report import shown
from engine.report.words import FACT_STATE, STATUS, Words, say
from engine.trace.entries import Broken, Condition, Imputed, Known, Operand, Place, Rounded

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_NEGATIVE = re.compile(r"(?<=[(|])-(?=[0-9])")
_NUMBER = re.compile(r"(?<![\w.])[0-9]+\.[0-9]+(?![\w.])")


def put(table: Words, key: str, lang: Lang, **params: object) -> str:
    """The text `key` with its parameters put in."""
    return table[key].fill(lang, params)


def number(text: str | None, lang: Lang) -> str:
    """A number in canonical text as people read it, all its digits; anything else as it is."""
    if text is None:
        return "–"
    value = parse_decimal(text)
    return text if value is None else format_decimal(value, lang)


def calculation(text: str, lang: Lang) -> str:
    """Numbers and days in a formula: in Russian with a comma, where semicolons stand between arguments then."""
    if lang is not Lang.RU:
        return text
    told = _NUMBER.sub(lambda m: m[0].replace(".", ","), text.replace(",", ";"))
    told = _DAY.sub(lambda m: day(m[0], lang), told)
    return _NEGATIVE.sub("\N{MINUS SIGN}", told)


def formula(text: str, lang: Lang) -> str:
    """The engine's own names of operands in the reader's language."""
    return _WORD.sub(lambda m: say(words.NAME, m[0], lang), text)


def known(told: Known, lang: Lang) -> str:
    """What is known, or why nothing is."""
    if told.state is not None:
        return say(words.SLOT, told.state, lang)
    if told.value is None:
        return put(phrases.PHRASE, "not_computed", lang)
    match told.type:
        case "day":
            return day(told.value, lang)
        case "status":
            return say(STATUS, told.value, lang)
        case "state":
            return state(told.value, lang)
        case "number":
            return number(told.value, lang)
        case _:
            return told.title or told.value


def state(name: str, lang: Lang) -> str:
    return say(FACT_STATE if name in FACT_STATE else words.STATE_OF_FACT, name, lang)


def day(text: str, lang: Lang) -> str:
    try:
        return shown.day(date.fromisoformat(text), lang)
    except ValueError:
        return number(text, lang)


def name(written: str, lang: Lang) -> str:
    """The name of an input."""
    if written.startswith(DEPENDENCE):
        return put(phrases.PHRASE, "outcome_of", lang, x=written.removeprefix(DEPENDENCE))
    return say(words.NAME, written, lang)


def rounding(told: Rounded, lang: Lang) -> str:
    key = {0: "rounded_to_whole", 1: "rounded_to_one"}.get(told.digits, "rounded")
    return put(phrases.PHRASE, key, lang, n=told.digits, mode=say(words.ROUNDING, told.mode, lang))


def operand(told: Operand, lang: Lang) -> str:
    """`present: fact trained [2020] = 5`, and how it came to be known."""
    parts = [f"{_read(told, lang)} = {known(told.known, lang)}", *_remarks(told, lang)]
    text = "; ".join(parts)
    return f"{name(told.name, lang)}: {text}" if told.name else text


def _read(told: Operand, lang: Lang) -> str:
    """Where an operand is read and at which periods."""
    points = "; ".join(f"{p.period} = {known(p.known, lang)}" for p in told.points)
    what = [put(words.SOURCE, told.source, lang, id=told.id)] if told.source in words.SOURCE else []
    if told.source == "constant":
        what[0] += f" («{told.title}»)"
    if told.place is not None:
        what.append(say(words.PLACE, told.place.taken, lang))
    if told.take in words.TAKE:
        what.append(put(words.TAKE, told.take, lang, of=", ".join(told.of), id=told.id, points=points))
    when = points if told.fold else ", ".join(told.periods)
    read = ", ".join(what) + (f" [{when}]" if when else "")
    return f"{read}, {say(words.FOLD, told.fold, lang)}" if told.fold else read


def _remarks(told: Operand, lang: Lang) -> Iterator[str]:
    if told.source in ("fact", "indicator") and not told.periods:
        yield put(phrases.PHRASE, "no_period", lang)
    if told.coverage:
        covered, _, countable = told.coverage.partition("/")
        yield put(phrases.PHRASE, "covered", lang, known=covered, all=countable)
    if told.imputed:
        yield _imputed(told.imputed, lang)
    if told.rounded and told.known.value is not None:
        yield put(phrases.PHRASE, "rounded_operand", lang, how=rounding(told.rounded, lang))
    if told.place:
        yield from _place(told.place, lang)
    for found in told.breaks:
        yield broken(found, lang)


def _imputed(told: Imputed, lang: Lang) -> str:
    of = {"carried_forward": told.of, "mean_of": say(words.AMONG, told.of, lang)}.get(told.how, number(told.of, lang))
    return put(phrases.PHRASE, told.how, lang, x=of)


def broken(told: Broken, lang: Lang) -> str:
    rules = ", ".join(f"{then} ↔ {now}" for then, now in told.rules)
    return put(phrases.PHRASE, "break", lang, then=told.then, now=told.now, rules=rules)


def _place(told: Place, lang: Lang) -> Iterator[str]:
    among = say(words.AMONG, told.among, lang)
    if told.same_outcome:
        among += " " + put(phrases.PHRASE, "same_outcome", lang, x=told.same_outcome)
    if told.left_out:
        item, *outcomes = told.left_out
        among += " " + put(phrases.PHRASE, "left_out", lang, x=item, of=", ".join(outcomes))
    if told.size:
        numbers = {k: number(v, lang) for k, v in (("least", told.least), ("greatest", told.greatest))}
        yield put(phrases.PHRASE, "set", lang, among=among, n=told.size, mean=number(told.mean, lang), **numbers)
    else:
        yield put(phrases.PHRASE, "empty_set", lang, among=among)
    if told.own is not None:
        yield put(phrases.PHRASE, "own", lang, x=number(told.own, lang))
    if told.rank is not None:
        yield put(phrases.PHRASE, "rank", lang, x=told.rank)
    if told.lower_is_better:
        yield put(phrases.PHRASE, "lower_is_better", lang)
    if told.taken == "rank":
        yield say(words.TIES, told.ties, lang)
    if told.taken == "zone":
        yield put(phrases.PHRASE, "zones", lang, x=told.zones)


def condition(told: Condition, lang: Lang) -> str:
    """`value at least 10 (is 12)`."""
    tested = _names(told, lang) if told.names or told.negated else _ends(told, lang)
    about = "unknown" if told.known.state is not None else "known"
    met = put(phrases.PHRASE, about, lang, x=known(told.known, lang))
    return f"{name(told.input, lang)} {tested} ({met})"


def _names(told: Condition, lang: Lang) -> str:
    titles = [known(Known(told.known.type, n, title), lang) for n, title in told.names]
    many = len(titles) > 1
    key = ("none_of" if many else "is_not") if told.negated else ("one_of" if many else "is")
    return put(phrases.LIMIT, key, lang, x=", ".join(titles))


def _ends(told: Condition, lang: Lang) -> str:
    is_day = told.known.type == "day"
    low, high = (known(Known(told.known.type, end), lang) if end is not None else None for end in (told.low, told.high))
    if low is not None and told.low == told.high:
        return put(phrases.LIMIT, "equals", lang, x=low)
    ends = []
    if low is not None:
        key = ("from" if told.low_closed else "after") if is_day else ("at_least" if told.low_closed else "above")
        ends.append(put(phrases.LIMIT, key, lang, x=low))
    if high is not None:
        key = ("until" if told.high_closed else "before") if is_day else ("at_most" if told.high_closed else "below")
        ends.append(put(phrases.LIMIT, key, lang, x=high))
    return say(phrases.LIMIT, "and", lang).join(ends) or say(phrases.LIMIT, "any", lang)


def limits(told: Condition, lang: Lang) -> str:
    """The limits of a band in signs that need no language."""
    low, high = (number(end, lang) for end in (told.low, told.high))
    if told.low is not None and told.low == told.high:
        return f"= {low}"
    ends = [f"{'≥' if told.low_closed else '>'} {low}"] if told.low is not None else []
    ends += [f"{'≤' if told.high_closed else '<'} {high}"] if told.high is not None else []
    return ", ".join(ends) or "–∞ … +∞"
