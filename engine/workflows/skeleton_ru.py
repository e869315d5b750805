"""Files of a new pack, and new items, with comments for those who fill them in: in Russian.

`‹…›` marks what is put in.
"""

from __future__ import annotations

PACK = {
    "pack.yaml": """\
# Паспорт методики: что это за оценка, кто её проводит, чем установлена.
#
# Дальше: замените тексты в кавычках «→ …», проверьте комплект командой engine validate, зафиксируйте версии
# командой engine lock. Состояния (status): draft – проект, reviewed – рассмотрено, recommended – рекомендовано,
# approved – утверждено, retired – отменено.
format: pack/1

pack:
  id: ‹id›
  version: 1.0.0
  status: draft
  effective: {from: ‹from›}
  basis: {act: order, clause: п. 1}
  title: «→ Название методики»
  language: ru

passport:
  - id: goal
    title: Цель
    text: «→ Зачем проводится оценка»
    basis: {act: order, clause: п. 1}

# Сокращения единиц измерения, как они печатаются.
units:
  percent: "%"
  person: чел.

# Как называются исходы показателей.
outcomes:
  met: достигнуто
  not_met: не достигнуто
""",
    "acts.yaml": """\
# Нормативные акты, на которые ссылаются правила (basis).
format: acts/1

acts:
  - id: order
    title: «→ О проведении оценки»
    kind: приказ
    issuer: «→ Орган, издавший приказ»
    date: "‹from›"
    number: "1"
""",
    "calendar.yaml": """\
# Отчётные периоды; submit_by – последний день, когда сведения представлены в срок.
# Период оценивается по правилам, действующим в его последний день.
format: calendar/1

periods:
  - {id: "‹year›", title: ‹year› год, from: ‹year›-01-01, to: ‹year›-12-31, submit_by: ‹next›-01-31}
""",
    "entities.yaml": """\
# Уровни и виды тех, кого оценивают и кому пишут. assessed: true – по сущностям этого вида вычисляются показатели.
# nature – что это: legal_person, authority, association, event, resource, site_network, territory.
format: entities/1

levels:
  - {id: region, title: региональный, order: 1}
  - {id: organisation, title: институциональный, order: 2}

kinds:
  - {id: region, level: region, title: регион, nature: territory, owner: «→ кто отвечает за регион»}
  - {id: school, level: organisation, title: общеобразовательная организация, nature: legal_person, assessed: true}
""",
    "sources.yaml": """\
# Откуда берутся сведения. open: true – открытый источник: его просматривают прежде, чем запрашивать сведения.
format: sources/1

sources:
  - id: reports
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    basis: {act: order, clause: п. 2}
    title: отчёты организаций
    open: false
""",
    "facts.yaml": """\
# Словарь сведений: что собирается и в каких единицах. Название пишется со строчной буквы: оно подставляется в запрос.
# Виды (type): number – число, yes_no – да или нет, text – текст, date – дата, set – перечень.
format: facts/1

facts:
  - key: teachers_trained
    title: число педагогов, прошедших обучение
    type: number
    unit: person
    domain: {whole_numbers: true, minimum: 0}
    absent_means: 0
  - key: teachers_total
    title: общее число педагогов
    type: number
    unit: person
    domain: {whole_numbers: true, minimum: 0}
""",
    "indicators.yaml": """\
# Показатели: к кому относится (applies_to), откуда сведения (sources, в порядке обращения), как измеряется (measure),
# как оценивается (judge). Границы полос: at_least – не менее, above – более, below – менее, at_most – не более.
format: indicators/1

indicators:
  - id: "1"
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    basis: {act: order, clause: п. 3}
    title: Доля педагогов, прошедших обучение
    role: indicative
    unit: percent
    applies_to: {levels: [organisation], kinds: [school]}
    sources: [reports]
    target: {text: не менее 50 % – 1 балл}
    measure:
      kind: ratio
      numerator: teachers_trained
      denominator: teachers_total
      as: percent
      denominator_zero: not_assessed
    judge:
      bands:
        - {outcome: met, at_least: 50, points: 1}
        - {outcome: not_met, below: 50, points: 0}
""",
    "addressees.yaml": """\
# Кому направляются рекомендации. find: {itself: true} – сама оценённая сущность.
# verb: recommend – «Рекомендовать», instruct – «Поручить».
format: addressees/1

groups:
  - id: organisations
    number: 1
    title: деятельности организаций
    short: организации
    basis: {act: order, clause: п. 4}

addressees:
  - id: organisation
    group: organisations
    name: организация
    find: {itself: true}
    verb: recommend
""",
    "recommendations.yaml": """\
# Рекомендации: при каких исходах (when), кому (to), в какой срок (due: P3M – три месяца) и что.
format: recommendations/1

recommendations:
  - id: "1-R"
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    basis: {act: order, clause: п. 4}
    levels: [organisation]
    when: {indicator: "1", is: not_met}
    to: organisation
    purpose: improve
    due: P3M
    text: >-
      организовать обучение педагогов: за {period.title} его прошли {value} % при норме не менее 50 %; о результатах
      сообщить в срок до {due}
""",
    "requests.yaml": """\
# Запросы о сведениях: по одному тексту на каждый случай (kind), общему для всех показателей.
format: requests/1

requests:
  - id: request-no-data
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: no_data
    priority: normal
    due: P1M
    text: >-
      Просим в срок до {due} представить сведения за {period.title}: {fact.title}. Источники: {sources}.

  - id: request-base-line
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: base_line
    priority: low
    text: >-
      Динамика по показателю {indicator.number} не оценивается: прежнего значения нет. Просим представить исходное
      за {period.title}: {fact.title}.

  - id: request-restore-access
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: restore_access
    priority: normal
    text: "Просим восстановить доступ к подтверждению сведений: {fact.title}, {period.title}: {evidence}."

  - id: request-confirm
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: confirm
    priority: normal
    text: "Просим подтвердить сведения документом: {fact.title}, {period.title}."

  - id: request-clarify
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: clarify
    priority: high
    text: "Сведения расходятся ({fact.title}): {value_1} ({source}) и {value_2} ({source_2}). Просим уточнить."

  - id: request-resubmit
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: resubmit
    priority: high
    text: "Сведения не приняты, просим исправить и представить снова: {fact.title}, {period.title}."

  - id: request-late
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: late
    priority: low
    text: "Сведения представлены {submitted_at} при сроке до {submit_by}: {fact.title}."
""",
}

_ITEM = """\
  - id: ‹id›
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    # Чем установлено: акт из acts.yaml и его пункт.
    basis: {act: ‹act›, clause: «→ пункт»}
"""

_INDICATOR = (
    _ITEM
    + """\
    title: «→ Название показателя»
    # indicative – индикативный, supporting – обеспечивающий, derived – расчётный.
    role: ‹role›
    applies_to: {levels: [‹level›], kinds: [‹kind›]}
    # В порядке обращения.
    sources: [‹source›]
    target: {text: «→ целевое значение словами документа»}
"""
)

INDICATORS = {
    "number": _INDICATOR
    + """\
    measure: {kind: value, of: ‹fact›}
    judge:
      # Полосы без пропусков и пересечений: at_least – не менее, above – более, below – менее, at_most – не более.
      bands:
        - {outcome: ‹met›, at_least: 1, points: 1}
        - {outcome: ‹not_met›, below: 1, points: 0}
""",
    "other": _INDICATOR
    + """\
    # need: any – достаточно любого из перечисленного, all – нужно всё.
    measure: {kind: presence, of: [‹fact›], need: any}
    judge:
      bands:
        - {outcome: ‹met›, is: true, points: 1}
        - {outcome: ‹not_met›, is: false, points: 0}
""",
}

RECOMMENDATION = (
    _ITEM
    + """\
    levels: [‹levels›]
    # При каких исходах показателя; несколько – списком: [a, b].
    when: {indicator: ‹indicator›, is: ‹outcome›}
    to: ‹addressee›
    # improve – улучшить, sustain – поддержать достигнутое.
    purpose: improve
    # Срок от даты, на которую подводятся итоги: P3M – три месяца.
    due: P3M
    text: >-
      «→ что сделать» и сообщить о результатах в срок до {due}
"""
)

OUTCOMES = {"met": "достигнуто", "not_met": "не достигнуто"}
