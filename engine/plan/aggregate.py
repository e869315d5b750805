"""Totals: findings over several indicators of an entity, or over the entities below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.pack.model import Gap, How
from engine.plan.calculation import rounded, snapped
from engine.plan.codes import IN_MAXIMUM, REASON_CODE, SCORED, STATUS_OF_REASON, Flag, Shape, code_list
from engine.plan.measure import reason_of_state
from engine.plan.operands import flags_of, state_of_reason, uncontested
from engine.plan.parameters import roundings
from engine.plan.program import Program
from engine.statuses import Reason, Status

TOTAL = """
CREATE TEMP TABLE total (e INTEGER, p SMALLINT, ind SMALLINT, item SMALLINT, reported BOOLEAN, reason TINYINT,
  by_points BOOLEAN, value DECIMAL(38, 9), weighted DECIMAL(38, 9), weights DECIMAL(38, 9), assessed BIGINT,
  applicable BIGINT, lower DECIMAL(38, 9), upper DECIMAL(38, 9), maximum DECIMAL(38, 9), nominal DECIMAL(38, 9),
  flags TINYINT)
"""

_HOW = {how: number for number, how in enumerate(How)}
_GAP = {gap: number for number, gap in enumerate(Gap)}
_NOT_APPLICABLE = tuple(code for code, status in STATUS_OF_REASON.items() if status is Status.NOT_APPLICABLE)
_LARGEST = "1e24::DECIMAL(38, 9)"
"""No part of a total is greater: so many of them as there may be can be summed."""

_PASSED_ON = int(Flag.IMPUTED | Flag.CARRIED_FORWARD | Flag.PARTIAL)
_MEANS = (How.GEOMETRIC_MEAN, How.HARMONIC_MEAN)


def _product(weight: str, value: str) -> str:
    """The sum of weighted parts; NULL where one is too great, so that it is not passed over."""
    double = snapped(f"CAST({weight} AS DOUBLE) * CAST({value} AS DOUBLE)")
    part = f"CASE WHEN m.plain THEN {value} ELSE {double} END"
    within = f"CASE WHEN ({part}) BETWEEN -{_LARGEST} AND {_LARGEST} THEN {part} END"
    return f"CASE WHEN COUNT({value}) = COUNT({within}) THEN SUM({within}) END"


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """What a total comes to, times its coefficient where there are any; one double expression, snapped once."""

    times: str

    def choose(self, cases: dict[How, str]) -> str:
        return "CASE how " + " ".join(f"WHEN {_HOW[how]} THEN {sql}" for how, sql in cases.items()) + " END"

    def as_it_is(self, number: str) -> str:
        """A number that is not divided: exact, unless it is multiplied."""
        if not self.times:
            return number
        return (
            f"CASE WHEN coefficient IS NULL THEN {number} ELSE {snapped(f'CAST({number} AS DOUBLE){self.times}')} END"
        )

    def divided(self, over: str, under: str, scale: str = "") -> str:
        return snapped(f"{scale}CAST({over} AS DOUBLE) / NULLIF(CAST({under} AS DOUBLE), 0){self.times}")

    def geometric(self, of: str, weights: str) -> str:
        mean = snapped(f"EXP(CAST({of}_ln AS DOUBLE) / NULLIF(CAST({weights} AS DOUBLE), 0)){self.times}")
        return f"CASE WHEN {of}_negative THEN NULL WHEN {of}_zero THEN 0 ELSE {mean} END"

    def harmonic(self, of: str, weights: str) -> str:
        mean = self.divided(weights, f"{of}_inverse")
        return f"CASE WHEN {of}_negative THEN NULL WHEN {of}_zero THEN 0 ELSE {mean} END"

    def value(self) -> str:
        return self.choose(
            {
                How.SUM: self.as_it_is("CASE WHEN numbers = 0 THEN 0 ELSE weighted END"),
                How.MEAN: self.divided("weighted", "numbers"),
                How.WEIGHTED_MEAN: self.divided("weighted", "weights"),
                How.GEOMETRIC_MEAN: self.geometric("x", "weights"),
                How.HARMONIC_MEAN: self.harmonic("x", "weights"),
                How.MIN: self.as_it_is("least"),
                How.MAX: self.as_it_is("most"),
                How.PERCENT_OF_MAXIMUM: self.divided("weighted", "reachable", "100 * "),
                How.COUNT_MEETING: self.as_it_is("meeting"),
                How.SHARE_MEETING: self.divided("meeting", "numbers", "100 * "),
            }
        )

    def greatest(self) -> str:
        """The most the value could be; of geometric and harmonic means, and of totals of values, none is told."""
        return self.choose(
            {
                How.SUM: self.as_it_is("maximum"),
                How.MEAN: self.divided("maximum", "counting"),
                How.WEIGHTED_MEAN: self.divided("maximum", "all_weights"),
                How.MIN: self.as_it_is("least_top"),
                How.MAX: self.as_it_is("most_top"),
                How.PERCENT_OF_MAXIMUM: self.as_it_is("100"),
                How.COUNT_MEETING: self.as_it_is("counting"),
                How.SHARE_MEETING: self.as_it_is("100"),
            }
        )

    def end(self, name: str, of: str, meeting: str) -> str:
        """The least or the greatest it may come to: `name` is lower or upper, `of` low or high."""
        return self.choose(
            {
                How.SUM: self.as_it_is(name),
                How.MEAN: self.divided(name, "counting"),
                How.WEIGHTED_MEAN: self.divided(name, "all_weights"),
                How.GEOMETRIC_MEAN: self.geometric(of, "all_weights"),
                How.HARMONIC_MEAN: self.harmonic(of, "all_weights"),
                How.MIN: self.as_it_is(f"least_{name}"),
                How.MAX: self.as_it_is(f"most_{name}"),
                How.PERCENT_OF_MAXIMUM: self.divided(name, "maximum", "100 * "),
                How.COUNT_MEETING: self.as_it_is(meeting),
                How.SHARE_MEETING: self.divided(meeting, "counting", "100 * "),
            }
        )


def _power_sums() -> tuple[str, str]:
    """What geometric and harmonic means need of each member's number, and of its least and greatest possible one."""
    of_parts, of_all = [], []
    for name in ("x", "low", "high"):
        number, w = f"m.{name}", "CAST(m.w AS DOUBLE)"
        counts = f"m.w > 0 AND {number} > 0"
        # To fifteen places, and inverses to twenty: what is lost here is lost many times over in the mean.
        logarithm = f"TRY_CAST(CAST({w} * LN(CAST({number} AS DOUBLE)) AS VARCHAR) AS DECIMAL(38, 15))"
        inverse = f"TRY_CAST(CAST({w} / CAST({number} AS DOUBLE) AS VARCHAR) AS DECIMAL(38, 20))"
        of_parts += [
            f"SUM(CASE WHEN {counts} THEN {logarithm} END) AS {name}_ln",
            f"SUM(CASE WHEN {counts} THEN {inverse} END) AS {name}_inverse",
            f"COALESCE(BOOL_OR(m.w > 0 AND {number} = 0), FALSE) AS {name}_zero",
            f"COALESCE(BOOL_OR(m.w > 0 AND {number} < 0), FALSE) AS {name}_negative",
        ]
        of_all += [f"SUM(m.{name}_{part}) AS {name}_{part}" for part in ("ln", "inverse")]
        of_all += [f"BOOL_OR(m.{name}_{part}) AS {name}_{part}" for part in ("zero", "negative")]
    return ", " + ", ".join(of_parts), ", " + ", ".join(of_all)


def _no_power_sums() -> str:
    names = [f"{of}_{part}" for of in ("x", "low", "high") for part in ("ln", "inverse", "zero", "negative")]
    return "".join(
        f", CAST(NULL AS {'BOOLEAN' if n.endswith(('zero', 'negative')) else 'DECIMAL(38, 9)'}) AS {n}" for n in names
    )


def totals(program: Program, stage: int) -> str:
    """Sums over members. Members that do not apply leave it; unknown ones widen its bounds and lower its coverage.

    `x` is the number a member adds, `low` and `high` the least and greatest it may come to add; `counting` are those
    in the maximum.
    """
    hows = {c.total.how for c in program.stages[stage] if c.total}
    of_parts, of_all = _power_sums() if hows.intersection(_MEANS) else ("", _no_power_sums())
    weighed_by = any(c.total.weight_by for c in program.stages[stage] if c.total)
    multiplied = any(c.total.coefficient for c in program.stages[stage] if c.total)
    reckoning = _Reckoning(" * CAST(times AS DOUBLE)" if multiplied else "")
    ways = roundings(program)

    def shown(number: str) -> str:
        cases = " ".join(f"WHEN {n} THEN {rounded(number, way)}" for n, way in enumerate(ways))
        return f"CASE way {cases} ELSE {number} END" if cases else number

    meeting = code_list((_HOW[How.COUNT_MEETING], _HOW[How.SHARE_MEETING]))
    told = f"(by_points OR how IN ({meeting}))"
    bounded = f"NOT weightless AND NOT (unbounded AND how NOT IN ({meeting}))"
    key = "m.e, m.p, m.ind, m.item, m.reported, m.applies"
    return f"""
INSERT INTO total
WITH m AS ({" UNION ALL ".join(_members(program, stage))}
), r AS ({_rows(weighed_by=weighed_by)}
), part AS (
  SELECT {key}, m.how, m.by_points, m.coverage, m.plain, m.w, m.coefficient, m.coefficient_points, m.cap, m.way,
         COUNT(m.x) AS numbers, COUNT(CASE WHEN m.scored THEN 1 END) AS assessed,
         COUNT(CASE WHEN m.counts THEN 1 END) AS applicable, COUNT(CASE WHEN m.counting THEN 1 END) AS counting,
         SUM(m.x) AS taken, SUM(m.low) AS lower, SUM(m.high) AS upper,
         SUM(CASE WHEN m.counting THEN m.top END) AS maximum,
         SUM(CASE WHEN m.x IS NOT NULL THEN m.top END) AS reachable,
         SUM(m.nominal) AS nominal, MIN(m.x) AS least, MAX(m.x) AS most, MIN(m.low) AS least_lower,
         MIN(CASE WHEN m.counting THEN m.top END) AS least_top, MAX(CASE WHEN m.counting THEN m.top END) AS most_top,
         MIN(m.high) AS least_upper, MAX(m.low) AS most_lower, MAX(m.high) AS most_upper,
         COUNT(CASE WHEN m.scored AND m.meeting THEN 1 END) AS meeting,
         COALESCE(BOOL_OR(m.blocked), FALSE) AS blocked, COALESCE(BOOL_OR(m.weightless), FALSE) AS weightless,
         COALESCE(BOOL_OR(m.unweighed), FALSE) AS unweighed,
         COALESCE(BOOL_OR(m.counting AND m.low IS NULL), FALSE) AS unbounded,
         COUNT(CASE WHEN m.counts AND NOT m.scored AND m.may_meet THEN 1 END) AS hoped,
         COUNT(CASE WHEN m.counts AND NOT m.scored AND m.must_meet THEN 1 END) AS certain,
         BIT_OR(CASE WHEN m.x IS NOT NULL THEN m.flags ELSE 0 END) AS flags{of_parts}
  FROM r m
  GROUP BY {key}, m.how, m.by_points, m.coverage, m.plain, m.w, m.coefficient, m.coefficient_points, m.cap, m.way,
           m.used, m.alone
), s AS (
  SELECT {key}, m.how, m.by_points, m.coefficient, m.coefficient_points, m.cap, m.way, MAX(m.coverage) AS coverage,
         SUM(m.numbers) AS numbers, SUM(m.assessed) AS assessed, SUM(m.applicable) AS applicable,
         SUM(m.counting) AS counting, {_product("m.w", "m.taken")} AS weighted,
         SUM(m.w * m.numbers) AS weights, SUM(m.w * m.counting) AS all_weights,
         {_product("m.w", "m.lower")} AS lower, {_product("m.w", "m.upper")} AS upper,
         {_product("m.w", "m.maximum")} AS maximum, {_product("m.w", "m.reachable")} AS reachable,
         {_product("m.w", "m.nominal")} AS nominal, MIN(m.least) AS least, MAX(m.most) AS most,
         MIN(m.least_lower) AS least_lower, MIN(m.least_upper) AS least_upper, MAX(m.most_lower) AS most_lower,
         MAX(m.most_upper) AS most_upper, SUM(m.meeting) AS meeting,
         MIN(m.least_top) AS least_top, MAX(m.most_top) AS most_top, BOOL_OR(m.blocked) AS blocked,
         BOOL_OR(m.weightless) AS weightless,
         BOOL_OR(m.unweighed) AS unweighed, BOOL_OR(m.unbounded) AS unbounded, SUM(m.hoped) AS hoped,
         SUM(m.certain) AS certain,
         BIT_OR(m.flags) AS flags{of_all}
  FROM part m
  GROUP BY {key}, m.how, m.by_points, m.coefficient, m.coefficient_points, m.cap, m.way
), k AS ({_multiplied() if multiplied else _not_multiplied()}
), v AS (
  SELECT *, CASE WHEN counting > 0 THEN CAST({reckoning.value()} AS DECIMAL(38, 9)) END AS raw,
         CASE WHEN counting > 0 AND {bounded}
              THEN CAST({reckoning.end("lower", "low", "meeting + certain")} AS DECIMAL(38, 9)) END AS low,
         CASE WHEN counting > 0 AND {bounded}
              THEN CAST({reckoning.end("upper", "high", "meeting + hoped")} AS DECIMAL(38, 9)) END AS high
  FROM k
), n AS (
  SELECT *, {_limited("raw")} AS final, {_limited(reckoning.greatest())} AS greatest,
         {_limited(reckoning.as_it_is("nominal"))} AS greatest_of_all,
         {_limited(_end("low"))} AS least_final, {_limited(_end("high"))} AS most_final
  FROM v
), d AS (
  SELECT *, {_reason()} AS reason FROM n
)
SELECT e, p, ind, item, reported, reason, by_points, CASE WHEN reason = {SCORED} THEN {shown("final")} END, weighted,
       weights,
       assessed, applicable, CASE WHEN most_final IS NOT NULL THEN {shown("least_final")} END,
       CASE WHEN least_final IS NOT NULL THEN {shown("most_final")} END,
       CASE WHEN {told} AND NOT weightless THEN greatest END,
       CASE WHEN NOT {told} THEN NULL WHEN how <> {_HOW[How.SUM]} THEN CASE WHEN NOT weightless THEN greatest END
            WHEN NOT unweighed THEN greatest_of_all END, CAST(flags & {_PASSED_ON} AS TINYINT)
FROM d
"""


def _members(program: Program, stage: int) -> Iterator[str]:
    """Every target with each finding that it is a total of: its own, or those below."""
    for below in (False, True):
        if not any(c.total and (c.total.across is not None) == below for c in program.stages[stage]):
            continue
        yield f"""
  SELECT t.e, t.p, t.ind, t.reported, t.applies, i.item, m.used, m.weight, m.counted, m.may_meet, m.must_meet, m.plain,
         g.* EXCLUDE (ind, across), {"d.below" if below else "t.e"} AS who
  FROM target t
  JOIN indicator i ON i.ind = t.ind AND i.stage = {stage} AND i.shape = {int(Shape.AGGREGATE)}
  JOIN totalled g ON g.ind = t.ind AND g.across IS {"NOT " if below else ""}NULL
  JOIN member m ON m.ind = t.ind
  {"LEFT JOIN below d ON d.e = t.e AND d.level = g.across" if below else ""}"""


def _multiplied() -> str:
    number = f"CASE WHEN v.coefficient_points THEN c.points ELSE {uncontested('c')} END"
    nothing = f"""CASE WHEN c.disputed AND NOT v.coefficient_points THEN {REASON_CODE[Reason.CONTRADICTION]}
                ELSE {REASON_CODE[Reason.OPERAND]} END"""
    return f"""
  SELECT v.*, CASE WHEN v.coefficient IS NULL THEN 1 WHEN {number} >= 0 THEN {number} END AS times,
         CASE WHEN v.coefficient IS NULL THEN NULL
              WHEN c.reason = {SCORED} THEN CASE WHEN {number} IS NULL THEN {nothing} END
              WHEN c.reason IS NULL THEN {REASON_CODE[Reason.NOT_REPORTED]}
              ELSE {reason_of_state(state_of_reason("c.reason"))} END AS no_times
  FROM s v LEFT JOIN finding c ON c.e = v.e AND c.p = v.p AND c.ind = v.coefficient"""


def _not_multiplied() -> str:
    return "SELECT *, 1 AS times, CAST(NULL AS TINYINT) AS no_times FROM s"


def _rows(*, weighed_by: bool) -> str:
    """What each finding gives its total; `weighed_by`: whether some totals weigh by an indicator."""
    # What only counts outcomes needs no number.
    counted = code_list((_HOW[How.COUNT_MEETING], _HOW[How.SHARE_MEETING]))
    taken = f"CASE WHEN m.how IN ({counted}) THEN 1 WHEN m.by_points THEN f.points ELSE {uncontested('f')} END"
    weighed = f"(m.weight_ind IS NULL OR (w.reason = {SCORED} AND {uncontested('w')} > 0))" if weighed_by else "TRUE"
    weight = f"CASE WHEN m.weight_ind IS NULL THEN m.weight WHEN {weighed} THEN w.value ELSE 0 END"
    flags = f"({flags_of('f')}) | COALESCE({flags_of('w')}, 0)"
    weights = "LEFT JOIN finding w ON w.e = m.who AND w.p = m.p AND w.ind = m.weight_ind"
    if not weighed_by:
        weight, flags, weights = "m.weight", flags_of("f"), ""
    scored = f"COALESCE(f.reason = {SCORED} AND {taken} IS NOT NULL AND {weighed}, FALSE)"
    counts = f"COALESCE(f.reason IN ({code_list(IN_MAXIMUM)}), FALSE)"
    absent = f"COALESCE(f.reason IN ({code_list(_NOT_APPLICABLE)}), FALSE)"
    zero, block = _GAP[Gap.ZERO], _GAP[Gap.BLOCK]
    meeting = """CASE WHEN m.by_outcome THEN CONTAINS('|' || m.counted || '|', '|' || CAST(f.outcome AS VARCHAR) || '|')
         ELSE f.meets END"""
    ends = ", ".join(
        f"""CASE WHEN counts THEN CASE WHEN by_points THEN f_{end} END
              WHEN absent AND inapplicable = {zero} AND by_points THEN 0 END AS {name}"""
        for end, name in (("lower", "low"), ("upper", "high"))
    )
    return f"""
  SELECT *, CASE WHEN scored THEN taken WHEN counts AND unknown = {zero} THEN 0
            WHEN absent AND inapplicable = {zero} THEN 0 END AS x, {ends},
         counts OR (absent AND inapplicable = {zero}) AS counting,
         (counts AND NOT scored AND unknown = {block}) OR (absent AND inapplicable = {block}) AS blocked
  FROM (
    SELECT m.*, {taken} AS taken, m.applies AND {scored} AS scored, m.applies AND {counts} AS counts,
           m.applies AND {absent} AS absent, f.lower AS f_lower, f.upper AS f_upper, COALESCE(i.most, n.maximum) AS top,
           COALESCE(i.most, n.nominal) AS nominal, COALESCE({meeting}, FALSE) AS meeting,
           {flags} AS flags,
           COALESCE(m.weight_ind IS NOT NULL AND m.applies AND NOT COALESCE({weighed}, FALSE), FALSE) AS unweighed,
           COALESCE(m.weight_ind IS NOT NULL AND {counts} AND NOT COALESCE({weighed}, FALSE), FALSE) AS weightless,
           {weight} AS w,
           CASE WHEN m.weight_ind IS NULL THEN NULL ELSE m.who END AS alone
    FROM (SELECT * REPLACE (plain AND weight_ind IS NULL AS plain) FROM m) m
    LEFT JOIN finding f ON f.e = m.who AND f.p = m.p AND f.ind = m.used
    LEFT JOIN indicator i ON i.ind = f.ind
    LEFT JOIN total n ON n.e = f.e AND n.p = f.p AND n.ind = f.ind
    {weights}
  ) AS g"""


def _end(name: str) -> str:
    """A bound; where everything is known, members without bounds of their own are as good as the total itself."""
    return f"CASE WHEN assessed = applicable AND {name} IS NULL AND NOT weightless THEN raw ELSE {name} END"


def _limited(number: str) -> str:
    """A number of the total within its cap."""
    return f"CASE WHEN ({number}) > cap THEN cap WHEN ABS({number}) <= 1e20 THEN {number} END"


def _reason() -> str:
    """A sum of nothing is 0, to be read beside “0 of N assessed”; no outcome follows from it."""
    return f"""CASE WHEN applicable = 0 THEN {REASON_CODE[Reason.KIND]}
    WHEN blocked THEN {REASON_CODE[Reason.MEMBER_UNKNOWN]}
    WHEN numbers = 0 AND (raw IS NULL OR ind IN (SELECT ind FROM indicator WHERE judged))
      THEN {REASON_CODE[Reason.OPERAND]}
    WHEN 100 * assessed < coverage * applicable THEN
      CASE WHEN assessed = 0 THEN {REASON_CODE[Reason.OPERAND]} ELSE {REASON_CODE[Reason.COVERAGE]} END
    WHEN no_times IS NOT NULL THEN no_times
    WHEN final IS NULL THEN {REASON_CODE[Reason.NOT_COMPUTABLE]} ELSE {SCORED} END"""
