"""Findings with the facts below them, as entries of a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from engine.backend.duckdb import Database
from engine.pack.model import FactType, Pack
from engine.plan.codes import SCORED
from engine.plan.program import Program
from engine.statuses import Mark
from engine.trace.basis import entry
from engine.trace.entries import Derived, Entry, Held, Parameter, Rounded, plain
from engine.trace.judgement import Judgement, numbers_looked_at
from engine.trace.reckoning import reckoned
from engine.trace.scene import Scene
from engine.trace.told import Operands
from engine.trace.totals import Totals


@dataclass(frozen=True)
class Findings:
    """Adds findings to a trace; `entities` are the ids of the register in its order."""

    program: Program
    db: Database
    entities: Sequence[str]

    @property
    def pack(self) -> Pack:
        return self.program.pack

    def held(self, entity: int, period: int, item: str) -> Held:
        """What the finding that a condition tests is."""
        row = self._rows(entity, period, item)[0]
        outcome = row["outcome"]
        title = self.pack.passport.outcomes.get(outcome, outcome) if outcome else None
        return Held(item, outcome, title, row["status"], row["reason"])

    def numbers(self, entity: int, period: int, item: str) -> dict[str, Decimal]:
        """The numbers that the judgement of the finding that is reported could look at."""
        row = self._rows(entity, period, item)[0]
        return numbers_looked_at(Scene(self.program, self.db, entity, period, self.program.compiled[row["ind"]], row))

    def add(
        self, entries: dict[str, Entry], entity: int, period: int, item: str, number: int | None = None
    ) -> str | None:
        """One finding and what it was made from; its name, None where there is no such finding.

        `number` is that of the compiled indicator that is meant; else the one that is reported. However long a chain
        of indicators is: what is still to be told waits in a list.
        """
        waiting: list[tuple[str, Scene]] = []
        name = self._awaited(entries, waiting, (entity, period), item, number)
        while waiting:
            self._add(entries, waiting, *waiting.pop())
        return name

    def _awaited(
        self,
        entries: dict[str, Entry],
        waiting: list[tuple[str, Scene]],
        place: tuple[int, int],
        item: str,
        number: int | None,
    ) -> str | None:
        """The name of a finding, which waits to be told unless it was already."""
        entity, period = place
        rows = self._rows(entity, period, item)
        chosen = [row for row in rows if number is None or row["ind"] == number]
        if not chosen:
            return None
        row = chosen[0]
        name = f"finding/{item}/{self.entities[entity]}/{self.pack.periods[period].id}"
        name += "" if row is rows[0] else f"#{row['ind']}"
        if name not in entries:
            compiled = self.program.compiled[row["ind"]]
            scene = Scene(self.program, self.db, entity, period, compiled, row)
            entries[name] = entry(self.pack, "finding", None, (), {}, scene.indicator.header)
            waiting.append((name, scene))
        return name

    def _rows(self, entity: int, period: int, item: str) -> list[dict[str, Any]]:
        """Findings of one indicator: the one that is reported, then those that only serve another period."""
        found = self.db.rows(_FINDING, (entity, period, item))
        return [dict(zip(_FINDING_FIELDS, row, strict=True)) for row in found]

    def _add(self, entries: dict[str, Entry], waiting: list[tuple[str, Scene]], name: str, scene: Scene) -> None:
        compiled, header = scene.compiled, scene.indicator.header

        def below(period: int, item: str, number: int) -> str | None:
            return self._awaited(entries, waiting, (scene.entity, period), item, number)

        operands = Operands(
            scene,
            below,
            lambda period, slot, fid: self._facts(entries, scene, period, slot, fid),
        )
        measured = tuple(operands.told(slot) for slot in range(compiled.required))
        judgement = Judgement(scene, operands.told)
        totals = Totals(scene, compiled.total) if compiled.total else None
        shown = scene.indicator.display
        derived = Derived(
            operands=measured,
            reckoned=reckoned(scene),
            summed=totals.summed() if totals else None,
            inputs=tuple(judgement.inputs()),
            named=tuple(judgement.named()),
            language=self.pack.passport.language,
            display=Rounded(shown.digits, str(shown.mode)) if shown else None,
            table=compiled.is_table,
            single=compiled.single,
            rows=tuple(judgement.rows()),
            points_by_formula=judgement.points_by_formula(),
        )
        used = totals.used() if totals else ()
        parts = [below(scene.period, other.item, self.program.numbers[other]) for other in used]
        needed = tuple(dict.fromkeys([*operands.dependencies, *(p for p in parts if p)]))
        parameters = self._parameters(scene)
        made = entry(self.pack, "finding", plain(scene.row["value"]), needed, parameters, header)
        entries[name] = replace(made, derived=derived)

    def _parameters(self, scene: Scene) -> dict[str, Parameter]:
        row, indicator, pack = scene.row, scene.indicator, self.pack
        of_its_own = scene.compiled.rollup is not None or scene.compiled.total is not None
        known = of_its_own and row["countable"] is not None
        covered = f"{row['covered']}/{row['countable']}" if known else None
        return {
            "indicator": indicator.header.id,
            "entity": self.entities[scene.entity],
            "period": scene.period_id(scene.period),
            "title": indicator.title,
            "status": row["status"],
            "reason": row["reason"],
            "marks": _marks(row),
            "unit": pack.passport.units.get(row["unit"] or ""),
            "outcome": row["outcome"],
            "outcome_title": pack.passport.outcomes.get(row["outcome"] or ""),
            "points": plain(row["points"]),
            "lower": plain(row["lower"]),
            "upper": plain(row["upper"]),
            "coverage": covered,
            "unknown_below": self._unknown_below(scene) if scene.compiled.rollup is not None else (),
            "target": indicator.target.text if indicator.target else None,
        }

    def _unknown_below(self, scene: Scene) -> tuple[str, ...]:
        """The entities below that a sum lacks, or one of the sums it is made of."""
        row = scene.row
        if row["countable"] is None or (
            row["covered"] == row["countable"] and Mark.PARTIAL_COVERAGE not in _marks(row)
        ):
            return ()
        rows = self.db.rows(_UNKNOWN_BELOW, (scene.number, scene.entity, scene.period))
        return tuple(name for (name,) in rows)

    def _facts(self, entries: dict[str, Entry], scene: Scene, period: int, slot: int, fid: int | None) -> Iterator[str]:
        """The facts that competed at one period, those of the entities below where their sum was taken."""
        found = self.db.rows(_CANDIDATES, (scene.entity, period, scene.number, slot))
        for _, number, why in found:
            yield self._fact(entries, number, "used" if number == fid else why)
        if fid is None and scene.compiled.rollup is not None:
            for (child,) in self.db.rows(_CHILDREN, (scene.number, scene.entity)):
                for _, number, why in self.db.rows(_CANDIDATES, (child, period, scene.number, slot)):
                    yield self._fact(entries, number, why)

    def _fact(self, entries: dict[str, Entry], number: int, verdict: str) -> str:
        name = f"fact/{number}"
        row = dict(zip(_FACT_FIELDS, self.db.rows(_FACT, (number,))[0], strict=True))
        stated = row.pop("value")
        key = next(k for k in self.pack.facts if k.key == row["key"])
        titles = {s.header.id: s.title for s in self.pack.sources}
        row |= {"title": key.title, "source_title": titles[row["source"]], "type": str(key.type)}
        parameters: dict[str, Parameter] = {k: str(v) if v is not None else None for k, v in row.items()}
        if key.type is FactType.SET and stated is not None:
            members = dict(key.vocabulary)
            parameters["members"] = tuple(members.get(m, m) for m in stated.split("|") if m)
        entries[name] = Entry("fact", stated, (), {**parameters, "verdict": verdict}, None, str(row["address"]), None)
        return name


def _marks(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row["marks"].split(";")) if row["marks"] else ()


_FINDING_FIELDS = (
    *("ind", "status", "reason", "marks", "value", "unit", "outcome", "points", "lower", "upper", "covered"),
    *("countable", "step"),
)
_FINDING = f"""
SELECT {", ".join(_FINDING_FIELDS)} FROM findings_all WHERE e = ? AND p = ? AND indicator = ?
ORDER BY reported DESC, ind
"""
_CANDIDATES = """
SELECT c.e, c.fid, COALESCE(l.why, 'used') FROM (
  SELECT e, p, kid, fid FROM candidate UNION SELECT e, p, kid, fid FROM loser) c
JOIN use_fact u ON u.kid = c.kid
LEFT JOIN loser l ON l.fid = c.fid AND l.kid = c.kid
WHERE c.e = ? AND c.p = ? AND u.ind = ? AND u.slot = ? ORDER BY l.why IS NOT NULL, c.fid
"""
_CHILDREN = "SELECT child FROM edge WHERE ind = ? AND parent = ? ORDER BY child"
_UNKNOWN_BELOW = f"""
WITH RECURSIVE under(e, ind, p) AS (
  SELECT child, ind, CAST($3 AS SMALLINT) FROM edge WHERE ind = $1 AND parent = $2
  UNION ALL
  SELECT d.child, u.ind, u.p FROM under u
  JOIN rolled r ON r.e = u.e AND r.ind = u.ind AND r.p = u.p
  JOIN finding f ON f.e = u.e AND f.ind = u.ind AND f.p = u.p AND f.reason = {SCORED}
  JOIN edge d ON d.ind = u.ind AND d.parent = u.e
)
SELECT n.id FROM under u
JOIN findings_all f ON f.e = u.e AND f.ind = u.ind AND f.p = u.p
JOIN entity n ON n.e = u.e
WHERE f.status NOT IN ('scored', 'not_applicable', 'not_assessed')
ORDER BY u.e
"""
_FACT_FIELDS = (
    *("entity", "period", "key", "value", "state", "source", "provider", "observed_at", "submitted_at", "evidence"),
    *("evidence_date", "address"),
)
_FACT = f"SELECT {', '.join(_FACT_FIELDS)} FROM facts_all WHERE id = ?"
