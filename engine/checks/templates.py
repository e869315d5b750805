"""Texts whose every placeholder is filled in every case that reaches them; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.about import words_about
from engine.checks.texts import Check, Use, always_filled, check_text, common_words, form_check
from engine.checks.words import FORMS, NUMBERS, OF_A_REQUEST
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.conditions import tests_in
from engine.pack.model import DirectionTest, FactOperand, Pack, Recommendation, RequestKind
from engine.pack.operands import operands_in


def recommendations(pack: Pack) -> Iterator[Diagnostic]:
    """Placeholders of recommendations."""
    common = common_words(pack)
    for recommendation in pack.recommendations:
        words = {
            **common,
            **words_about(pack, recommendation),
            **_words_of_addressee(pack, recommendation),
            "direction.title": _direction,
        }
        yield from check_text(pack, recommendation, words, NUMBERS)


def requests(pack: Pack) -> Iterator[Diagnostic]:
    """Placeholders of requests."""
    words: dict[str, Check] = {
        **common_words(pack),
        **dict.fromkeys(("fact.title", "indicator.number", "indicator.title"), always_filled),
        "fact.unit": _unit,
        "sources": _sources,
        **dict.fromkeys(OF_A_REQUEST, _of_some_requests),
    }
    for request in pack.requests:
        yield from check_text(pack, request, words, frozenset())


def _words_of_addressee(pack: Pack, recommendation: Recommendation) -> dict[str, Check]:
    """The forms of who gets the letter: from the register, unless one letter goes to all under a common name."""
    addressee = next((a for a in pack.addressees if a.id == recommendation.to), None)
    collective = addressee is not None and addressee.collective
    check = form_check(addressee.id, addressee.name) if addressee is not None and collective else always_filled
    return dict.fromkeys((f"addressee.{form}" for form in FORMS), check)


def _direction(use: Use) -> Iterator[Diagnostic]:
    when = use.item.when if isinstance(use.item, Recommendation) else None
    tests = tests_in(when) if when is not None else ()
    tested = {test.direction for test in tests if isinstance(test, DirectionTest)}
    if len(tested) != 1:
        yield use.say(codes.DIRECTION_UNCLEAR, count=len(tested))


def _unit(use: Use) -> Iterator[Diagnostic]:
    """Any fact that an indicator is measured by may be asked for."""
    operands = (operand for indicator in use.pack.indicators for operand in operands_in(indicator))
    used = {operand.key for operand in operands if isinstance(operand, FactOperand)}
    without = next((fact for fact in use.pack.facts if fact.key in used and fact.unit is None), None)
    if without is not None:
        yield use.say(codes.FACT_WITHOUT_UNIT, key=without.key)


def _sources(use: Use) -> Iterator[Diagnostic]:
    for indicator in use.pack.indicators:
        asked = any(isinstance(operand, FactOperand) for operand in operands_in(indicator))
        if asked and not indicator.sources:
            yield use.say(codes.NO_SOURCES, id=indicator.header.id)
            return


def _of_some_requests(use: Use) -> Iterator[Diagnostic]:
    kinds = OF_A_REQUEST[use.placeholder.path]
    kind = getattr(use.item, "kind", None)
    if isinstance(kind, RequestKind) and kind not in kinds:
        yield use.say(codes.WRONG_REQUEST, kind=kind, kinds=", ".join(kinds))
