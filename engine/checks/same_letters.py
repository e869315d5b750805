"""The same text sent twice to one addressee; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from engine.checks.possible import Possibilities
from engine.checks.reach import holds, states_of
from engine.checks.roots import Root, are_related, roots_of_indicator
from engine.checks.words import OF_A_FINDING
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.conditions import about_of, indicators_in, tests_in
from engine.pack.model import DirectionTest, Months, Pack, Recommendation
from engine.pack.template import Placeholder, parse_template

_Letter = tuple[str, Months | None, str]
"""Whom it goes to, its deadline and what it says."""

_END = " .;,!…"


def same_letters(pack: Pack, possible: Possibilities) -> Iterator[Diagnostic]:
    """Two recommendations that can send one addressee the same text about one entity."""
    together = _Together(pack, possible)
    alike: dict[_Letter, list[Recommendation]] = {}
    for recommendation in pack.recommendations:
        before = alike.setdefault(_letter(recommendation), [])
        first = next((other for other in before if together.are_given(other, recommendation)), None)
        before.append(recommendation)
        if first is not None:
            other = first.text_span
            params = {"first": first.header.id, "id": recommendation.header.id, "to": first.to, "other": other}
            yield Diagnostic(codes.SAME_LETTER, recommendation.text_span, params, (other,))


def _letter(recommendation: Recommendation) -> _Letter:
    """What two of its letters differ by, to a reader who does not mind spaces, capitals and the last stop."""
    template, _ = parse_template(recommendation.text)
    parts = (_shown(recommendation, part) for part in template.parts)
    return recommendation.to, recommendation.due, " ".join("".join(parts).split()).rstrip(_END)


def _shown(recommendation: Recommendation, part: str | Placeholder) -> str:
    """A placeholder as it is written, with what it is read from."""
    if isinstance(part, str):
        return part.casefold()
    written = recommendation.text[part.start : part.end]
    if part.name == "indicator" or part.name in OF_A_FINDING:
        return f"{written}{about_of(recommendation)}"
    if part.name == "direction":
        tested = (test.direction for test in tests_in(recommendation.when) if isinstance(test, DirectionTest))
        return f"{written}{sorted(set(tested))}"
    return written


class _Together:
    """Whether two recommendations can both be given to one addressee about one entity."""

    def __init__(self, pack: Pack, possible: Possibilities) -> None:
        self._pack, self._possible = pack, possible
        self._indicators = {indicator.header.id: indicator for indicator in pack.indicators}
        self._directions = {direction.header.id: direction for direction in pack.directions}
        self._roots: dict[str, frozenset[Root]] = {}

    def are_given(self, one: Recommendation, other: Recommendation) -> bool:
        levels = [level for level in one.levels if level in other.levels]
        return any(self._hold(one, other, level) for level in levels) and not self._spare_everybody(one, other)

    def _hold(self, one: Recommendation, other: Recommendation, level: str) -> bool:
        """Findings that rest on the same facts may exclude each other in ways that are not looked into."""
        formulas = [self._possible.holds(recommendation.when, level) for recommendation in (one, other)]
        independent = formulas[0] == formulas[1] or self._are_independent(one, other)
        return independent and self._possible.at_once(level, *formulas) is True

    def _are_independent(self, one: Recommendation, other: Recommendation) -> bool:
        named = (indicators_in(recommendation.when, self._directions) for recommendation in (one, other))
        return not any(a != b and are_related(self._rests_on(a), self._rests_on(b)) for a, b in product(*named))

    def _rests_on(self, name: str) -> frozenset[Root]:
        if name not in self._roots:
            self._roots[name] = roots_of_indicator(name, self._pack)
        return self._roots[name]

    def _spare_everybody(self, one: Recommendation, other: Recommendation) -> bool:
        """Whether whoever has a finding for `unless` to look at is spared by one of the two."""
        first, second = one.unless, other.unless
        if first is None or second is None or first.indicator != second.indicator:
            return False
        indicator = self._indicators.get(first.indicator)
        return indicator is None or all(holds(first, s) or holds(second, s) for s in states_of(indicator))
