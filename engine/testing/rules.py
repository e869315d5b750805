"""What tests need to know of a pack: the names there are, and where facts come from when a test does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.diagnostics import rule_tests as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.facts.vocabulary import listed
from engine.pack.model import FactKey, Kind, Pack, Period
from engine.plan.compile import Compiled
from engine.plan.program import Program
from engine.plan.uses import FactUse


@dataclass(frozen=True)
class Rules:
    """A pack without errors, and its rules compiled for every period of its calendar."""

    pack: Pack

    @cached_property
    def program(self) -> Program:
        return Program(self.pack, self.pack.periods)

    @cached_property
    def remembered(self) -> dict[tuple[object, ...], tuple[object, ...]]:
        """Attempts made before, by what they were made for: rules rest on each other, and much is asked again."""
        return {}

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        return {kind.id: kind for kind in self.pack.kinds}

    @cached_property
    def facts(self) -> Mapping[str, FactKey]:
        return {fact.key: fact for fact in self.pack.facts}

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        return {period.id: period for period in self.pack.periods}

    @cached_property
    def in_time(self) -> tuple[Period, ...]:
        return tuple(sorted(self.pack.periods, key=lambda p: (p.end, p.start)))

    @property
    def last_period(self) -> Period:
        return self.in_time[-1]

    def snapshot(self, period: str) -> Mapping[str, Compiled]:
        """The compiled indicators in force in a period, by id."""
        return self.program.snapshot(self.program.ordinal[period])

    def last_period_of(self, rule: str) -> Period:
        """The last period in which a version of an item (`id@version`) is in force; else the last of all."""
        for period in reversed(self.in_time):
            here = self.pack.at(period.end)
            headers = (*(i.header for i in here.indicators), *(r.header for r in here.recommendations))
            if any(header.rule == rule for header in headers):
                return period
        return self.last_period

    @cached_property
    def first_kind(self) -> str:
        """The kind of the entity of a test that names none."""
        assessed = [kind.id for kind in self.pack.kinds if kind.assessed]
        return (assessed or list(self.kinds))[0]

    def source_of(self, key: str) -> str | None:
        """The source that most rules list for a fact; of several, the one to be looked at first."""
        return self._sources.get(key) or next((s.header.id for s in self.pack.sources), None)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        listing: dict[str, Counter[str]] = {}
        asked = {(c.item, u.question) for c in self.program.compiled for u in c.uses if isinstance(u, FactUse)}
        for _, question in sorted(asked, key=lambda pair: (pair[0], pair[1].key)):
            listing.setdefault(question.key, Counter()).update(question.sources)
        return {key: found.most_common(1)[0][0] for key, found in listing.items() if found}


def unknown(name: str, known: Mapping[str, object] | tuple[str, ...], what: tuple[str, str], span: Span) -> Diagnostic:
    """That nothing of the kind is called so; `what` is the kind in both languages."""
    names = tuple(known)
    params = {"name": name, "known": listed(names) or "–", "what_en": what[0], "what_ru": what[1], **near(name, names)}
    return Diagnostic(codes.UNKNOWN_NAME, span, params)
