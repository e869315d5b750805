"""What a rule pack says, as frozen values: no dicts and no YAML past this point.

Every item that changes results is *versioned*: a stable id, a version, the dates it is in force, a status and a legal
basis (`Header`). Several versions of one item live side by side; `Pack.at` gives the pack as it stands on one day.
Every value keeps the span it was written at, so that each result can name its file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.places import Places
from engine.statuses import Status


class ItemStatus(StrEnum):
    """How far an item has been adopted."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RECOMMENDED = "recommended"
    APPROVED = "approved"
    RETIRED = "retired"


class FactType(StrEnum):
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"
    DATE = "date"
    SET = "set"


class Role(StrEnum):
    """What an indicator is in its methodology; derived ones are the engine's reckoning, not the document's."""

    INDICATIVE = "indicative"
    SUPPORTING = "supporting"
    DERIVED = "derived"


class Nature(StrEnum):
    """What a kind of entity is; only the first two can receive a letter themselves."""

    LEGAL_PERSON = "legal_person"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    EVENT = "event"
    RESOURCE = "resource"
    SITE_NETWORK = "site_network"
    TERRITORY = "territory"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands in the law: an act of the pack, its clause, the edition of the act."""

    act: str
    clause: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Effective:
    """The days an item is in force; `until` is the last of them, None without end."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Header:
    """What every versioned item has in common."""

    id: str
    version: str
    status: ItemStatus
    effective: Effective
    basis: Basis | None
    span: Span

    @property
    def rule(self) -> str:
        """`id@version`: how results name the rule that made them."""
        return f"{self.id}@{self.version}"


class Versioned(Protocol):
    @property
    def header(self) -> Header: ...


@dataclass(frozen=True, slots=True)
class Statement:
    """A named part of the methodology's passport: a text, or a list of them."""

    id: str
    title: str
    text: str | None
    items: tuple[str, ...]
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Forms:
    """A name and the forms of it that texts need; forms are given, never inflected by code."""

    name: str
    forms: Mapping[str, str] = field(default_factory=dict)

    def get(self, form: str) -> str | None:
        return self.name if form == "name" else self.forms.get(form)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the methodology itself names, such as its initiator or operator."""

    id: str
    title: str
    name: Forms
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Act:
    """A normative act. `date` is ISO text and may lack its day or month when the document does."""

    id: str
    title: str
    kind: str
    issuer: str | None
    date: str | None
    number: str | None
    edition: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `open` ones are looked at before anybody is asked."""

    header: Header
    title: str
    open: bool
    holder: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Level:
    id: str
    title: str
    order: int
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity. `assessed` ones have findings; `owner` is who answers for one that cannot receive a letter."""

    id: str
    level: str
    title: str
    nature: Nature
    assessed: bool
    letters: bool
    owner: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the methodology's own table of entities: its wording, and the kinds it names."""

    level: str
    text: str
    kinds: tuple[str, ...]
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Reference:
    """A number or list the document states for information; never evaluated."""

    id: str
    title: str
    value: str | None
    items: tuple[str, ...]
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class FactKey:
    """An entry of the fact dictionary.

    `absent_means` is the number that a confirmed absence stands for; None means that absence gives no number.
    `additive` says whether the number may be summed over entities.
    """

    key: str
    title: str
    type: FactType
    unit: str | None
    domain: Domain
    vocabulary: tuple[tuple[str, str], ...]
    absent_means: Decimal | None
    additive: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Constant:
    header: Header
    title: str
    value: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """A monitoring period; `submit_by` is the last day on which its facts are in time."""

    id: str
    title: str
    start: date
    end: date
    submit_by: date | None
    basis: Basis | None
    span: Span

    @property
    def months(self) -> int:
        """Length in whole months; only periods of one length are compared."""
        last_of_month = self.end.month != (self.end + timedelta(days=1)).month if self.end < date.max else True
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return months + last_of_month


@dataclass(frozen=True, slots=True)
class At:
    """One period: `back` monitoring periods of the same length before the current one, or the one named."""

    back: int = 0
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Several periods of the length of the current one: the last `last`, or all from the period `since` on.

    The last of them lies `until` periods before the current one.
    """

    last: int | None
    since: str | None
    until: int = 0


NOW, BEFORE = At(), At(1)


class Fold(StrEnum):
    """How the values of the periods of a window become one number."""

    FIRST = "first"
    LAST = "last"
    SUM = "sum"
    MEAN = "mean"
    LEAST = "least"
    GREATEST = "greatest"
    COUNT = "count"
    MEAN_RATE = "mean_rate"
    SPAN = "span"
    AGE = "age"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Series:
    """The periods an operand is read at; `fold` stands with a window, and with nothing else.

    With fewer than `at_least` known values, or (unless `gaps` are allowed) with any value of the window unknown, the
    operand is unknown.
    """

    at: At | Window = NOW
    fold: Fold | None = None
    at_least: int = 1
    gaps: bool = True


class RoundingMode(StrEnum):
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To `digits` places after the point. half_up: half away from zero; down: towards zero."""

    digits: int
    mode: RoundingMode


class Among(StrEnum):
    """Whose values an entity's own is held against."""

    ALL = "all"
    LEVEL = "level"
    KIND = "kind"
    SIBLINGS = "siblings"


@dataclass(frozen=True, slots=True)
class CarryForward:
    """An unknown value is the last known one, at most `max_age` periods old; the finding is marked so."""

    max_age: int


@dataclass(frozen=True, slots=True)
class MeanOf:
    """An unknown value is the mean of the known values among others; the finding is marked as imputed."""

    among: Among


@dataclass(frozen=True, slots=True)
class Assumed:
    """An unknown value is this number; the finding is marked as imputed."""

    value: Decimal


Imputation = CarryForward | MeanOf | Assumed


class FactTake(StrEnum):
    """What of a fact an operand is: its value, 1 or 0 for presence, its day (evidence or date), or its state."""

    VALUE = "value"
    PRESENCE = "presence"
    DATE = "date"
    STATE = "state"
    HAS = "has"
    MAP = "map"


class FindingTake(StrEnum):
    """What of another indicator's finding an operand is; IS is 1 for one of the outcomes, else 0."""

    VALUE = "value"
    POINTS = "points"
    OUTCOME = "outcome"
    STATUS = "status"
    IS = "is"


@dataclass(frozen=True, slots=True)
class FactOperand:
    """A fact read as a number.

    `members` (HAS): 1 when the set has one of them, else 0. `numbers` (MAP): the number each text or member stands for;
    any other text gives none. `evidence`: without evidence the fact counts as unconfirmed.
    """

    key: str
    series: Series = Series()
    take: FactTake = FactTake.VALUE
    members: tuple[str, ...] = ()
    numbers: tuple[tuple[str, Decimal], ...] = ()
    evidence: bool = False
    rounding: Rounding | None = None
    missing: Imputation | None = None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class IndicatorOperand:
    """What is known of another indicator, as a number (outcomes and statuses stand for themselves in rungs)."""

    indicator: str
    series: Series = Series()
    take: FindingTake = FindingTake.VALUE
    outcomes: tuple[str, ...] = ()
    rounding: Rounding | None = None
    missing: Imputation | None = None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class ConstantOperand:
    constant: str
    span: Span = Span("")


class PeriodTake(StrEnum):
    """What of the current period an operand is: its first or last day, or how many periods it lies after another."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    PERIODS_SINCE = "periods_since"
    TRAJECTORY = "trajectory"


class Path(StrEnum):
    LINEAR = "linear"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A target for each period: the numbers written for some, and between them, with a `path`, those on the way."""

    points: tuple[tuple[str, Decimal], ...]
    path: Path | None


@dataclass(frozen=True, slots=True)
class PeriodOperand:
    """A number that depends on the period alone; days are counted as by `date.toordinal`."""

    take: PeriodTake
    since: str | None = None
    trajectory: Trajectory | None = None
    span: Span = Span("")


Operand = FactOperand | IndicatorOperand | ConstantOperand | PeriodOperand


@dataclass(frozen=True, slots=True)
class ValueMeasure:
    of: Operand


@dataclass(frozen=True, slots=True)
class PresenceMeasure:
    """Whether at least `need` of the facts are present; None means all of them.

    `not_found_is_absent`: a search of the listed open sources that found nothing proves absence.
    """

    of: tuple[FactOperand, ...]
    need: int | None
    not_found_is_absent: bool


@dataclass(frozen=True, slots=True)
class RatioMeasure:
    """`scale` times numerator divided by denominator: 100 for a percentage, 1 for a share."""

    numerator: Operand
    denominator: Operand
    scale: int


class ChangeAs(StrEnum):
    DIFFERENCE = "difference"
    PERCENT = "percent"
    POINTS = "points"
    GROWTH_RATE = "growth_rate"
    COMPOUND_RATE = "compound_rate"
    MEAN_RATE = "mean_rate"


@dataclass(frozen=True, slots=True)
class ChangeMeasure:
    """The present value against a base: an earlier one of the same series.

    difference and points: present − base; percent: 100 × (present − base) ÷ base; growth_rate: 100 × present ÷ base;
    compound_rate: 100 × ((present ÷ base)^(1 ÷ n) − 1), n periods lying between the two; mean_rate: the mean of the
    percent changes from each period to the next since the base.

    `base` a window: the first known value since a period, or the last known one. `base_zero` is the value where the
    base is zero, `negative_base` divides by its absolute value (else neither can be computed). What lies no further
    from zero than `dead_zone` is zero.
    """

    of: FactOperand | IndicatorOperand
    shown_as: ChangeAs
    base: Series = Series(BEFORE)
    base_zero: Decimal | None = None
    negative_base: bool = False
    dead_zone: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CountMeasure:
    """How many: members of a set fact, or facts that are present; summed over the operands."""

    of: tuple[FactOperand, ...]
    not_found_is_absent: bool


@dataclass(frozen=True, slots=True)
class FormulaMeasure:
    expression: str
    where: tuple[tuple[str, Operand], ...]
    span: Span


class PeerAs(StrEnum):
    """An entity's place among its peers (see `docs/rule-language.md` for each)."""

    MIN_MAX = "min_max"
    SHARE_OF_BEST = "share_of_best"
    Z_SCORE = "z_score"
    RANK = "rank"
    PERCENTILE = "percentile"
    ZONE = "zone"
    MEAN = "mean"
    LEAST = "least"
    GREATEST = "greatest"
    COUNT = "count"


class Ties(StrEnum):
    """How equal values are ranked: 1-2-3-3-5, 1-2-3-3-4, or 1-2-3.5-3.5-5."""

    STANDARD = "standard"
    DENSE = "dense"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class PeersMeasure:
    """The place of an indicator's value among those of other entities for the same period.

    `same_outcome`: only among entities with the same outcome of that indicator. Entities whose indicator `left_out[0]`
    has one of the outcomes `left_out[1]` do not form the set, though they are placed in it. `all_equal`: the value
    where the set has no spread; without it such a value cannot be computed. `scale` is the best of min_max and
    share_of_best; `zones` how many zones there are, the best being 1.
    """

    of: IndicatorOperand
    shown_as: PeerAs
    among: Among
    same_outcome: str | None = None
    left_out: tuple[str, tuple[str, ...]] | None = None
    lower_is_better: bool = False
    ties: Ties = Ties.STANDARD
    zones: int = 0
    scale: Decimal = Decimal(100)
    sample: bool = False
    all_equal: Decimal | None = None
    span: Span = Span("")


class How(StrEnum):
    SUM = "sum"
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"
    GEOMETRIC_MEAN = "geometric_mean"
    HARMONIC_MEAN = "harmonic_mean"
    MIN = "min"
    MAX = "max"
    PERCENT_OF_MAXIMUM = "percent_of_maximum"
    COUNT_MEETING = "count_meeting"
    SHARE_MEETING = "share_meeting"


class Gap(StrEnum):
    """What a member without a number does to a total: it leaves it, counts as zero, or leaves the total unknown."""

    LEAVE = "leave"
    ZERO = "zero"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class AggregateMeasure:
    """A total over indicators of the entity itself, or of the entities below it at level `across`.

    `weights` are used as written; `weight_by` weighs each finding by the value of that indicator at the same entity.
    `minimum_coverage` is the share in percent of applicable findings that must be assessed for the total to be given.
    `outcomes` are those that count as meeting, where they are not the target's own. The total is multiplied by the
    `coefficient` and then limited to `cap`.
    """

    indicators: tuple[str, ...]
    how: How
    take: str
    weights: tuple[tuple[str, Decimal], ...]
    across: str | None
    minimum_coverage: Decimal
    weight_by: str | None = None
    outcomes: tuple[str, ...] = ()
    unknown: Gap = Gap.LEAVE
    not_applicable: Gap = Gap.LEAVE
    coefficient: IndicatorOperand | None = None
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """No number at all: what is decided, the inputs of the judgement decide."""


Measure = (
    ValueMeasure
    | PresenceMeasure
    | RatioMeasure
    | ChangeMeasure
    | CountMeasure
    | FormulaMeasure
    | PeersMeasure
    | AggregateMeasure
    | TableMeasure
)


@dataclass(frozen=True, slots=True)
class Rollup:
    """Facts of an entity that has none of its own are the sums over the entities below it.

    A change sums the same entities in both periods. `minimum_coverage` in percent of the entities that count.
    """

    minimum_coverage: Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of a band: a number as written, or the constant it is read from."""

    value: Decimal | None
    constant: str | None
    closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Band:
    """The outcome and points of the values between two limits; `meets` marks the outcomes that reach the target.

    `says` is how an explanation puts it, with the inputs of the judgement as placeholders.
    """

    outcome: str
    low: Limit | None
    high: Limit | None
    points: Decimal | None
    meets: bool
    span: Span
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one input: a number between limits, or one of some names (with `negated`, none of them)."""

    input: str
    low: Limit | None = None
    high: Limit | None = None
    names: tuple[str, ...] = ()
    negated: bool = False
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Rung:
    """A row of a decision table: where all `tests` hold, the finding has the outcome, or the status instead of one."""

    tests: tuple[Test, ...]
    outcome: str | None
    status: Status | None
    points: Decimal | None
    meets: bool
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Variant:
    """Bands of their own for the entities for which all `tests` hold; the first variant that fits is taken."""

    tests: tuple[Test, ...]
    bands: tuple[Band, ...]
    span: Span


class Matching(StrEnum):
    """Which rung counts: the first that holds, or the only one that may."""

    FIRST = "first"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Scale:
    """Points by a formula over the inputs, brought between `least` and `most`."""

    expression: str
    least: Decimal
    most: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class InputFormula:
    """An input reckoned from the value, the operands of the measure and the other inputs, by their names."""

    expression: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """What outcome and points a value has: by `bands`, `variants` of them, or `rungs`; at most one of these is given.

    Tests and formulas know the inputs `value` (what was measured), `kind` and `level` (of the entity), the operands
    of the measure by their names (ratio: numerator, denominator; change: present, base; formula: its own), and
    `inputs`.
    """

    domain: Domain
    bands: tuple[Band, ...] = ()
    inputs: tuple[tuple[str, Operand | InputFormula], ...] = ()
    variants: tuple[Variant, ...] = ()
    rungs: tuple[Rung, ...] = ()
    matching: Matching = Matching.FIRST
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How an ambiguous or restored cell of the document was read, and how sure the reading is."""

    cell: str
    restored: bool
    confidence: Confidence
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """The target in the document's own words; `text` None means that the document sets none, and `note` says so."""

    text: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """`levels`: where it is measured; `kinds`: to which assessed kinds of entity of those levels it applies.

    `rounding` is that of the value before it is judged; `display` only of how it is shown.
    """

    header: Header
    title: str
    role: Role
    parent: str | None
    unit: str | None
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    directions: tuple[str, ...]
    sources: tuple[str, ...]
    sources_text: str | None
    target: Target | None
    readings: tuple[Reading, ...]
    measure: Measure
    rollup: Rollup | None
    judge: Judgement | None
    rounding: Rounding | None = None
    display: Rounding | None = None


class ConditionMode(StrEnum):
    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class IndicatorTest:
    """Holds when the finding has one of the outcomes, statuses or reasons."""

    indicator: str
    outcomes: tuple[str, ...]
    statuses: tuple[str, ...]
    reasons: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DirectionTest:
    """Holds when the direction was concluded to have one of the outcomes."""

    direction: str
    outcomes: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Combination:
    mode: ConditionMode
    parts: tuple[Condition, ...]
    span: Span


Condition = IndicatorTest | DirectionTest | Combination


@dataclass(frozen=True, slots=True)
class DirectionOutcome:
    outcome: str
    title: str
    when: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of analysis: the first of `outcomes` whose condition holds is its conclusion, else `otherwise`."""

    header: Header
    title: str
    levels: tuple[str, ...]
    indicators: tuple[str, ...]
    outcomes: tuple[DirectionOutcome, ...]
    otherwise: str
    otherwise_title: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of addressees as the methodology lists them."""

    id: str
    number: int
    title: str
    short: str
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Find:
    """Whom a letter goes to: the subject itself, or entities with a role or of some kinds.

    They are looked for below the subject (`within` None) or below its ancestor at level `within`.
    """

    itself: bool
    role: str | None
    kinds: tuple[str, ...]
    within: str | None


class Verb(StrEnum):
    RECOMMEND = "recommend"
    INSTRUCT = "instruct"


@dataclass(frozen=True, slots=True)
class Addressee:
    """`collective`: one letter to all of them under the name of the addressee itself."""

    id: str
    group: str
    name: Forms
    find: Find
    collective: bool
    verb: Verb
    span: Span


@dataclass(frozen=True, slots=True)
class Months:
    """A deadline as whole months from the as-of date (ISO 8601 `PnM` or `PnY`)."""

    count: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`unless`: entities among the addressees whose own finding holds it get no letter from this rule."""

    header: Header
    levels: tuple[str, ...]
    when: Condition
    about: str | None
    to: str
    unless: IndicatorTest | None
    purpose: str
    due: Months | None
    text: str
    text_span: Span


class RequestKind(StrEnum):
    """What is asked about a fact, by the state that calls for it (DESIGN 5)."""

    NO_DATA = "no_data"
    BASE_LINE = "base_line"
    RESTORE_ACCESS = "restore_access"
    CONFIRM = "confirm"
    CLARIFY = "clarify"
    RESUBMIT = "resubmit"
    LATE = "late"


class Priority(StrEnum):
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Request:
    header: Header
    kind: RequestKind
    priority: Priority
    due: Months | None
    text: str
    text_span: Span


@dataclass(frozen=True, slots=True)
class Resolution:
    """How competing facts are ranked. `source_order` empty: sources are equals and may conflict.

    `ties_first`: facts of one source and one date are taken in the order of the files instead of conflicting.
    """

    source_order: tuple[str, ...] = ()
    ties_first: bool = False


@dataclass(frozen=True, slots=True)
class Suppression:
    """A warning or note of this code is known and borne, `until` included: everywhere, in a file, or of an item."""

    code: str
    file: str | None
    item: str | None
    reason: str
    until: date
    span: Span


@dataclass(frozen=True, slots=True)
class Passport:
    """What the pack is."""

    header: Header
    title: str
    language: str
    statements: tuple[Statement, ...]
    parties: tuple[Party, ...]
    units: Mapping[str, str]
    outcomes: Mapping[str, str]
    resolution: Resolution
    span: Span = Span("")
    suppress: tuple[Suppression, ...] = ()


T = TypeVar("T", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole methodology, all versions of everything in it, in the order written."""

    folder: str
    passport: Passport
    acts: tuple[Act, ...]
    sources: tuple[Source, ...]
    levels: tuple[Level, ...]
    kinds: tuple[Kind, ...]
    entity_table: tuple[TableRow, ...]
    references: tuple[Reference, ...]
    facts: tuple[FactKey, ...]
    constants: tuple[Constant, ...]
    periods: tuple[Period, ...]
    indicators: tuple[Indicator, ...]
    directions: tuple[Direction, ...]
    groups: tuple[Group, ...]
    addressees: tuple[Addressee, ...]
    recommendations: tuple[Recommendation, ...]
    requests: tuple[Request, ...]
    places: Places = field(default=Places(), repr=False, compare=False)

    def at(self, day: date) -> Pack:
        """The pack as it stands on `day`: of every versioned item, the version in force, if any."""
        return replace(
            self,
            sources=in_force(self.sources, day),
            constants=in_force(self.constants, day),
            indicators=in_force(self.indicators, day),
            directions=in_force(self.directions, day),
            recommendations=in_force(self.recommendations, day),
            requests=in_force(self.requests, day),
        )

    def series(self, period: Period) -> tuple[Period, ...]:
        """The monitoring periods of the length of `period`, in the order of time."""
        return tuple(sorted((p for p in self.periods if p.months == period.months), key=lambda p: p.start))

    def predecessor(self, period: Period) -> Period | None:
        """The latest monitoring period of the same length that ends before `period` begins."""
        earlier = [p for p in self.periods if p.end < period.start and p.months == period.months]
        return max(earlier, key=lambda p: p.end, default=None)

    def successor(self, period: Period) -> Period | None:
        later = [p for p in self.periods if p.start > period.end and p.months == period.months]
        return min(later, key=lambda p: p.start, default=None)


def in_force(items: Iterable[T], day: date) -> tuple[T, ...]:
    """The items in force on `day` that are not retired."""
    return tuple(i for i in items if i.header.effective.covers(day) and i.header.status is not ItemStatus.RETIRED)
