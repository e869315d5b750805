"""One evaluation made by hand: every status, mark and kind of request, and texts that try to be something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.model import (
    Addressee,
    AggregateMeasure,
    ChangeAs,
    ChangeMeasure,
    Confidence,
    Effective,
    FactKey,
    FactOperand,
    FactType,
    Find,
    Forms,
    Group,
    Header,
    How,
    Indicator,
    IndicatorOperand,
    ItemStatus,
    Kind,
    Level,
    Measure,
    Nature,
    Pack,
    Passport,
    Period,
    PresenceMeasure,
    Priority,
    RatioMeasure,
    Reading,
    RequestKind,
    Resolution,
    Role,
    Source,
    Target,
    ValueMeasure,
    Verb,
)
from engine.result import (
    ConflictResult,
    DirectionResult,
    EntityResult,
    FactResult,
    Finding,
    Note,
    Profile,
    RecommendationResult,
    RejectedResult,
    RequestResult,
    Results,
    Total,
)
from engine.statuses import Mark, Reason, Status

NOWHERE = Span("pack.yaml")
HYPERLINK = '=HYPERLINK("http://example.org", "сайт")'
SCRIPT = "<script>alert(1)</script> | **важно** [здесь](http://example.org) `код` & _так_"
LINES = "первая строка\nвторая строка\r\n# третья"
STEERING = "красный \x1b[31mцвет\x07 и \u202eнаоборот"
LONG = "слово " * 6_667
"""40,002 characters: more than a cell of a workbook holds."""


def header(item: str, version: str = "1.0.0", status: ItemStatus = ItemStatus.RECOMMENDED) -> Header:
    return Header(item, version, status, Effective(date(2020, 1, 1)), None, NOWHERE)


def indicator(
    number: str,
    title: str,
    measure: Measure,
    *,
    role: Role = Role.SUPPORTING,
    parent: str | None = None,
    unit: str | None = None,
    target: Target | None = None,
    sources: tuple[str, ...] = ("site",),
    sources_text: str | None = None,
    restored: tuple[str, ...] = (),
) -> Indicator:
    return Indicator(
        header=header(number),
        title=title,
        role=role,
        parent=parent,
        unit=unit,
        levels=("region", "municipality"),
        kinds=("region", "municipality"),
        directions=(),
        sources=sources,
        sources_text=sources_text,
        target=target,
        readings=tuple(Reading(cell, True, Confidence.MEDIUM, "прочитано по смыслу") for cell in restored),
        measure=measure,
        rollup=None,
        judge=None,
    )


def presence(key: str) -> PresenceMeasure:
    return PresenceMeasure((FactOperand(key),), None, False)


def fact_key(key: str, title: str, kind: FactType, unit: str | None = None) -> FactKey:
    vocabulary = (("young", "молодые педагоги"), ("heads", "руководители")) if kind is FactType.SET else ()
    return FactKey(key, title, kind, unit, Domain(), vocabulary, None, False, NOWHERE)


DYNAMICS = Target("Положительная динамика – 1 балл / отсутствие – 0 баллов", None)
PLAN = Target("Наличие плана – 1 балл / отсутствие – 0 баллов", None)

INDICATORS = (
    indicator(
        "1",
        "Доля учителей общеобразовательных организаций, вовлечённых в национальную систему профессионального роста, %",
        RatioMeasure(FactOperand("teachers"), FactOperand("teachers"), 100),
        role=Role.INDICATIVE,
        unit="percent",
        target=Target(None, "в документе не установлено"),
        restored=("sources",),
    ),
    indicator(
        "1.1",
        "Положительная динамика числа педагогов, получающих методическую помощь (поддержку) в Центрах",
        ChangeMeasure(FactOperand("teachers"), ChangeAs.DIFFERENCE),
        parent="1",
        unit="person",
        target=DYNAMICS,
        sources=("site", "letter"),
    ),
    indicator("1.2", "Наличие Плана работы", presence("plan"), parent="1", target=PLAN, sources_text="Сайт института"),
    indicator("1.3", SCRIPT, presence("plan"), parent="1", target=PLAN),
    indicator(
        "1.4",
        HYPERLINK,
        ChangeMeasure(FactOperand("teachers"), ChangeAs.GROWTH_RATE),
        parent="1",
        unit="percent",
        target=DYNAMICS,
        restored=("target", "sources"),
    ),
    indicator(
        "2",
        "Доля педагогических работников, повысивших уровень мастерства, %",
        RatioMeasure(FactOperand("teachers"), FactOperand("teachers"), 100),
        role=Role.INDICATIVE,
        unit="percent",
    ),
    indicator("2.1", LINES, ValueMeasure(FactOperand("groups")), parent="2", unit="group", target=PLAN),
    indicator("2.2", STEERING, presence("plan"), parent="2", target=PLAN),
    indicator("2.3", "-1+1", presence("plan"), parent="2", target=PLAN, restored=("target",)),
    indicator(
        "1.dynamics",
        "Динамика индикативного показателя 1 (расчётная)",
        ChangeMeasure(IndicatorOperand("1"), ChangeAs.POINTS),
        role=Role.DERIVED,
        parent="1",
        unit="points",
    ),
    indicator(
        "total",
        "Сумма баллов обеспечивающих показателей (расчётная)",
        AggregateMeasure(("1.1", "1.2"), How.SUM, "points", (), None, Decimal(0)),
        role=Role.DERIVED,
    ),
    indicator(
        "balance",
        "Сальдо (расчётное)",
        AggregateMeasure(("1.1", "1.2"), How.SUM, "value", (), None, Decimal(0)),
        role=Role.DERIVED,
    ),
)

PERIODS = (
    Period("2020", "2020 год", date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 31), None, NOWHERE),
    Period("2021", "2021 год", date(2021, 1, 1), date(2021, 12, 31), None, None, NOWHERE),
)

PACK = Pack(
    folder="rules/demo",
    passport=Passport(
        header=header("demo", "1.2.0"),
        title="Мониторинг эффективности методической работы",
        language="ru",
        statements=(),
        parties=(),
        units={"percent": "%", "person": "чел.", "group": "гр.", "points": "п. п."},
        outcomes={"growth": "положительная динамика", "present": "наличие", "absent": "отсутствие"},
        resolution=Resolution(),
    ),
    acts=(),
    sources=(
        Source(header("site"), "сайт института", True, None, None),
        Source(header("letter"), "письмо; муниципальной службы", False, None, None),
    ),
    levels=(Level("region", "региональный", 1), Level("municipality", "муниципальный", 2)),
    kinds=(Kind("region", "region", "область", Nature.TERRITORY, True, False, None, NOWHERE),),
    entity_table=(),
    references=(),
    facts=(
        fact_key("teachers", "число педагогов", FactType.NUMBER, "person"),
        fact_key("plan", "наличие плана", FactType.YES_NO),
        fact_key("groups", "охваченные целевые группы", FactType.SET),
        fact_key("adopted", "дата принятия", FactType.DATE),
    ),
    constants=(),
    periods=PERIODS,
    indicators=INDICATORS,
    directions=(),
    groups=(
        Group("infrastructure", 1, "совершенствования деятельности", "сущности", None),
        Group("municipal", 2, "деятельности органов", "органы местного самоуправления", None),
    ),
    addressees=(
        Addressee(
            "centre", "infrastructure", Forms("Центр"), Find(True, None, (), None), False, Verb.INSTRUCT, NOWHERE
        ),
        Addressee(
            "authorities",
            "municipal",
            Forms("руководители органов местного самоуправления"),
            Find(True, None, (), None),
            True,
            Verb.RECOMMEND,
            NOWHERE,
        ),
    ),
    recommendations=(),
    requests=(),
)

ENTITIES = (
    EntityResult("region", "Челябинская область", "region", "region", None),
    EntityResult("town", "Город «А»", "municipality", "municipality", "region"),
    EntityResult("village", "@село | <b>", "municipality", "municipality", "region"),
)


def finding(number: str, status: Status, reason: Reason | None = None, **more: object) -> Finding:
    """A finding on the region in 2020 with nothing known, unless told otherwise."""
    rule = f"{number}@1.0.0"
    empty = Finding(
        "region", "2020", number, status, reason, (), None, None, None, None, Decimal(0), Decimal(1), rule, ()
    )
    return replace(empty, **more)  # type: ignore[arg-type]


SCORED = finding(
    "1.1",
    Status.SCORED,
    marks=(Mark.LATE, Mark.SOURCES_DISAGREE),
    value=Decimal("1412.000000000"),
    unit="person",
    outcome="growth",
    points=Decimal("1.000000000"),
    lower=Decimal(1),
    upper=Decimal(1),
    facts=(3, 4),
)

FINDINGS = (
    finding("1", Status.SCORED, value=Decimal("63.157894737"), unit="percent", lower=None, upper=None, facts=(1, 2)),
    SCORED,
    finding("1.2", Status.NO_DATA, Reason.NOT_REPORTED),
    finding("1.3", Status.UNCONFIRMED, Reason.SOURCE_NOT_LISTED),
    finding("1.4", Status.NOT_ASSESSED, Reason.NO_PREDECESSOR, marks=(Mark.RESTORED_READING,), unit="percent"),
    finding("2", Status.NOT_APPLICABLE, Reason.FACT_SAYS_SO, unit="percent", lower=None, upper=None),
    finding("2.1", Status.CONFLICT, Reason.CONTRADICTION, unit="group", facts=tuple(range(5, 17))),
    finding("2.2", Status.SUPPRESSED, Reason.SUPPRESSED, marks=(Mark.IMPUTED, Mark.CARRIED_FORWARD)),
    finding(
        "2.3",
        Status.SCORED,
        value=Decimal(1),
        outcome="present",
        points=Decimal("0.5"),
        marks=(Mark.RESTORED_READING, Mark.PARTIAL_COVERAGE, Mark.SERIES_BREAK),
    ),
    finding("1.dynamics", Status.NO_DATA, Reason.PREVIOUS_MISSING, unit="points"),
    finding("total", Status.SCORED, value=Decimal("1.5"), marks=(Mark.PROVISIONAL,)),
    finding("balance", Status.SCORED, value=Decimal("-12345.5")),
    replace(SCORED, entity="town", value=Decimal("-0.00004"), outcome="decline", points=Decimal(0), marks=()),
    finding("2.3", Status.NO_DATA, Reason.NOT_REPORTED, entity="village"),
    finding("1.1", Status.NO_DATA, Reason.NOT_REPORTED, period="2021"),
)

TOTALS = (
    Total(
        "region", "2020", "total", Decimal("1.5"), 2, 7, Decimal("1.5"), Decimal("6.5"), Decimal(7), Decimal(8),
        (Mark.PROVISIONAL,), "total@1.0.0",
    ),
    Total(
        "region", "2020", "balance", Decimal("-12345.5"), 2, 2, Decimal("-12400"), Decimal(3), None, None, (),
        "balance@1.0.0",
    ),
    Total("town", "2020", "total", None, 0, 1, None, None, None, None, (), "total@1.0.0"),
)  # fmt: skip

DIRECTIONS = (
    DirectionResult(
        "region", "2020", "associations", "Оценка деятельности методических объединений", "cannot_be_assessed",
        "оценить нельзя", ("1.2", "2.2"), "associations@1.0.0", (),
    ),
    DirectionResult(
        "town", "2020", "associations", "Оценка деятельности методических объединений", "effective", "эффективна", (),
        "associations@1.0.0", (),
    ),
)  # fmt: skip


def recommendation(number: int, **more: object) -> RecommendationResult:
    plain = RecommendationResult(
        id=f"r{number}/2020/region/centre",
        entity="region",
        period="2020",
        rule=f"r{number}@1.0.0",
        purpose="improve",
        indicator="1.1",
        group="infrastructure",
        addressee="centre",
        recipient="centre",
        recipient_name="Центр непрерывного повышения мастерства",
        recipient_dative="Центру непрерывного повышения мастерства",
        members=(),
        verb=Verb.INSTRUCT,
        due=date(2021, 3, 31),
        text="разместить план работы в срок до 31.03.2021",
        marks=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


RECOMMENDATIONS = (
    recommendation(
        1,
        group="municipal",
        addressee="authorities",
        recipient=None,
        recipient_name="руководители органов местного самоуправления",
        recipient_dative="руководителям органов местного самоуправления",
        members=("town", "village"),
        verb=Verb.RECOMMEND,
        purpose="direction",
        indicator=None,
        due=None,
        text="принять управленческие решения.",
    ),
    recommendation(2),
    recommendation(3, group="unknown", addressee="somebody", purpose="sustain", text=SCRIPT),
    recommendation(4, text=LINES, recipient_name=HYPERLINK),
)


def request(kind: RequestKind, **more: object) -> RequestResult:
    plain = RequestResult(
        id=f"{kind}/2020/region/teachers",
        entity="region",
        period="2020",
        key="teachers",
        title="число педагогов",
        unit="person",
        kind=kind,
        priority=Priority.NORMAL,
        indicators=("1.1",),
        sources=("site", "letter"),
        due=date(2021, 1, 31),
        text="просим представить сведения",
        rule=f"request-{kind}@1.0.0",
        marks=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


REQUESTS = (
    request(RequestKind.NO_DATA, indicators=("1.1", "1.4")),
    request(RequestKind.BASE_LINE, priority=Priority.LOW, sources=("site",)),
    request(RequestKind.RESTORE_ACCESS, due=None, sources=()),
    request(RequestKind.CONFIRM, key="plan", title="наличие плана", unit=None),
    request(RequestKind.CLARIFY, priority=Priority.HIGH),
    request(RequestKind.RESUBMIT, rule=None, text=HYPERLINK),
    request(RequestKind.LATE, title=SCRIPT, period="2019"),
)

CONFLICTS = (
    ConflictResult(
        "region", "2020", "teachers", True, 5, 6, "1412", "-7.5", "site", "letter", "facts.csv:6",
        "письмо.xlsx:Лист1!B7", (),
    ),
    ConflictResult(
        "region", "2020", "plan", False, 7, 8, "yes", "confirmed_absent", "site", "letter", "facts.csv:8",
        "facts.csv:9", (),
    ),
    ConflictResult(
        "region", "2020", "groups", True, 9, 10, "young|heads", "not_found", "site", "letter", "a.csv:1", "a.csv:2", ()
    ),
    ConflictResult(
        "region", "2020", "adopted", False, 11, 12, "2020-08-12", "12 августа", "site", "letter", "a.csv:3", "a.csv:4",
        (),
    ),
)  # fmt: skip


def fact(number: int, **more: object) -> FactResult:
    plain = FactResult(
        id=number,
        entity="region",
        period="2020",
        key="teachers",
        value="1412",
        state="reported",
        source="site",
        provider="Иванова А. П., методист",
        observed_at=date(2021, 1, 15),
        submitted_at=date(2021, 1, 20),
        evidence="http://example.org/отчёт",
        evidence_date=None,
        address="facts.csv:2",
        marks=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


FACTS = (
    fact(1),
    fact(2, value="-7.5", provider=None),
    fact(3, value=None, state="confirmed_absent", evidence=HYPERLINK),
    fact(4, value='три "с", запятой', evidence="@ссылка", provider="\tТаб"),
)

REJECTED = (
    RejectedResult("facts.csv:9", "E512", "«Иванова» – не число", "“Иванова” is not a number", "region;2020;Иванова"),
)

NOTES = (
    Note("restored_reading", "1.4", "целевое значение (уверенность средняя): Ячейка пуста: восстановлено."),
    Note("ambiguous_reading", "1.1", "наименование (уверенность низкая): две\nстроки"),
    Note("target_not_set", "1", "Целевое значение в документе не установлено."),
    Note("derived", "total", "Сумма баллов"),
    Note("partial_coverage", "2.3 / region / 2020", "41/43"),
    Note("unused_facts", "teachers", "12 (town…)"),
    Note("addressee_not_found", "centre", SCRIPT),
)

RESULTS = Results(
    pack=PACK,
    fact_set="hand-made",
    fact_set_title="Составлено вручную",
    label=None,
    profile=Profile.INTERNAL,
    periods=PERIODS,
    as_of=(date(2020, 12, 31), date(2022, 2, 1)),
    entities=ENTITIES,
    findings=FINDINGS,
    totals=TOTALS,
    directions=DIRECTIONS,
    recommendations=RECOMMENDATIONS,
    requests=REQUESTS,
    conflicts=CONFLICTS,
    facts=FACTS,
    rejected=REJECTED,
    notes=NOTES,
)

PUBLIC = replace(RESULTS, profile=Profile.PUBLIC)

LABELLED = replace(
    RESULTS,
    label="illustrative",
    findings=tuple(replace(f, marks=(*f.marks, Mark.ILLUSTRATIVE)) for f in FINDINGS),
)

EMPTY = replace(
    RESULTS,
    findings=(),
    totals=(),
    directions=(),
    recommendations=(),
    requests=(),
    conflicts=(),
    facts=(),
    rejected=(),
    notes=(),
)
