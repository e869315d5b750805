"""Suggested tests as a file of the format tests/1, ready to be read and confirmed by a person."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from engine.decimals import plain_text
from engine.diagnostics.core import Lang, Text
from engine.pack.layout import formatted
from engine.result import RecommendationResult, RequestResult
from engine.testing.attempts import Facts, Spec
from engine.testing.rules import Rules
from engine.testing.suggest import Beyond, Suggested, Suggestions
from engine.testing.words import WRITTEN_BY_THE_ENGINE

_HEAD = Text(
    "Suggested by engine test --suggest: what the engine answers today, not what the document says.\n"
    "Read each test, compare it with the document, say why under because, and delete confirmed: false.",
    "Записано командой engine test --suggest: так программа отвечает сегодня, документ может говорить иначе.\n"
    "Прочтите каждую проверку, сверьте с документом, укажите в because, почему, и удалите confirmed: false.",
)
_BEYOND = Text("No facts were found that reach:", "Не удалось подобрать сведения для:")
_WIDTH = 118


def suggestions_yaml(found: Suggestions, rules: Rules, lang: Lang) -> str:
    """The file in the one layout; empty when there is nothing to suggest and nothing was beyond reach."""
    if not found.tests and not found.beyond:
        return ""
    lines = [f"# {line}" for line in _HEAD.fill(lang, {}).splitlines()]
    lines += list(_beyond(found.beyond, lang))
    if found.tests:
        lines += ["format: tests/1", "", "tests:"]
    for test in found.tests:
        lines += list(_test(test, rules, lang))
        lines.append("")
    text = "\n".join(lines).rstrip("\n") + "\n"
    laid_out, _ = formatted("", text.encode()) if found.tests else (None, ())
    return laid_out.decode() if laid_out is not None else text


def _beyond(found: Sequence[Beyond], lang: Lang) -> Iterator[str]:
    if found:
        yield "#"
        yield f"# {_BEYOND.fill(lang, {})}"
        for one in found:
            told = f" – {words}" if (words := one.element.words(lang)) else ""
            yield f"#   {one.element.name}{told}: {one.why.fill(lang, {'what': ', '.join(one.came_to)})}"


def _test(test: Suggested, rules: Rules, lang: Lang) -> Iterator[str]:
    attempt = test.attempt
    yield f"  - name: {_scalar(test.name)}"
    yield "    confirmed: false"
    yield from _because(test, rules, lang)
    yield f"    register: {_scalar(attempt.kind)}"
    yield f"    period: {_scalar(attempt.period)}"
    yield from _given(attempt.facts, attempt.period, rules)
    yield "    expect:"
    if test.findings:
        yield "      findings:"
        for item, fields in test.findings:
            yield f"        {_scalar(item)}: {_flow(fields)}"
    if test.directions:
        yield "      directions:"
        for name, outcome in test.directions:
            yield f"        {_scalar(name)}: {_scalar(outcome)}"
    if attempt.letters and rules.pack.recommendations:
        yield from _letters(test.letters)
    if test.requests:
        yield "      requests:"
        for request in test.requests:
            yield from _request(request)


def _because(test: Suggested, rules: Rules, lang: Lang) -> Iterator[str]:
    pack = rules.pack
    headers = [x.header for x in (*pack.indicators, *pack.recommendations, *pack.directions, *pack.requests)]  # type: ignore[attr-defined]
    basis = next((h.basis for h in headers if h.rule == test.attempt.element.rule), None)
    words = _scalar(WRITTEN_BY_THE_ENGINE.fill(lang, {}))
    if basis is None:
        yield f"    because: {words}"
        return
    yield "    because:"
    yield f"      act: {_scalar(basis.act)}"
    if basis.clause is not None:
        yield f"      clause: {_scalar(basis.clause)}"
    yield f"      text: {words}"


def _given(facts: Facts, period: str, rules: Rules) -> Iterator[str]:
    if not facts:
        return
    compact = _compact(facts, period, rules)
    yield "    given:"
    if compact is not None:
        yield from (f"      {_scalar(key)}: {text}" for key, text in compact.items())
        return
    for (when, key), specs in facts.items():
        for spec in specs:
            yield f"      - {_flow({'key': key, 'period': when, **dict(spec)})}"


def _compact(facts: Facts, period: str, rules: Rules) -> dict[str, str] | None:
    """Values by key, as lists that end with the period; None where that does not say all."""
    series = [p.id for p in rules.pack.series(rules.periods[period])]
    until = series[: series.index(period) + 1]
    if any(len(specs) != 1 or when not in until for (when, _), specs in facts.items()):
        return None
    found: dict[str, str] = {}
    for key in dict.fromkeys(key for _, key in facts):
        first = min(until.index(when) for when, k in facts if k == key)
        values = [_value(facts[p, key][0]) if (p, key) in facts else "null" for p in until[first:]]
        found[key] = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
    return found


def _value(spec: Spec) -> str:
    fields = dict(spec)
    return _any(fields["value"]) if fields.keys() == {"value"} else _flow(fields)


def _letters(letters: Sequence[tuple[RecommendationResult, bool]]) -> Iterator[str]:
    if not letters:
        yield "      recommendations: {exactly: []}"
        return
    yield "      recommendations:"
    yield "        exactly:"
    for letter, with_text in letters:
        yield f"          - rule: {_scalar(letter.rule.rpartition('@')[0])}"
        yield f"            to: {_scalar(letter.addressee)}"
        if letter.due is not None:
            yield f"            due: {letter.due.isoformat()}"
        if with_text:
            yield from _folded("            text", letter.text)


def _request(request: RequestResult) -> Iterator[str]:
    yield f"        - key: {_scalar(request.key)}"
    yield f"          of_period: {_scalar(request.period)}"
    yield f"          kind: {request.kind}"
    yield from _folded("          text", request.text)


def _folded(key: str, text: str) -> Iterator[str]:
    """A long text as a folded block."""
    yield f"{key}: >-"
    indent = " " * (len(key) - len(key.lstrip()) + 2)
    yield from textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _flow(fields: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{name}: {_any(value)}" for name, value in fields.items()) + "}"


def _any(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return plain_text(Decimal(value))
        case tuple():
            return "[" + ", ".join(_any(item) for item in value) + "]"
        case _:
            return _scalar(str(value))


def _scalar(text: str) -> str:
    """A text in quotes; those that it can do without go with the layout."""
    return json.dumps(text, ensure_ascii=False)
