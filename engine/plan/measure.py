"""Measures and judgements: operands → status, value, outcome, points and bounds, for one stage of indicators.

A finding looks at its operands side by side: `s0`, `s1`, … are their numbers, `t0`, `t1`, … say what is known of them.
Where facts contradict each other it is made in every variant, and is in conflict when these do not all lead to the
same outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.plan.calculation import by_zero, value_sql
from engine.plan.codes import (
    EARLIER_MISSING,
    IN_MAXIMUM,
    NOTHING_EARLIER,
    REASON_CODE,
    SCORED,
    Flag,
    Shape,
    Slot,
    code_list,
)
from engine.plan.compile import NO_BAND, Compiled
from engine.plan.decision import inputs_at
from engine.plan.inputs import Input, ValueInput, number_sql, state_sql
from engine.plan.operands import MOST_CONTESTED, MOST_RIVALS
from engine.plan.parameters import calculations, scales
from engine.plan.program import Program
from engine.plan.uses import rests_on_several
from engine.statuses import Reason

FINDING = """
CREATE TEMP TABLE finding (e INTEGER, p SMALLINT, ind SMALLINT, item SMALLINT, reported BOOLEAN, reason TINYINT,
  value DECIMAL(38, 9), outcome SMALLINT, points DECIMAL(38, 9), meets BOOLEAN, lower DECIMAL(38, 9),
  upper DECIMAL(38, 9), facts INTEGER[], flags TINYINT, covered INTEGER, countable INTEGER, step SMALLINT,
  s0 DECIMAL(38, 9), s1 DECIMAL(38, 9), disputed BOOLEAN)
"""
"""`disputed`: its facts contradict each other and give it other values; nobody takes its value then (`uncontested`)."""

_ORDER = (
    (Slot.CONFLICT, Reason.CONTRADICTION),
    (Slot.SUPPRESSED, Reason.SUPPRESSED),
    (Slot.UNCONFIRMED, Reason.EVIDENCE),
    (Slot.NOT_LISTED, Reason.SOURCE_NOT_LISTED),
    (Slot.REJECTED, Reason.CANDIDATE_REJECTED),
    (Slot.COVERAGE, Reason.COVERAGE),
    (Slot.OPERAND, Reason.OPERAND),
    (Slot.NOT_FOUND, Reason.NOT_FOUND),
    (Slot.MISSING, Reason.NOT_REPORTED),
    (Slot.NO_NUMBER, Reason.NO_NUMBER),
    (Slot.TOO_SHORT, Reason.SERIES_TOO_SHORT),
    (Slot.ZERO_DENOMINATOR, Reason.ZERO_DENOMINATOR),
    (Slot.NOT_COMPUTABLE, Reason.NOT_COMPUTABLE),
)
_OF_SLOT: dict[int, Reason] = {int(slot): reason for slot, reason in _ORDER} | {
    Slot.NOT_APPLICABLE: Reason.FACT_SAYS_SO,
    Slot.SERIES_BREAK: Reason.SERIES_BREAK,
    NOTHING_EARLIER: Reason.NO_PREDECESSOR,
    EARLIER_MISSING: Reason.PREVIOUS_MISSING,
}


def reason_of_state(state: str) -> str:
    """The reason of a finding that cannot do without an operand in `state`, an SQL expression."""
    cases = " ".join(f"WHEN {int(slot)} THEN {REASON_CODE[reason]}" for slot, reason in _OF_SLOT.items())
    return f"CASE {state} {cases} END"


def weight_of_state(state: str) -> str:
    """Which of several unknown operands a finding is told to lack: that with the least of these numbers."""
    order = (Slot.NOT_APPLICABLE, Slot.SERIES_BREAK, *(slot for slot, _ in _ORDER))
    cases = " ".join(f"WHEN {int(slot)} THEN {place}" for place, slot in enumerate(order))
    return f"CASE {state} {cases} ELSE {len(order)} END"


def _reason() -> str:
    """The first line of the table of statuses that holds (DESIGN 5); presence counts before it despairs."""
    unknown = " ".join(f"WHEN mask & {slot.bit} <> 0 THEN {REASON_CODE[reason]}" for slot, reason in _ORDER)
    silent = Slot.MISSING.bit | Slot.NOT_FOUND.bit
    counted = code_list((int(Shape.PRESENCE), int(Shape.COUNT)))
    return f"""CASE
    WHEN NOT applies THEN {REASON_CODE[Reason.KIND]}
    WHEN shape = {int(Shape.AGGREGATE)} AND total_reason <> {REASON_CODE[Reason.NOT_COMPUTABLE]} THEN total_reason
    WHEN shape NOT IN ({counted}) AND now & {Slot.NOT_APPLICABLE.bit} <> 0 THEN {REASON_CODE[Reason.FACT_SAYS_SO]}
    WHEN shape IN ({counted}) AND n_now = n_na THEN {REASON_CODE[Reason.FACT_SAYS_SO]}
    WHEN before & {Slot.NOT_APPLICABLE.bit} <> 0 THEN {REASON_CODE[Reason.NO_PREDECESSOR]}
    WHEN mask & {Slot.SERIES_BREAK.bit} <> 0 THEN {REASON_CODE[Reason.SERIES_BREAK]}
    WHEN before & {Slot.MISSING.bit} <> 0 AND now & {silent} = 0 THEN {REASON_CODE[Reason.PREVIOUS_MISSING]}
    WHEN shape = {int(Shape.PRESENCE)} AND (n_yes >= LEAST(need, n_now - n_na)
      OR n_now - n_na - n_no < LEAST(need, n_now - n_na)) THEN {SCORED}
    {unknown}
    ELSE {SCORED} END"""


def findings(program: Program, stage: int, *, contested: bool) -> str:
    """Measure and judge every target of the stage, in every variant; then settle the variants."""
    return _Stage(program, stage, contested=contested).statement()


class _Stage:
    """The statement for one stage; it pays only for what the indicators of the stage need."""

    def __init__(self, program: Program, stage: int, *, contested: bool) -> None:
        self.program, self.stage, self.contested = program, stage, contested
        self.here: Sequence[Compiled] = program.stages[stage]
        self.slots = range(max((len(c.uses) for c in self.here), default=0))
        self.required = range(max((c.required for c in self.here), default=0))
        self.counted = any(c.shape in (Shape.PRESENCE, Shape.COUNT) for c in self.here)
        self.gathered = any(c.rollup is not None or any(map(rests_on_several, c.uses)) for c in self.here)
        self.total = any(c.total is not None for c in self.here)
        self.table = any(c.is_table for c in self.here)
        self.scaled = tuple(dict.fromkeys(c.scale.formula for c in self.here if c.scale))
        self.columns = range(max((len(c.inputs) for c in self.here if c.is_table), default=1))

    def statement(self) -> str:
        parts = [
            f"x AS ({self._side_by_side()})",
            f"y AS (SELECT *, {_reason()} AS known FROM (SELECT *, now | before AS mask FROM x) AS x)",
            f"z AS ({self._measured()})",
            *(self._by_table() if self.table else self._by_bands()),
            *(
                self._settled()
                if self.contested
                else ["f AS (SELECT *, FALSE AS disagree, FALSE AS disputed, reason AS final FROM j)"]
            ),
        ]
        return f"INSERT INTO finding\nWITH {', '.join(parts)}\n{self._concluded()}"

    def _side_by_side(self) -> str:
        """Every target with its operands in columns."""
        now, before = (self._mask(past=past) for past in (False, True))
        columns = "".join(
            f", o{n}.value AS s{n}, CASE WHEN i.n_uses > {n} THEN COALESCE(o{n}.state, {int(Slot.MISSING)}) END AS t{n}"
            + (f", {_past(n)} AS past{n}" if self.table or self.scaled else "")
            for n in self.slots
        )
        joins = "".join(
            f"\n  LEFT JOIN operand o{n} ON o{n}.e = t.e AND o{n}.p = t.p AND o{n}.ind = t.ind AND o{n}.slot = {n}"
            f" AND o{n}.variant = {'t.variant' if self.contested else 0}"
            for n in self.slots
        )
        total = "\n  LEFT JOIN total a ON a.e = t.e AND a.p = t.p AND a.ind = t.ind" if self.total else ""
        return f"""
  SELECT t.*, i.item, i.shape, i.formula, i.need, i.n_now, i.judged, i.single, i.least, i.most, i.scale,
         i.scale_least, i.scale_most{"".join(f", i.input{j}" for j in self.columns)}{columns}, {now} AS now,
         {before} AS before, {self._counts()}, {self._facts()}, {self._totals()}
  FROM {self._targets()} t
  JOIN indicator i ON i.ind = t.ind AND i.stage = {self.stage}{joins}{total}"""

    def _targets(self) -> str:
        if not self.contested:
            return "(SELECT *, 0 AS variant FROM target)"
        return """(SELECT *, 0 AS variant FROM target UNION ALL
    SELECT t.*, v.variant
    FROM target t JOIN (SELECT DISTINCT e, p, ind, variant FROM operand WHERE variant > 0) v
      ON v.e = t.e AND v.p = t.p AND v.ind = t.ind)"""

    def _mask(self, *, past: bool) -> str:
        bits = [
            f"CASE WHEN i.required > {n} AND {'' if past else 'NOT '}{_past(n)} "
            f"THEN 1 << CAST(COALESCE(o{n}.state, {int(Slot.MISSING)}) AS INTEGER) ELSE 0 END"
            for n in self.required
        ]
        return "(" + (" | ".join(bits) or "0") + ")"

    def _counts(self) -> str:
        if not self.counted:
            return "0 AS n_yes, 0 AS n_no, 0 AS n_na, CAST(NULL AS DECIMAL(38, 9)) AS counted"
        ok, missing = int(Slot.OK), int(Slot.MISSING)

        def sum_of(condition: str) -> str:
            return " + ".join(
                f"CASE WHEN i.required > {n} AND {condition.format(n=n)} THEN 1 ELSE 0 END" for n in self.required
            )

        na = f"COALESCE(o{{n}}.state, {missing}) = {int(Slot.NOT_APPLICABLE)} AND NOT {_past('{n}')}"
        total = " + ".join(
            f"CASE WHEN i.required > {n} AND o{n}.state = {ok} THEN o{n}.value ELSE 0 END" for n in self.required
        )
        return f"""{sum_of(f"o{{n}}.state = {ok} AND o{{n}}.value > 0")} AS n_yes,
         {sum_of(f"o{{n}}.state = {ok} AND NOT o{{n}}.value > 0")} AS n_no, {sum_of(na)} AS n_na,
         CAST({total} AS DECIMAL(38, 9)) AS counted"""

    def _facts(self) -> str:
        """The facts a finding rests on, what is remembered of them, and how far sums below are covered."""
        fids = f"[{', '.join(f'o{n}.fid' for n in self.slots)}]"
        flags = " | ".join(f"COALESCE(o{n}.flags, 0)" for n in self.slots) or "0"
        if not self.slots:
            fids = "CAST([] AS INTEGER[])"
        if not self.gathered:
            facts = f"CASE WHEN NOT t.applies THEN [] ELSE LIST_SORT(LIST_DISTINCT({fids})) END"
            no_coverage = "CAST(NULL AS INTEGER) AS covered, CAST(NULL AS INTEGER) AS countable"
            return f"{facts} AS facts, {flags} AS flags, {no_coverage}"
        more = ", ".join(f"COALESCE(o{n}.more, [])" for n in self.slots)
        # Of several parts, the one known least of; of these, the first.
        parts = ", ".join(
            f"CASE WHEN o{n}.countable IS NOT NULL THEN "
            f"[CAST(o{n}.covered AS DOUBLE) / GREATEST(o{n}.countable, 1), {n}, o{n}.covered, o{n}.countable] END"
            for n in self.slots
        )
        covered, countable = (f"CAST(LIST_MIN([{parts}])[{place}] AS INTEGER)" for place in (3, 4))
        facts = f"LIST_SORT(LIST_DISTINCT(FLATTEN([{fids}, {more}])))"
        return f"""CASE WHEN NOT t.applies THEN [] ELSE {facts} END AS facts, {flags} AS flags,
         {covered} AS covered, {countable} AS countable"""

    def _totals(self) -> str:
        if not self.total:
            empty = ("value", "lower", "upper")
            nothing = ", ".join(f"CAST(NULL AS DECIMAL(38, 9)) AS total_{name}" for name in empty)
            return f"{nothing}, CAST(NULL AS TINYINT) AS total_reason, FALSE AS by_points, FALSE AS whole"
        return """a.value AS total_value, a.lower AS total_lower, a.upper AS total_upper, a.reason AS total_reason,
         COALESCE(a.by_points, FALSE) AS by_points, COALESCE(a.value IS NOT NULL AND a.assessed = a.applicable
         AND a.lower IS NOT DISTINCT FROM a.upper, FALSE) AS whole, a.flags AS total_flags, a.assessed, a.applicable"""

    def _measured(self) -> str:
        ready = calculations(self.program)
        wanted = dict.fromkeys(c.calculation for c in self.here if c.calculation is not None)
        numbers = {calculation: n for n, calculation in enumerate(ready)}
        cases = " ".join(f"WHEN {numbers[c]} THEN {_in_reach(value_sql(c))}" for c in wanted)
        strict = f"CASE formula {cases} END" if cases else "CAST(NULL AS DECIMAL(38, 9))"
        zeros: dict[str, list[int]] = {}
        for c in wanted:
            if c.at_zero is None and (zero := by_zero(c)) is not None:
                zeros.setdefault(zero, []).append(numbers[c])
        divided = " ".join(
            f"WHEN formula IN ({code_list(tuple(of))}) AND ({zero}) THEN {REASON_CODE[Reason.ZERO_DENOMINATOR]}"
            for zero, of in zeros.items()
        )
        return f"""
  SELECT *, CASE WHEN known = {SCORED} THEN CASE shape
      WHEN {int(Shape.PRESENCE)}
        THEN CAST(CASE WHEN n_yes >= LEAST(need, n_now - n_na) THEN 1 ELSE 0 END AS DECIMAL(38, 9))
      WHEN {int(Shape.COUNT)} THEN counted WHEN {int(Shape.AGGREGATE)} THEN total_value
      WHEN {int(Shape.TABLE)} THEN NULL ELSE {strict} END END AS value,
      CASE {divided or "WHEN FALSE THEN NULL"} ELSE {REASON_CODE[Reason.NOT_COMPUTABLE]} END AS no_value
  FROM y"""

    def _points(self) -> str:
        """Points by formula, where a step gives none of its own."""
        if not self.scaled:
            return "b.points"
        formula = self._of_scale(number_sql)
        inside = f"GREATEST(z.scale_least, LEAST(z.scale_most, {formula}))"
        return f"COALESCE(b.points, CASE WHEN {formula} IS NOT NULL THEN {inside} END)"

    def _of_scale(self, sql: Callable[[Input], str]) -> str:
        known = {scale: n for n, scale in enumerate(scales(self.program))}
        return f"CASE z.scale {' '.join(f'WHEN {known[f]} THEN {sql(f)}' for f in self.scaled)} END"

    def _no_points(self) -> str:
        """Points that a formula should give are unknown when one of its inputs is, and so is the finding."""
        if not self.scaled:
            return ""
        decided = "b.decided" if self.table else "b.given"
        given = f"NOT z.judged OR (b.ord IS NOT NULL AND b.points IS NULL AND {decided} = {SCORED})"
        state = self._of_scale(state_sql)
        return f"WHEN ({given}) AND ({state}) <> {int(Slot.OK)} THEN {reason_of_state(f'({state})')}"

    def _by_bands(self) -> list[str]:
        """The band that the value lies in: there is one at most."""
        return [
            f"""j AS (
  SELECT z.*, b.outcome, {self._points()} AS points, b.meets, b.ord AS step,
         CASE WHEN z.known <> {SCORED} THEN z.known WHEN z.value IS NULL THEN z.no_value
              {self._no_points()}
              WHEN z.judged AND b.ord IS NULL THEN {REASON_CODE[Reason.NOT_COMPUTABLE]} ELSE {SCORED} END AS reason
  FROM z LEFT JOIN band b ON b.ind = z.ind AND z.value IS NOT NULL AND {_inside("z.value", 0)}
)"""
        ]

    def _by_table(self) -> list[str]:
        """The row of the decision table: the first that is not false, if it is true."""
        looked = ", ".join(f"{self._input(j)} AS x{j}, {self._unknown(j)} AS u{j}" for j in self.columns)
        ok = int(Slot.OK)
        not_false = " AND ".join(
            f"(b.asked{j} IS NULL OR q.u{j} <> {ok} OR ({_inside(f'q.x{j}', j)}))" for j in self.columns
        )
        true = " AND ".join(f"(b.asked{j} IS NULL OR q.u{j} = {ok})" for j in self.columns)
        far = 1 << 20
        doubts = ", ".join(
            f"CASE WHEN b.asked{j} IS NOT NULL AND q.u{j} <> {ok} "
            f"THEN CAST(b.asked{j} AS INTEGER) * 256 + {reason_of_state(f'q.u{j}')} ELSE {far} END"
            for j in self.columns
        )
        key = "e, p, ind, variant"
        same = " AND ".join(f"b.{name} = z.{name}" for name in ("e", "p", "ind", "variant"))
        several = "single AND candidates > 1 AND some_hold AND NOT (all_hold AND first_same = last_same)"
        return [
            f"q AS (SELECT *, {looked} FROM z WHERE known = {SCORED} AND judged)",
            f"""c AS (
  SELECT q.e, q.p, q.ind, q.variant, q.single, b.ord, b.same, b.given, b.outcome, b.points, b.meets, {true} AS holds,
         LEAST({doubts}, {far}) AS doubt
  FROM q JOIN band b ON b.ind = q.ind AND NOT (b.needs_value AND q.value IS NULL) AND {not_false}
)""",
            f"""g AS (
  SELECT {key}, single, ord, same, given, outcome, points, meets, BOOL_OR(holds) AS holds, MIN(doubt) AS doubt
  FROM c GROUP BY {key}, single, ord, same, given, outcome, points, meets
)""",
            f"""h AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY ord) AS place, COUNT(*) OVER v AS candidates,
         BOOL_OR(holds) OVER v AS some_hold, BOOL_AND(holds) OVER v AS all_hold, MIN(same) OVER v AS first_same,
         MAX(same) OVER v AS last_same
  FROM g WINDOW v AS (PARTITION BY {key})
)""",
            f"""b AS (
  SELECT {key}, CASE WHEN {several} THEN {REASON_CODE[Reason.SEVERAL_RUNGS]} WHEN holds THEN given
         ELSE CAST(doubt % 256 AS TINYINT) END AS decided, ord, outcome, points, meets
  FROM h WHERE place = 1
)""",
            f"""j AS (
  SELECT z.*, b.outcome, {self._points()} AS points, b.meets, b.ord AS step,
         CASE WHEN z.known <> {SCORED} THEN z.known WHEN b.decided > {SCORED} THEN b.decided
              WHEN z.value IS NULL AND COALESCE(b.decided, {NO_BAND}) <> {SCORED} THEN z.no_value
              {self._no_points()} WHEN b.decided = {SCORED} THEN {SCORED}
              WHEN z.judged THEN {REASON_CODE[Reason.NOT_COMPUTABLE]} ELSE {SCORED} END AS reason
  FROM z LEFT JOIN b ON {same}
)""",
        ]

    def _input(self, column: int) -> str:
        return self._cases(column, number_sql, "CAST(NULL AS DECIMAL(38, 9))")

    def _unknown(self, column: int) -> str:
        return self._cases(column, state_sql, str(int(Slot.OK)))

    def _cases(self, column: int, sql: Callable[[Input], str], nothing: str) -> str:
        if column == 0:
            return sql(ValueInput())
        known = {given: n for n, given in enumerate(inputs_at(self.program, column))}
        wanted = dict.fromkeys(c.inputs[column][1] for c in self.here if len(c.inputs) > column)
        cases = " ".join(f"WHEN {known[given]} THEN {sql(given)}" for given in wanted)
        return f"CASE input{column} {cases} ELSE {nothing} END" if cases else nothing

    def _settled(self) -> list[str]:
        """Whether the variants of a finding agree; if they do, the reading by the winners stands.

        Where they agree on the outcome but not on the value, the value shown is the winners', and `disputed`.
        """
        judged = "CONCAT_WS('/', CAST(j.outcome AS VARCHAR), CAST(j.points AS VARCHAR), CAST(j.meets AS VARCHAR))"
        said = f"COALESCE(CASE WHEN {_gives_points('j.')} THEN {judged} ELSE CAST(j.value AS VARCHAR) END, '')"
        return [
            f"""settled AS (
  SELECT j.e, j.p, j.ind, COUNT(DISTINCT CAST(j.reason AS VARCHAR) || ':' || {said}) AS n,
         COUNT(DISTINCT COALESCE(CAST(j.value AS VARCHAR), '')) AS n_values,
         BOOL_OR(c.n > {MOST_CONTESTED} OR c.rivals > {MOST_RIVALS}) AS hopeless
  FROM j JOIN (SELECT e, p, ind, MAX(n) AS n, MAX(rivals) AS rivals FROM contested GROUP BY e, p, ind) c
    ON c.e = j.e AND c.p = j.p AND c.ind = j.ind
  WHERE j.applies
  GROUP BY j.e, j.p, j.ind
)""",
            f"""f AS (
  SELECT j.*, s.n IS NOT NULL AS disagree, COALESCE(s.n_values > 1, FALSE) AS disputed,
         CASE WHEN s.n > 1 OR s.hopeless THEN {REASON_CODE[Reason.CONTRADICTION]} ELSE j.reason END AS final
  FROM j LEFT JOIN settled s ON s.e = j.e AND s.p = j.p AND s.ind = j.ind WHERE j.variant = 0
)""",
        ]

    def _concluded(self) -> str:
        scored, counts = f"final = {SCORED}", f"final IN ({code_list(IN_MAXIMUM)})"
        passed_on = "flags | COALESCE(total_flags, 0)" if self.total else "flags"
        disagree = f"CASE WHEN disagree THEN {int(Flag.DISAGREE)} ELSE 0 END"
        flags = f"CAST(({passed_on} | {disagree}) & CASE WHEN {scored} THEN 127 ELSE {int(Flag.LATE)} END AS TINYINT)"
        coverage = "covered, countable"
        points, lower, upper = "points", "least", "most"
        if self.total:
            of_total = f"shape = {int(Shape.AGGREGATE)}"
            coverage = f"""CASE WHEN {of_total} THEN CAST(assessed AS INTEGER) ELSE covered END,
       CASE WHEN {of_total} THEN CAST(applicable AS INTEGER) ELSE countable END"""
            own = "CASE WHEN by_points THEN value END"
            points = f"CASE WHEN {of_total} AND NOT ({_gives_points()}) THEN {own} ELSE points END"
            lower, upper = (
                f"CASE WHEN NOT {of_total} THEN {limit} WHEN NOT ({_gives_points()}) THEN total_{end} ELSE {limit} END"
                for limit, end in (("least", "lower"), ("most", "upper"))
            )
        # A total that is judged and may still change is bounded by all its points.
        settled = f"{scored} AND (shape <> {int(Shape.AGGREGATE)} OR whole)" if self.total else scored
        ends = [
            f"""CASE WHEN {settled} THEN {self._own(points, end)} WHEN {counts} THEN {limit} END"""
            for limit, end in ((lower, "lower"), (upper, "upper"))
        ]
        return f"""SELECT e, p, ind, item, reported, final, CASE WHEN {scored} THEN value END,
       CASE WHEN {scored} THEN outcome END, CASE WHEN {scored} THEN {points} END, CASE WHEN {scored} THEN meets END,
       {", ".join(ends)}, facts, {flags}, {coverage}, step, {self._shown(0)}, {self._shown(1)},
       {scored} AND disputed
FROM f"""

    def _own(self, points: str, end: str) -> str:
        """The bound of what is settled: its points; of a total without judgement, its own."""
        if not self.total:
            return points
        return f"CASE WHEN shape = {int(Shape.AGGREGATE)} AND NOT ({_gives_points()}) THEN total_{end} ELSE points END"

    def _shown(self, slot: int) -> str:
        return f"s{slot}" if slot in self.slots else "CAST(NULL AS DECIMAL(38, 9))"


def _gives_points(of: str = "") -> str:
    """Whether points come of a judgement: of its rows or of its formula."""
    return f"{of}judged OR {of}scale IS NOT NULL"


def _in_reach(value: str) -> str:
    """Numbers beyond these are not computed: sums of any that are left can be."""
    return f"CASE WHEN ({value}) BETWEEN -1e20::DECIMAL(38, 9) AND 1e20::DECIMAL(38, 9) THEN {value} END"


def _past(slot: int | str) -> str:
    """Whether an operand speaks of an earlier period; what lies outside the calendar does, whatever was asked for."""
    return f"COALESCE(o{slot}.past, SUBSTRING(i.past, {slot} + 1, 1) = '1')"


def _inside(value: str, column: int) -> str:
    low, high = f"b.low{column}", f"b.high{column}"
    return (
        f"({low} IS NULL OR {value} > {low} OR (b.low_closed{column} AND {value} = {low})) "
        f"AND ({high} IS NULL OR {value} < {high} OR (b.high_closed{column} AND {value} = {high}))"
    )
