"""Where an indicator is used: in other indicators, in directions, in recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.diagnostics.core import Text
from engine.pack.conditions import tests_in
from engine.pack.model import Condition, FactOperand, Indicator, IndicatorOperand, IndicatorTest
from engine.pack.operands import operands_in, references_in
from engine.report.docs.blocks import Block, Bullets, Inline, Item, joined, link, put
from engine.report.docs.names import Names, anchor

_INDICATORS = Text("indicators: {x}", "показатели: {x}")
_DIRECTIONS = Text("directions: {x}", "направления: {x}")
_RECOMMENDATIONS = Text("recommendations: {x}", "рекомендации: {x}")


class Uses:
    """Reckoned once for all of a pack."""

    def __init__(self, names: Names) -> None:
        self.names = names
        pack = names.pack
        self.indicators = _turned((i.header.id, indicators_of(i)) for i in pack.indicators)
        self.directions = _turned(
            (d.header.id, (*d.indicators, *(n for o in d.outcomes for n in tested(o.when)))) for d in pack.directions
        )
        self.recommendations = _turned((r.header.id, tested(r.when)) for r in pack.recommendations)
        self.facts = _turned((i.header.id, facts_of(i)) for i in pack.indicators)

    def of(self, indicator: Indicator) -> Iterator[Block]:
        id, lang = indicator.header.id, self.names.lang
        found = [
            Item(put(text, lang, x=joined(link(user, anchor(kind, user)) for user in users[id])))
            for text, kind, users in (
                (_INDICATORS, "indicator", self.indicators),
                (_DIRECTIONS, "direction", self.directions),
                (_RECOMMENDATIONS, "recommendation", self.recommendations),
            )
            if id in users
        ]
        if found:
            yield Bullets(tuple(found))

    def of_fact(self, key: str) -> Inline:
        return joined(map(self.names.indicator, self.facts.get(key, ())))


def indicators_of(indicator: Indicator) -> tuple[str, ...]:
    """The other indicators that an indicator is reckoned from or judged by."""
    operands = (o.indicator for o in operands_in(indicator) if isinstance(o, IndicatorOperand))
    return (*operands, *(reference.indicator for reference in references_in(indicator)))


def facts_of(indicator: Indicator) -> tuple[str, ...]:
    return tuple(o.key for o in operands_in(indicator) if isinstance(o, FactOperand))


def tested(when: Condition) -> tuple[str, ...]:
    return tuple(t.indicator for t in tests_in(when) if isinstance(t, IndicatorTest))


def _turned(users: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for user, used in users:
        for one in used:
            found.setdefault(one, {})[user] = None
    return {one: tuple(by) for one, by in found.items()}
