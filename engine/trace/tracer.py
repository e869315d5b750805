"""Where a result came from: recommendation → conclusions → findings → facts, each with its rule, place and basis.

A trace is one flat map that anyone can read: name → value, dependencies, parameters, rule, span. Names are
`recommendation/…`, `direction/…`, `finding/indicator/entity/period` and `fact/number`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.backend.duckdb import Database
from engine.decimals import plain_text
from engine.expression import fill
from engine.inference.addressing import Directory
from engine.inference.conditions import Conclusion, RuleSet
from engine.inference.firing import Fired
from engine.inference.groups import independent_groups
from engine.inference.infer import explain_firing
from engine.pack.model import Basis, Header, Indicator, Pack, Recommendation
from engine.plan.calculation import Arithmetic, Calculation, Written
from engine.plan.codes import Slot
from engine.plan.compile import Compiled, Condition
from engine.plan.program import Program
from engine.plan.uses import ConstantUse, FactUse, FindingUse, Ref
from engine.result import DirectionResult, RecommendationResult

Parameter = str | int | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a derivation. `dependencies` are names of other entries, in the order they are used."""

    kind: str
    value: str | None
    dependencies: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    rule: str | None
    span: str | None
    basis: str | None


Trace = Mapping[str, Entry]


@dataclass(frozen=True)
class Tracer:
    """Walks back through one evaluation, whose tables are still in `db`."""

    pack: Pack
    program: Program
    db: Database
    directory: Directory
    rule_sets: Mapping[tuple[int, str], RuleSet]
    fired: Sequence[Fired]

    def recommendation(self, letter: RecommendationResult) -> dict[str, Entry]:
        """The recommendation, the conclusions that led to it, and everything below them."""
        period = self.program.ordinal[letter.period]
        entity = self.directory.place[letter.entity]
        rule_id = letter.rule.rpartition("@")[0]
        entries: dict[str, Entry] = {}
        self._rule(entries, f"recommendation/{letter.id}", entity, period, rule_id, _letter_parameters(letter))
        return entries

    def direction(self, result: DirectionResult) -> dict[str, Entry]:
        """A conclusion on a direction of analysis, or why nothing could be concluded."""
        period, entity = self.program.ordinal[result.period], self.directory.place[result.entity]
        name = f"direction/{result.direction}/{result.entity}/{result.period}"
        entries: dict[str, Entry] = {}
        rule_id = f"{result.direction}:{result.outcome}"
        if rule_id in self._fired_rules(entity, period):
            self._rule(entries, name, entity, period, rule_id, {"missing": result.missing})
            return entries
        direction = next(d for d in self._at(period).directions if d.header.id == result.direction)
        parts = tuple(self.finding(entries, entity, period, i) for i in direction.indicators)
        header = direction.header
        known = tuple(p for p in parts if p)
        entries[name] = self._entry("direction", result.outcome_title, known, {"missing": result.missing}, header)
        return entries

    def _fired_rules(self, entity: int, period: int) -> dict[str, Fired]:
        return {f.rule: f for f in self.fired if f.entity == entity and f.period == period}

    def _at(self, period: int) -> Pack:
        return self.pack.at(self.pack.periods[period].end)

    def _rule(
        self,
        entries: dict[str, Entry],
        name: str,
        entity: int,
        period: int,
        rule_id: str,
        parameters: Mapping[str, Parameter],
    ) -> None:
        """A rule that fired: the conditions that held, then each conclusion and finding they rest on."""
        rules = self.rule_sets[period, self.directory.entities[entity].level]
        fired = self._fired_rules(entity, period)[rule_id]
        group = next(g for g in independent_groups(rules.rules) if any(r.id == rule_id for r in g.rules))
        firing = explain_firing(group, frozenset(fired.tokens), rule_id)
        held, needs = [], []
        for token in sorted(firing.conjunction):
            if token in rules.tokens:
                held.append(self._state(entity, period, rules.tokens[token].item))
                needs.append(self.finding(entries, entity, period, rules.tokens[token].item))
            else:
                held.append(token)
                needs.append(self._conclusion(entries, entity, period, rules, firing.concluded_by[token][0]))
        origin = fired.origin
        header = origin.direction.header if isinstance(origin, Conclusion) else origin.header
        value = origin.outcome.title if isinstance(origin, Conclusion) else str(parameters.get("text") or "")
        kind = "direction" if isinstance(origin, Conclusion) else "recommendation"
        shown = {**parameters, "conditions": tuple(dict.fromkeys(held))}
        needed = tuple(dict.fromkeys(n for n in needs if n))
        entries[name] = self._entry(kind, value, needed, shown, header, origin)

    def _state(self, entity: int, period: int, item: str) -> str:
        """What the finding that a condition tests is: its outcome, or its status and reason."""
        row = dict(zip(_FINDING_FIELDS, self.db.rows(_FINDING, (entity, period, item))[0], strict=True))
        known = row["outcome"] or (f"{row['status']}:{row['reason']}" if row["reason"] else row["status"])
        return f"{item}={known}"

    def _conclusion(self, entries: dict[str, Entry], entity: int, period: int, rules: RuleSet, rule_id: str) -> str:
        origin = rules.origins[rule_id]
        assert isinstance(origin, Conclusion)
        at, who = self.pack.periods[period].id, self.directory.entities[entity].id
        name = f"direction/{origin.direction.header.id}/{who}/{at}"
        if name not in entries:
            self._rule(entries, name, entity, period, rule_id, {})
        return name

    def finding(self, entries: dict[str, Entry], entity: int, period: int, item: str) -> str | None:
        """One finding: what was known, the formula with its numbers, the band; then its facts and those that lost."""
        rows = self.db.rows(_FINDING, (entity, period, item))
        if not rows:
            return None
        name = f"finding/{item}/{self.directory.entities[entity].id}/{self.pack.periods[period].id}"
        if name in entries:
            return name
        row = dict(zip(_FINDING_FIELDS, rows[0], strict=True))
        compiled = self.program.compiled[row["ind"]]
        indicator = next(i for i in self.pack.indicators if i.header.rule == compiled.rule)
        entries[name] = self._entry("finding", None, (), {}, indicator.header)
        operands = list(self._operands(entries, entity, period, row["ind"], compiled))
        parts = list(self._members(entries, entity, period, compiled))
        parameters = {
            **_finding_parameters(row, indicator, compiled, self.pack),
            **_calculation(compiled, [o[1] for o in operands]),
            "operands": tuple(text for text, _, _ in operands),
            "unknown_below": self._unknown_below(entity, period, row) if compiled.rollup is not None else (),
        }
        needed = tuple(dict.fromkeys([*(n for _, _, names in operands for n in names), *parts]))
        entries[name] = self._entry("finding", _plain(row["value"]), needed, parameters, indicator.header)
        return name

    def _operands(
        self, entries: dict[str, Entry], entity: int, period: int, ind: int, compiled: Compiled
    ) -> Iterator[tuple[str, str | None, list[str]]]:
        """For every operand: how it reads, its number, and the entries it comes from."""
        known = {row[0]: row[1:] for row in self.db.rows(_OPERANDS, (entity, period, ind))}
        for slot, use in enumerate(compiled.uses):
            state, value, fid, covered, countable = known.get(slot, (int(Slot.MISSING), None, None, None, None))
            label = Slot(state).name.lower()
            number = _plain(value) if state == Slot.OK else None
            names: list[str] = []
            match use:
                case ConstantUse(value=constant):
                    yield (
                        f"{(compiled.names[slot : slot + 1] or (str(slot),))[0]} = {plain_text(constant)}",
                        plain_text(constant),
                        names,
                    )
                    continue
                case FindingUse(item, series):
                    at = self._source_period(period, series.at)
                    part = self.finding(entries, entity, at, item) if at is not None else None
                    names, what = [part] if part else [], item
                case FactUse(question, series):
                    at = self._source_period(period, series.at)
                    what = question.key
                    names = list(self._facts(entries, entity, at, ind, slot, fid)) if at is not None else []
                case _:
                    continue
            when = self.pack.periods[at].id if at is not None else "–"
            coverage = f", {covered}/{countable}" if countable is not None else ""
            yield f"{what} [{when}] = {number if number is not None else label}{coverage}", number, names

    def _source_period(self, period: int, ref: Ref) -> int | None:
        return next((place.period for place in self.program.places(period, ref)), None)

    def _facts(
        self, entries: dict[str, Entry], entity: int, period: int, ind: int, slot: int, fid: int | None
    ) -> Iterator[str]:
        for child, number, why in self.db.rows(_CANDIDATES, (entity, period, ind, slot)):
            yield self._fact(entries, number, "used" if number == fid and child == entity else why)
        if fid is None:
            for (child,) in self.db.rows(_CHILDREN, (ind, entity)):
                for _, number, why in self.db.rows(_CANDIDATES, (child, period, ind, slot)):
                    yield self._fact(entries, number, why)

    def _fact(self, entries: dict[str, Entry], number: int, verdict: str) -> str:
        name = f"fact/{number}"
        row = dict(zip(_FACT_FIELDS, self.db.rows(_FACT, (number,))[0], strict=True))
        stated = row.pop("value")
        titles = {key.key: key.title for key in self.pack.facts} | {s.header.id: s.title for s in self.pack.sources}
        row |= {"title": titles[row["key"]], "source_title": titles[row["source"]]}
        parameters = {k: str(v) if v is not None else None for k, v in row.items()}
        entries[name] = Entry("fact", stated, (), {**parameters, "verdict": verdict}, None, row["address"], None)
        return name

    def _unknown_below(self, entity: int, period: int, row: Mapping[str, Any]) -> tuple[str, ...]:
        """The entities below that a sum lacks."""
        if row["countable"] is None or row["covered"] == row["countable"]:
            return ()
        return tuple(name for (name,) in self.db.rows(_UNKNOWN_BELOW, (row["ind"], entity, period)))

    def _members(self, entries: dict[str, Entry], entity: int, period: int, compiled: Compiled) -> Iterator[str]:
        """The findings a total is made of; those of entities below are only counted, there may be thousands."""
        if compiled.total and not compiled.total.across:
            for member in compiled.total.members:
                part = self.finding(entries, entity, period, member.item)
                if part:
                    yield part

    def _entry(
        self,
        kind: str,
        value: str | None,
        dependencies: tuple[str, ...],
        parameters: Mapping[str, Parameter],
        header: Header,
        origin: Conclusion | Recommendation | None = None,
    ) -> Entry:
        span = origin.outcome.span if isinstance(origin, Conclusion) else header.span
        return Entry(kind, value, dependencies, parameters, header.rule, str(span), self._basis(header.basis))

    def _basis(self, basis: Basis | None) -> str | None:
        """The legal basis in words: act, its date and number, the clause."""
        if basis is None:
            return None
        act = next((a for a in self.pack.acts if a.id == basis.act), None)
        requisites = (
            [act.title, act.date and f"от {act.date}", act.number and f"№ {act.number}"] if act else [basis.act]
        )
        return ", ".join(p for p in (" ".join(r for r in requisites if r), basis.clause, basis.edition) if p)


_FINDING_FIELDS = (
    *("ind", "status", "reason", "marks", "value", "unit", "outcome", "points", "lower", "upper", "covered"),
    *("countable", "step"),
)
_FINDING = f"SELECT {', '.join(_FINDING_FIELDS)} FROM findings_all WHERE e = ? AND p = ? AND indicator = ?"
_OPERANDS = """
SELECT slot, state, value, fid, covered, countable FROM operand WHERE e = ? AND p = ? AND ind = ? AND variant = 0
"""
_CANDIDATES = """
SELECT c.e, c.fid, COALESCE(l.why, 'used') FROM (
  SELECT e, p, kid, fid FROM candidate UNION SELECT e, p, kid, fid FROM loser) c
JOIN use_fact u ON u.kid = c.kid
LEFT JOIN loser l ON l.fid = c.fid AND l.kid = c.kid
WHERE c.e = ? AND c.p = ? AND u.ind = ? AND u.slot = ? ORDER BY l.why IS NOT NULL, c.fid
"""
_CHILDREN = "SELECT child FROM edge WHERE ind = ? AND parent = ? ORDER BY child"
_UNKNOWN_BELOW = """
SELECT n.id FROM edge d
JOIN findings_all f ON f.e = d.child AND f.ind = d.ind
JOIN entity n ON n.e = d.child
WHERE d.ind = ? AND d.parent = ? AND f.p = ? AND f.status NOT IN ('scored', 'not_applicable', 'not_assessed')
ORDER BY d.child
"""
_FACT_FIELDS = (
    *("entity", "period", "key", "value", "state", "source", "provider", "observed_at", "submitted_at", "evidence"),
    *("evidence_date", "address"),
)
_FACT = f"SELECT {', '.join(_FACT_FIELDS)} FROM facts_all WHERE id = ?"


def _letter_parameters(letter: RecommendationResult) -> dict[str, Parameter]:
    return {
        "addressee": letter.addressee,
        "recipient": letter.recipient,
        "recipient_name": letter.recipient_name,
        "verb": str(letter.verb),
        "due": letter.due.isoformat() if letter.due else None,
        "text": letter.text,
        "entity": letter.entity,
        "period": letter.period,
    }


def _finding_parameters(
    row: Mapping[str, Any], indicator: Indicator, compiled: Compiled, pack: Pack
) -> dict[str, Parameter]:
    unit = pack.passport.units.get(row["unit"] or "")
    decided = compiled.steps[row["step"]] if row["step"] is not None and row["outcome"] is not None else None
    return {
        "title": indicator.title,
        "status": row["status"],
        "reason": row["reason"],
        "marks": tuple(row["marks"].split(";")) if row["marks"] else (),
        "unit": unit,
        "outcome": row["outcome"],
        "outcome_title": pack.passport.outcomes.get(row["outcome"] or ""),
        "points": _plain(row["points"]),
        "lower": _plain(row["lower"]),
        "upper": _plain(row["upper"]),
        "band": _band(decided.conditions[-1]) if decided and decided.conditions else None,
        "bands": tuple(f"{_band(s.conditions[-1])} → {s.outcome}" for s in compiled.steps if s.conditions),
        "coverage": f"{row['covered']}/{row['countable']}" if row["countable"] is not None else None,
        "total": "yes" if compiled.total else None,
        "target": indicator.target.text if indicator.target else None,
    }


def _band(step: Condition) -> str:
    """The limits of a band in signs that need no language."""
    low, high = _plain(step.low), _plain(step.high)
    if low is not None and low == high:
        return f"= {low}"
    ends = [f"{'≥' if step.low_closed else '>'} {low}"] if low is not None else []
    ends += [f"{'≤' if step.high_closed else '<'} {high}"] if high is not None else []
    return ", ".join(ends) or "–∞ … +∞"


_SIGNS = {
    Arithmetic.FIRST: "{0}",
    Arithmetic.DIFFERENCE: "{0} − {1}",
    Arithmetic.PERCENT: "100 × ({0} − {1}) ÷ {1}",
    Arithmetic.GROWTH_RATE: "100 × {0} ÷ {1}",
    Arithmetic.COMPOUND_RATE: "100 × (({0} ÷ {1}) ^ (1 ÷ {2}) − 1)",
}


def _calculation(compiled: Compiled, numbers: list[str | None]) -> dict[str, Parameter]:
    """The formula, and the same with the numbers filled in."""
    shown = [n if n is not None else "?" for n in numbers]
    match compiled.calculation:
        case None:
            return {}
        case Written(formula, names):
            values = dict(zip(names, shown, strict=False))
            return {"formula": formula.text, "calculation": fill(formula, values)}
        case Calculation(kind, scale):
            pattern = _SIGNS.get(kind) or ("{0} ÷ {1}" if scale == 1 else f"{scale} × {{0}} ÷ {{1}}")
            names = (*(compiled.names or ("value",)), "periods")
            return {"formula": pattern.format(*names), "calculation": pattern.format(*shown)}


def _plain(value: Decimal | None) -> str | None:
    return plain_text(value) if value is not None else None
