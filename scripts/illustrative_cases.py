"""The planted cases: what each municipality, organisation and year of the region is there to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CENTRES = "teachers_in_centres"
GENERAL = "teachers_supported_general"
ADDITIONAL = "teachers_supported_additional"
VOCATIONAL = "teachers_supported_vocational"
YOUNG, MENTORING = "young_teacher_events", "mentoring_events"
ANALYSIS, REGIONAL = "decisions_on_analysis", "decisions_on_regional_monitoring"
PRACTICES = "motivation_practices"
YES, NO = "да", "нет"

SOURCE = {
    CENTRES: "chippkro-site",
    GENERAL: "municipal-services-materials",
    ADDITIONAL: "municipal-services-materials",
    YOUNG: "chippkro-site",
    MENTORING: "chippkro-site",
    ANALYSIS: "municipal-acts",
    REGIONAL: "municipal-acts",
}
"""The source of a fact where the case does not name another."""


@dataclass(frozen=True)
class Fact:
    entity: str
    period: str
    key: str
    value: int | str | None = None
    state: str = ""
    source: str = ""
    provider: str = ""
    observed_at: str = ""
    submitted_at: str = ""
    correction: bool = False
    evidence: str = ""

    def fields(self) -> dict[str, int | str | bool]:
        """What is written; the day of observation is the last of the period unless the case says otherwise."""
        every: dict[str, int | str | bool | None] = {
            "entity": self.entity,
            "period": self.period,
            "key": self.key,
            "value": self.value,
            "state": self.state,
            "source": self.source or SOURCE[self.key],
            "provider": self.provider,
            "observed_at": self.observed_at or f"{self.period}-12-31",
            "submitted_at": self.submitted_at,
            "correction": self.correction,
            "evidence": self.evidence,
        }
        return {name: value for name, value in every.items() if value not in (None, "") and value is not False}


@dataclass(frozen=True)
class Case:
    """A municipality of its own; the keys that its facts or `silent` name are left out of the bulk."""

    slug: str
    head: str
    title: str
    ru: str
    en: str
    facts: tuple[Fact, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(fact.key for fact in self.facts) | frozenset(self.silent)


def _years(slug: str, key: str, values: Mapping[str, int | str]) -> Iterator[Fact]:
    for period, value in values.items():
        yield Fact(f"m-{slug}", period, key, value)


def _numbers(slug: str, key: str, first: int, *values: int | None) -> tuple[Fact, ...]:
    """One number for each year from `first`; None where nothing was reported."""
    return tuple(Fact(f"m-{slug}", str(first + n), key, value) for n, value in enumerate(values) if value is not None)


def _all_changes(slug: str, step: int) -> tuple[Fact, ...]:
    """1.1, 2.4 and 2.5 change by the same number in each year."""
    starts = {CENTRES: 100, GENERAL: 200, ADDITIONAL: 50}
    return tuple(
        fact
        for key, start in starts.items()
        for fact in _numbers(slug, key, 2019, *(start + n * step for n in range(4)))
    )


def _presence(slug: str, young: str, mentoring: str, analysis: str, regional: str) -> tuple[Fact, ...]:
    """2.2 and 2.7 in each year."""
    answers = {YOUNG: young, MENTORING: mentoring, ANALYSIS: analysis, REGIONAL: regional}
    return tuple(
        Fact(f"m-{slug}", year, key, answer) for key, answer in answers.items() for year in ("2020", "2021", "2022")
    )


def _fact(
    slug: str,
    key: str,
    value: int | str | None = None,
    *,
    period: str = "2021",
    state: str = "",
    source: str = "",
    provider: str = "",
    observed_at: str = "",
    submitted_at: str = "",
    correction: bool = False,
    evidence: str = "",
) -> Fact:
    of = f"m-{slug}"
    return Fact(of, period, key, value, state, source, provider, observed_at, submitted_at, correction, evidence)


def _states(slug: str, key: str, state: str, *periods: str) -> tuple[Fact, ...]:
    return tuple(Fact(f"m-{slug}", period, key, state=state) for period in periods)


_PAGE = "https://illustrative.example/"

URBAN = (
    Case(
        "growth",
        "urban",
        "Рост",
        "1.1, 2.4, 2.5 растут каждый год; 2.2 и 2.7 – есть. Оба направления – effective. Область в 2022 году по 1.1 "
        "снижается, а здесь рост: «продолжить», но не «принять меры»",
        "1.1, 2.4, 2.5 grow every year, 2.2 and 2.7 present: both directions effective. The region declines in 1.1 in "
        "2022, this municipality does not",
        (*_all_changes("growth", 3), *_presence("growth", YES, YES, YES, NO)),
    ),
    Case(
        "equal",
        "urban",
        "Равные значения",
        "1.1, 2.4, 2.5 равны прошлогодним: не рост; 2.2 и 2.7 – нет. Оба направления – needs_attention",
        "1.1, 2.4, 2.5 equal to the year before: no growth; 2.2 and 2.7 absent: both directions need attention",
        (*_all_changes("equal", 0), *_presence("equal", NO, NO, NO, NO)),
    ),
    Case(
        "decline",
        "urban",
        "Снижение",
        "1.1, 2.4, 2.5 снижаются; 2.2 – нет, 2.7 – есть",
        "1.1, 2.4, 2.5 decline; 2.2 absent, 2.7 present",
        (*_all_changes("decline", -4), *_presence("decline", NO, NO, NO, YES)),
    ),
    Case(
        "mixed",
        "urban",
        "Частичные результаты",
        "2.4 растёт, 2.5 снижается, 2.2 – есть, 2.7 – нет: оба направления – partial",
        "2.4 grows, 2.5 declines, 2.2 present, 2.7 absent: both directions partial",
        (
            *_numbers("mixed", GENERAL, 2019, 300, 310, 320, 330),
            *_numbers("mixed", ADDITIONAL, 2019, 60, 55, 50, 45),
            *_presence("mixed", YES, NO, NO, NO),
        ),
    ),
    Case(
        "first-period",
        "urban",
        "Первый период",
        "1.1: за 2019 год не применимо (Центра не было), за 2020 год число есть: 2020 – not_assessed, no_predecessor, "
        "запроса нет; 2021 – рост",
        "1.1: not applicable for 2019, reported for 2020: 2020 not assessed (no predecessor), 2021 growth",
        (
            *_states("first-period", CENTRES, "not_applicable", "2019"),
            *_numbers("first-period", CENTRES, 2020, 30, 34, 40),
        ),
    ),
    Case(
        "previous-missing",
        "urban",
        "Прошлый год не представлен",
        "1.1: за 2020 год сведений нет, за 2021 есть: 2020 – no_data, not_reported; 2021 – no_data, previous_missing; "
        "запрашивается 2020 год, один раз",
        "1.1: 2020 not reported, 2021 reported: no data (previous missing); 2020 is asked for once",
        _numbers("previous-missing", CENTRES, 2019, 80, None, 90, 95),
    ),
    Case(
        "confirmed-zero",
        "urban",
        "Подтверждённый ноль",
        "1.1: 0 в 2020 и 2021 годах – значение, а не отсутствие сведений: без изменений; 2022 – рост на 5",
        "1.1: reported zeros are values: no change in 2021, growth by 5 in 2022",
        _numbers("confirmed-zero", CENTRES, 2019, 3, 0, 0, 5),
    ),
    Case(
        "confirmed-absent",
        "urban",
        "Подтверждённое отсутствие",
        "1.1: в 2021 году отсутствие подтверждено – засчитывается 0: снижение на 12; 2.2 и 2.7 – также",
        "1.1: confirmed absent in 2021 counts as 0: decline by 12; 2.2 and 2.7: confirmed absent",
        (
            *_numbers("confirmed-absent", CENTRES, 2019, 10, 12),
            _fact("confirmed-absent", CENTRES, state="confirmed_absent"),
            _fact("confirmed-absent", CENTRES, 4, period="2022"),
            *(
                Fact("m-confirmed-absent", year, key, state="confirmed_absent")
                for key in (YOUNG, MENTORING, ANALYSIS, REGIONAL)
                for year in ("2020", "2021", "2022")
            ),
        ),
    ),
    Case(
        "dead-link",
        "urban",
        "Недоступная ссылка",
        "2.7 и 1.1 за 2021 год: подтверждение не открывается – unconfirmed, evidence; просьба восстановить доступ",
        "2.7 and 1.1 in 2021: the evidence cannot be opened: unconfirmed; restoring access is asked for",
        (
            *_numbers("dead-link", CENTRES, 2019, 100, 100),
            _fact("dead-link", CENTRES, 110, state="unconfirmed", evidence=f"{_PAGE}centres-2021"),
            _fact("dead-link", ANALYSIS, state="unconfirmed", evidence=f"{_PAGE}decision-17.pdf"),
            *_years("dead-link", ANALYSIS, {"2020": YES, "2022": YES}),
            *_years("dead-link", REGIONAL, {"2020": NO, "2021": NO, "2022": NO}),
        ),
    ),
    Case(
        "unlisted-source",
        "urban",
        "Источник вне перечня",
        "2.2 за 2021 год: единственное сведение – из источника, не названного для 2.2: unconfirmed, source_not_listed; "
        "просьба подтвердить",
        "2.2 in 2021: the only fact comes from a source not listed for 2.2: unconfirmed; confirmation is asked for",
        (
            _fact("unlisted-source", YOUNG, YES, source="ministry-site"),
            *_years("unlisted-source", YOUNG, {"2020": YES, "2022": YES}),
            *_years("unlisted-source", MENTORING, {"2020": NO, "2022": NO}),
        ),
    ),
    Case(
        "not-found",
        "urban",
        "Проверено, не найдено",
        "2.2 за 2021 год: проверено, не найдено; методика не считает это доказательством отсутствия: no_data, "
        "not_found; запрос по обоим сведениям",
        "2.2 in 2021: checked and not found, which proves nothing under this pack: no data; both facts are asked for",
        (
            *_states("not-found", YOUNG, "not_found", "2021"),
            *_states("not-found", MENTORING, "not_found", "2021"),
            *_years("not-found", YOUNG, {"2020": YES, "2022": YES}),
            *_years("not-found", MENTORING, {"2020": NO, "2022": NO}),
        ),
    ),
    Case(
        "conflict",
        "urban",
        "Существенное расхождение",
        "1.1 за 2021 год: 110 и 90 при 100 в 2020 году – conflict, уточнение; 2022 год: 150 больше обоих – рост",
        "1.1 in 2021: 110 and 90 against 100: conflict, clarification; 2022: 150 exceeds both: growth",
        (
            *_numbers("conflict", CENTRES, 2019, 100, 100),
            _fact("conflict", CENTRES, 110),
            _fact("conflict", CENTRES, 90, source="rcokio-site"),
            _fact("conflict", CENTRES, 150, period="2022"),
        ),
    ),
    Case(
        "harmless-conflict",
        "urban",
        "Несущественное расхождение",
        "1.1 за 2021 год: 110 и 120 при 100 в 2020 году – рост в обоих случаях: оценено, с пометкой",
        "1.1 in 2021: 110 and 120 against 100: growth either way: scored, with a mark",
        (
            *_numbers("harmless-conflict", CENTRES, 2019, 100, 100),
            _fact("harmless-conflict", CENTRES, 110),
            _fact("harmless-conflict", CENTRES, 120, source="rcokio-site"),
            _fact("harmless-conflict", CENTRES, 130, period="2022"),
        ),
    ),
    Case(
        "correction",
        "urban",
        "Исправление",
        "1.1 за 2021 год: 90, затем исправление того же поставщика на 105 по источнику, стоящему ниже: рост на 5, "
        "расхождения нет",
        "1.1 in 2021: 90, corrected by the same provider to 105 by a source lower in the list: growth by 5",
        (
            *_numbers("correction", CENTRES, 2019, 100, 100),
            _fact("correction", CENTRES, 90, provider="Управление образования (условное)", submitted_at="2022-01-10"),
            _fact(
                "correction",
                CENTRES,
                105,
                source="rcokio-site",
                provider="Управление образования (условное)",
                submitted_at="2022-01-20",
                correction=True,
            ),
            _fact("correction", CENTRES, 107, period="2022"),
        ),
    ),
    Case(
        "late",
        "urban",
        "Поздние сведения",
        "1.1 за 2021 год представлено 15.02.2022 при сроке 31.01.2022: оценено, с пометкой late и напоминанием",
        "1.1 in 2021 submitted on 15.02.2022, due on 31.01.2022: scored, marked late, with a reminder",
        (
            *_numbers("late", CENTRES, 2019, 100, 100),
            _fact("late", CENTRES, 112, submitted_at="2022-02-15"),
            _fact("late", CENTRES, 115, period="2022"),
        ),
    ),
    Case(
        "suppressed",
        "urban",
        "Скрытые сведения",
        "1.1 за 2021 год скрыто: suppressed",
        "1.1 in 2021 is suppressed",
        (
            *_numbers("suppressed", CENTRES, 2019, 100, 100),
            *_states("suppressed", CENTRES, "suppressed", "2021"),
        ),
    ),
)

RURAL = (
    Case(
        "newer",
        "rural",
        "Более новое наблюдение",
        "1.1 за 2021 год: один источник, 90 на 30.06.2021 и 130 на 31.12.2021 – верно новое: рост на 30",
        "1.1 in 2021: one source, 90 in June and 130 in December: the newer counts, growth by 30",
        (
            *_numbers("newer", CENTRES, 2019, 100, 100),
            _fact("newer", CENTRES, 90, observed_at="2021-06-30"),
            _fact("newer", CENTRES, 130),
            _fact("newer", CENTRES, 131, period="2022"),
        ),
    ),
    Case(
        "no-additional",
        "rural",
        "Без дополнительного образования",
        "2.5 не применимо во все годы; 2.4 растёт, 2.2 и 2.7 – есть: направления – effective, 2.5 не мешает",
        "2.5 not applicable in every year; 2.4 grows, 2.2 and 2.7 present: directions effective",
        (
            *_states("no-additional", ADDITIONAL, "not_applicable", "2019", "2020", "2021", "2022"),
            *_numbers("no-additional", GENERAL, 2019, 70, 72, 75, 80),
            *_presence("no-additional", YES, YES, YES, YES),
        ),
    ),
    Case(
        "rollup-above",
        "rural",
        "Свод выше порога",
        "2.4 складывается из 6 организаций из 7 (86 %): 100 → 112; седьмая сообщила 50 только за 2020 год: не снижение",
        "2.4 rolled up from 6 of 7 organisations (86 %): 100 → 112; the seventh reported 50 for 2020 only: no decline",
        silent=(GENERAL,),
    ),
    Case(
        "rollup-below",
        "rural",
        "Свод ниже порога",
        "2.4: сведения от 5 организаций из 7 (71 % при пороге 80 %): no_data, coverage; спрашивают двух молчащих",
        "2.4: 5 of 7 organisations (71 %, 80 % needed): no data (coverage); the two silent ones are asked",
        silent=(GENERAL,),
    ),
    Case(
        "rollup-exact",
        "rural",
        "Свод на пороге",
        "2.4: сведения от 4 организаций из 5 – ровно 80 %: оценено, снижение на 2",
        "2.4: 4 of 5 organisations, exactly 80 %: scored, decline by 2",
        silent=(GENERAL,),
    ),
    Case(
        "rollup-own-before",
        "rural",
        "Своё число за прошлый год",
        "2.4: за 2019 и 2020 годы есть и свои числа (490, 500), за 2021 – только организаций (140 → 147): рост на 7",
        "2.4: own numbers for 2019 and 2020 (490, 500), only the organisations' for 2021 (140 → 147): growth by 7",
        _numbers("rollup-own-before", GENERAL, 2019, 490, 500),
    ),
    Case(
        "rollup-new-child",
        "rural",
        "Новая организация",
        "2.4: одна организация создана в 2021 году (за 2020 не применимо, за 2021 – 30): в сравнение не входит, "
        "остальные 6 равны: без изменений",
        "2.4: one organisation is new in 2021: left out of the comparison, the other six equal: no change",
        silent=(GENERAL,),
    ),
    Case(
        "own-first",
        "rural",
        "Своё число",
        "2.4: своё число растёт на 10, сумма организаций снижается: верно своё",
        "2.4: the own number grows by 10 while the organisations' sum declines: the own number counts",
        _numbers("own-first", GENERAL, 2019, 290, 300, 310, 320),
    ),
    Case(
        "silent",
        "rural",
        "Сведений нет",
        "Сведений нет ни от муниципалитета, ни от организаций: всё no_data, not_reported; направления оценить нельзя",
        "Nothing from the municipality or its organisations: no data; directions cannot be assessed",
        silent=(CENTRES, GENERAL, ADDITIONAL, YOUNG, MENTORING, ANALYSIS, REGIONAL),
    ),
    Case(
        "resubmit",
        "rural",
        "Основа для отклонённой строки",
        "1.1: 100 и 120 – рост. Тесты добавляют сюда более новую строку с ошибкой: no_data, candidate_rejected",
        "1.1: 100 and 120: growth. Tests add a newer malformed row: no data, candidate rejected",
        (
            *_numbers("resubmit", CENTRES, 2019, 100, 100),
            _fact("resubmit", CENTRES, 120, observed_at="2021-06-30"),
            _fact("resubmit", CENTRES, 121, period="2022"),
        ),
    ),
    Case(
        "first-unknown",
        "rural",
        "Первый период без значения",
        "1.1: за 2019–2021 не применимо, за 2022 нет: 2021 – not_applicable, 2022 – no_predecessor и запрос исходного "
        "значения",
        "1.1: not applicable until 2021, not reported for 2022: no predecessor, the base line is asked for",
        _states("first-unknown", CENTRES, "not_applicable", "2019", "2020", "2021"),
    ),
    Case(
        "one-is-enough",
        "rural",
        "Достаточно одного",
        "2.2: молодым педагогам – нет, наставничеству – да; 2.7: одно основание неизвестно, по другому – да: есть",
        "2.2: no and yes; 2.7: unknown and yes: present",
        (
            *_years("one-is-enough", YOUNG, {"2020": NO, "2021": NO, "2022": NO}),
            *_years("one-is-enough", MENTORING, {"2020": YES, "2021": YES, "2022": YES}),
            *_years("one-is-enough", REGIONAL, {"2020": YES, "2021": YES, "2022": YES}),
        ),
        silent=(ANALYSIS,),
    ),
    Case(
        "half-known",
        "rural",
        "Известна половина",
        "2.2 за 2021 год: молодым педагогам – нет, о наставничестве сведений нет: no_data, запрос только второго",
        "2.2 in 2021: one no, the other unknown: no data, only the unknown one is asked for",
        (
            *_years("half-known", YOUNG, {"2020": YES, "2021": NO, "2022": YES}),
            *_years("half-known", MENTORING, {"2020": NO, "2022": NO}),
        ),
    ),
    Case(
        "service-in-office",
        "rural",
        "Служба при управлении",
        "Методическая служба – не юридическое лицо (owner): за неё отвечает управление; 2.2 – нет",
        "The methodical service is no legal person: the authority answers for it; 2.2 absent",
        _presence("service-in-office", NO, NO, YES, YES),
    ),
    Case(
        "no-service",
        "rural",
        "Без методической службы",
        "Методической службы нет; 2.2 – нет: письмо службе уходит под общим наименованием",
        "There is no methodical service; 2.2 absent: its letter goes out under the collective name",
        _presence("no-service", NO, NO, YES, YES),
    ),
    Case(
        "found-after-search",
        "rural",
        "Найдено после поиска",
        "2.2 за 2021 год: на одном сайте не найдено, в материалах службы есть: есть, расхождения нет",
        "2.2 in 2021: not found on a site, present in the service's materials: present, no disagreement",
        (
            *_states("found-after-search", YOUNG, "not_found", "2021"),
            _fact("found-after-search", YOUNG, YES, source="municipal-services-materials"),
            *_years("found-after-search", YOUNG, {"2020": YES, "2022": YES}),
            *_years("found-after-search", MENTORING, {"2020": NO, "2021": NO, "2022": NO}),
        ),
    ),
    Case(
        "disputed-presence",
        "rural",
        "Спор о наличии",
        "2.7 за 2021 год: в актах – да, по сайту – подтверждено отсутствие; второе основание – нет: conflict",
        "2.7 in 2021: yes in the acts, confirmed absent on a site, the other ground no: conflict",
        (
            _fact("disputed-presence", ANALYSIS, YES),
            _fact("disputed-presence", ANALYSIS, state="confirmed_absent", source="chippkro-site"),
            *_years("disputed-presence", ANALYSIS, {"2020": YES, "2022": YES}),
            *_years("disputed-presence", REGIONAL, {"2020": NO, "2021": NO, "2022": NO}),
        ),
    ),
    Case(
        "harmless-dispute",
        "rural",
        "Спор без последствий",
        "2.2 за 2021 год: молодым педагогам – да и нет из двух источников, наставничеству – да: есть, с пометкой",
        "2.2 in 2021: yes and no from two sources, the other fact yes: present, with a mark",
        (
            _fact("harmless-dispute", YOUNG, YES),
            _fact("harmless-dispute", YOUNG, NO, source="union-site"),
            *_years("harmless-dispute", YOUNG, {"2020": YES, "2022": YES}),
            *_years("harmless-dispute", MENTORING, {"2020": YES, "2021": YES, "2022": YES}),
        ),
    ),
    Case(
        "harmless-dead-link",
        "rural",
        "Ссылка без последствий",
        "2.2 за 2021 год: одна ссылка не открывается, по второму сведению – да: есть, доступ не запрашивается",
        "2.2 in 2021: one dead link, the other fact yes: present, access is not asked for",
        (
            _fact("harmless-dead-link", YOUNG, state="unconfirmed", evidence=f"{_PAGE}young-2021"),
            *_years("harmless-dead-link", YOUNG, {"2020": YES, "2022": YES}),
            *_years("harmless-dead-link", MENTORING, {"2020": YES, "2021": YES, "2022": YES}),
        ),
    ),
    Case(
        "organisations",
        "rural",
        "Случаи организаций",
        "Организации с ростом, равенством, снижением, первым периодом, с практиками и без них, молчащая",
        "Organisations with growth, equality, decline, a first period, with and without practices, a silent one",
    ),
    *(Case(f"ordinary-{n}", "rural", f"Рядовой {n}", "Без особых случаев", "Nothing special") for n in range(1, 8)),
)

CASES = URBAN + RURAL

NOT_YET = "не создана"
"""In the workbooks: the organisation did not exist."""

Numbers = tuple[int | str | None, ...]
"""For 2019, 2020, 2021, 2022; None where nothing was reported."""

_NOTHING: Numbers = (None, None, None, None)
_GENERAL_SEVEN = ("kindergarten-1", "kindergarten-2", "kindergarten-3", "school-1", "school-2", "school-3", "school-4")

_ORGANISATIONS: Mapping[str, Mapping[str, Numbers]] = {
    "rollup-above": {
        "kindergarten-1": (10, 10, 12, 13),
        "kindergarten-2": (12, 12, 14, 15),
        "kindergarten-3": (14, 14, 16, 17),
        "school-1": (18, 18, 20, 21),
        "school-2": (20, 20, 22, 23),
        "school-3": (26, 26, 28, 29),
        "school-4": (None, 50, None, None),
    },
    "rollup-below": {
        "kindergarten-1": (10, 11, 12, 13),
        "kindergarten-2": (10, 11, 12, 13),
        "kindergarten-3": (10, 11, 12, 13),
        "school-1": (20, 21, 22, 23),
        "school-2": (20, 21, 22, 23),
        "school-3": _NOTHING,
        "school-4": _NOTHING,
    },
    "rollup-exact": {
        "kindergarten-1": (10, 10, 9, 9),
        "kindergarten-2": (12, 12, 11, 11),
        "school-1": (20, 20, 20, 21),
        "school-2": (22, 22, 22, 23),
        "school-3": _NOTHING,
    },
    "rollup-own-before": dict.fromkeys(_GENERAL_SEVEN, (20, 20, 21, 22)),
    "rollup-new-child": {
        "kindergarten-1": (15, 15, 15, 16),
        "kindergarten-2": (16, 16, 16, 16),
        "kindergarten-3": (17, 17, 17, 17),
        "school-1": (21, 21, 21, 21),
        "school-2": (22, 22, 22, 22),
        "school-3": (23, 23, 23, 23),
        "school-4": (NOT_YET, NOT_YET, 30, 31),
    },
    "own-first": dict.fromkeys(_GENERAL_SEVEN, (22, 21, 20, 19)),
    "organisations": {
        "kindergarten-1": (NOT_YET, NOT_YET, 20, 22),
        "kindergarten-2": (11, 11, 12, 12),
        "kindergarten-3": (11, 12, 12, 13),
        "school-1": (30, 30, 34, 36),
        "school-2": (25, 25, 25, 25),
        "school-3": (28, 28, 21, 20),
        "school-4": _NOTHING,
        "house-1": (12, 12, 15, 16),
        "house-2": (9, 9, 9, 9),
        "house-3": (14, 14, 10, 9),
    },
    # Silent ones where the municipality's own number is equal or declines: they get the municipality's letter.
    "equal": {"school-1": _NOTHING, "house-1": _NOTHING},
    "decline": {"school-1": _NOTHING, "house-1": _NOTHING},
}

ORGANISATION_NUMBERS = {
    f"{slug}-{name}": numbers for slug, rows in _ORGANISATIONS.items() for name, numbers in rows.items()
}

SILENT_MUNICIPALITY = "silent"

ORGANISATION_PRACTICES: Mapping[str, str] = {
    # the answer for 2021; the other years have the same; "": nothing was reported
    "organisations-kindergarten-1": YES,
    "organisations-school-1": NO,
    "organisations-house-1": YES,
    "organisations-school-4": "",
    "college-growth": YES,
    "college-decline": NO,
    "college-silent": "",
}

COLLEGES: Mapping[str, Numbers] = {
    # 2.6 of the region rolls these up: 2020: 365 → 356, 2021: 356 → 356, 2022: 356 → 374
    "growth": (40, 40, 44, 49),
    "equal": (30, 30, 30, 30),
    "decline": (50, 47, 43, 41),
    "silent": (None, None, None, None),
    "new": (NOT_YET, NOT_YET, NOT_YET, 40),
    "1": (25, 24, 25, 27),
    "2": (36, 35, 34, 36),
    "3": (41, 40, 42, 44),
    "4": (28, 27, 25, 28),
    "5": (33, 33, 34, 36),
    "6": (22, 21, 20, 22),
    "7": (60, 59, 59, 61),
}

REGION_CHANGES = {GENERAL: (0, 215), ADDITIONAL: (-37, 52)}
"""By how much the sums over the municipalities change in 2021 and in 2022."""


def _region(period: str, key: str, value: int | str | None, source: str, state: str = "") -> Fact:
    return Fact("region", period, key, value, state, source)


REGION = (
    *(
        _region(year, key, value, "ministry-site")
        for key, values in {
            "teachers_in_growth_system": (8000, 9000, 8800),
            "teachers_total": (20000, 20000, 20000),
            "staff_improved_mastery": (12000, 12200, 15500),
            "staff_total": (30000, 30500, 31000),
        }.items()
        for year, value in zip(("2020", "2021", "2022"), values, strict=True)
    ),
    *(
        _region(year, CENTRES, value, "chippkro-site")
        for year, value in (("2019", 500), ("2020", 640), ("2021", 640), ("2022", 610))
    ),
    *(
        _region(year, key, value, source)
        for key, source, values in (
            ("plan_with_municipal_services", "ministry-site", (NO, YES, YES)),
            ("umo_recommendations", "umo-protocols", (YES, None, YES)),
            (PRACTICES, "practices-review", (YES, NO, YES)),
            (YOUNG, "chippkro-site", (YES, NO, YES)),
            (MENTORING, "chippkro-site", (None, NO, YES)),
            ("network_communities_active", "chippkro-site", (YES, YES, YES)),
            ("teachers_associations_active", "chirpo-site", (YES, NO, YES)),
            (ANALYSIS, "chippkro-site", (NO, NO, YES)),
            (REGIONAL, "chippkro-site", (YES, NO, YES)),
        )
        for year, value in zip(("2020", "2021", "2022"), values, strict=True)
        if value is not None
    ),
    _region("2021", "umo_recommendations", None, "umo-protocols", "confirmed_absent"),
    _region("2020", "target_groups_reached", "young-teachers", "chippkro-site"),
    _region("2021", "target_groups_reached", None, "chippkro-site", "confirmed_absent"),
    _region(
        "2022",
        "target_groups_reached",
        "leaders; preschool-staff; school-staff; young-teachers; experienced-teachers",
        "ministry-site",
    ),
    # Own numbers of the region for 2019 and 2020 only: later years are summed up from the municipalities.
    *(
        _region(year, key, value, "chippkro-site")
        for key, values in {GENERAL: (31640, 31480), ADDITIONAL: (3150, 3150)}.items()
        for year, value in zip(("2019", "2020"), values, strict=True)
    ),
)
