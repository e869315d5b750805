"""What the ids in results stand for: titles from the pack, names from the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagnostics.core import Lang
from engine.pack.model import Addressee, FactKey, Group, Indicator
from engine.result import EntityResult, Results


@dataclass(frozen=True, slots=True)
class Names:
    """Looked up by id; `rules` by `id@version`. An id that is not known stands for itself."""

    lang: Lang
    pack_lang: Lang
    entities: Mapping[str, EntityResult]
    periods: Mapping[str, str]
    levels: Mapping[str, str]
    rules: Mapping[str, Indicator]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, str]
    keys: Mapping[str, FactKey]
    groups: Mapping[str, Group]
    addressees: Mapping[str, Addressee]
    outcomes: Mapping[str, str]
    units: Mapping[str, str]

    def entity(self, entity: str) -> str:
        return self.entities[entity].name if entity in self.entities else entity

    def level_of(self, entity: str) -> str:
        return self.level(self.entities[entity].level) if entity in self.entities else ""

    def level(self, level: str) -> str:
        return self.levels.get(level, level)

    def period(self, period: str) -> str:
        return self.periods.get(period, period)

    def place(self, entity: str, period: str) -> str:
        """Whose results these are, and of when."""
        return f"{self.entity(entity)}, {self.period(period)}"

    def source(self, source: str) -> str:
        return self.sources.get(source, source)

    def key(self, key: str) -> str:
        return self.keys[key].title if key in self.keys else key

    def unit(self, unit: str | None) -> str:
        return self.units.get(unit, unit) if unit else ""

    def outcome(self, outcome: str | None) -> str:
        return self.outcomes.get(outcome, outcome) if outcome else ""

    def title(self, rule: str, indicator: str) -> str:
        """The title of an indicator in the version that gave the result."""
        found = self.rules.get(rule)
        return found.title if found else indicator


def names_of(results: Results, lang: Lang) -> Names:
    """Where versions of one item differ in their titles, the one written last is taken; indicators go by version."""
    pack = results.pack
    return Names(
        lang=lang,
        pack_lang=Lang(pack.passport.language),
        entities={e.id: e for e in results.entities},
        periods={p.id: p.title for p in pack.periods},
        levels={level.id: level.title for level in pack.levels},
        rules={i.header.rule: i for i in pack.indicators},
        indicators={i.header.id: i for i in pack.indicators},
        sources={s.header.id: s.title for s in pack.sources},
        keys={f.key: f for f in pack.facts},
        groups={g.id: g for g in pack.groups},
        addressees={a.id: a for a in pack.addressees},
        outcomes=pack.passport.outcomes,
        units=pack.passport.units,
    )
