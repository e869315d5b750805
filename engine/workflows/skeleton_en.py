"""Files of a new pack, and new items, with comments for those who fill them in: in English.

`‹…›` marks what is put in.
"""

from __future__ import annotations

PACK = {
    "pack.yaml": """\
# What the methodology is, who carries it out, what it rests on.
#
# Next: replace the texts in quotes “→ …”, check the pack with engine validate, put its versions on record with
# engine lock. A status is draft, reviewed, recommended, approved or retired.
format: pack/1

pack:
  id: ‹id›
  version: 1.0.0
  status: draft
  effective: {from: ‹from›}
  basis: {act: order, clause: section 1}
  title: “→ Title of the methodology”
  language: en

passport:
  - id: goal
    title: Purpose
    text: “→ What the assessment is for”
    basis: {act: order, clause: section 1}

# Units as they are printed.
units:
  percent: "%"
  person: persons

# What the outcomes of indicators are called.
outcomes:
  met: met
  not_met: not met
""",
    "acts.yaml": """\
# The acts that rules refer to (basis).
format: acts/1

acts:
  - id: order
    title: “→ On the assessment”
    kind: order
    issuer: “→ Authority that issued it”
    date: "‹from›"
    number: "1"
""",
    "calendar.yaml": """\
# Monitoring periods; submit_by is the last day on which facts are in time.
# A period is evaluated under the rules in force on its last day.
format: calendar/1

periods:
  - {id: "‹year›", title: year ‹year›, from: ‹year›-01-01, to: ‹year›-12-31, submit_by: ‹next›-01-31}
""",
    "entities.yaml": """\
# Levels and kinds of those who are assessed and written to. assessed: true: entities of this kind have findings.
# nature is what it is: legal_person, authority, association, event, resource, site_network, territory.
format: entities/1

levels:
  - {id: region, title: regional, order: 1}
  - {id: organisation, title: institutional, order: 2}

kinds:
  - {id: region, level: region, title: region, nature: territory, owner: “→ who answers for the region”}
  - {id: school, level: organisation, title: school, nature: legal_person, assessed: true}
""",
    "sources.yaml": """\
# Where facts come from. open: true is an open source: it is looked at before anybody is asked.
format: sources/1

sources:
  - id: reports
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    basis: {act: order, clause: section 2}
    title: reports of the organisations
    open: false
""",
    "facts.yaml": """\
# The dictionary of facts: what is gathered, in which units. Titles begin with a small letter: requests quote them.
# A type is number, yes_no, text, date or set.
format: facts/1

facts:
  - key: teachers_trained
    title: number of teachers trained
    type: number
    unit: person
    domain: {whole_numbers: true, minimum: 0}
    absent_means: 0
  - key: teachers_total
    title: number of all teachers
    type: number
    unit: person
    domain: {whole_numbers: true, minimum: 0}
""",
    "indicators.yaml": """\
# Indicators: whom one applies to, where its facts come from (sources, in the order of asking), how it is measured and
# judged. Limits of bands are at_least, above, below and at_most.
format: indicators/1

indicators:
  - id: "1"
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    basis: {act: order, clause: section 3}
    title: Share of teachers trained
    role: indicative
    unit: percent
    applies_to: {levels: [organisation], kinds: [school]}
    sources: [reports]
    target: {text: "at least 50 %: 1 point"}
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
# Whom recommendations go to. find: {itself: true} is the assessed entity itself.
# verb: recommend or instruct.
format: addressees/1

groups:
  - id: organisations
    number: 1
    title: the work of organisations
    short: organisations
    basis: {act: order, clause: section 4}

addressees:
  - id: organisation
    group: organisations
    name: organisation
    find: {itself: true}
    verb: recommend
""",
    "recommendations.yaml": """\
# Recommendations: at which outcomes (when), to whom (to), by when (due: P3M is three months), and what.
format: recommendations/1

recommendations:
  - id: "1-R"
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    basis: {act: order, clause: section 4}
    levels: [organisation]
    when: {indicator: "1", is: not_met}
    to: organisation
    purpose: improve
    due: P3M
    text: >-
      train more teachers: {value} % were trained in {period.title}, where at least 50 % are wanted; report the results
      by {due}
""",
    "requests.yaml": """\
# Requests for facts: one text for each case (kind), for all indicators.
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
      Please submit by {due} for {period.title}: {fact.title}. Sources: {sources}.

  - id: request-base-line
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: base_line
    priority: low
    text: >-
      The change of indicator {indicator.number} has no earlier value to go by. Please submit one to begin with,
      for {period.title}: {fact.title}.

  - id: request-restore-access
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: restore_access
    priority: normal
    text: "Please restore access to the evidence of {fact.title}, {period.title}: {evidence}."

  - id: request-confirm
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: confirm
    priority: normal
    text: "Please confirm by a document: {fact.title}, {period.title}."

  - id: request-clarify
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: clarify
    priority: high
    text: "What was submitted differs ({fact.title}): {value_1} ({source}) and {value_2} ({source_2}). Which is right?"

  - id: request-resubmit
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: resubmit
    priority: high
    text: "What was submitted was not accepted, please correct it: {fact.title}, {period.title}."

  - id: request-late
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    kind: late
    priority: low
    text: "Submitted on {submitted_at}, though due by {submit_by}: {fact.title}."
""",
}

_ITEM = """\
  - id: ‹id›
    version: 1.0.0
    status: draft
    effective: {from: ‹from›}
    # What it rests on: an act of acts.yaml and its clause.
    basis: {act: ‹act›, clause: “→ clause”}
"""

_INDICATOR = (
    _ITEM
    + """\
    title: “→ Title of the indicator”
    # indicative, supporting or derived.
    role: ‹role›
    applies_to: {levels: [‹level›], kinds: [‹kind›]}
    # In the order of asking.
    sources: [‹source›]
    target: {text: “→ the target in the words of the document”}
"""
)

INDICATORS = {
    "number": _INDICATOR
    + """\
    measure: {kind: value, of: ‹fact›}
    judge:
      # Bands without gaps or overlaps: at_least, above, below, at_most.
      bands:
        - {outcome: ‹met›, at_least: 1, points: 1}
        - {outcome: ‹not_met›, below: 1, points: 0}
""",
    "other": _INDICATOR
    + """\
    # need: any of the facts, or all of them.
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
    # At which outcomes of the indicator; several as a list: [a, b].
    when: {indicator: ‹indicator›, is: ‹outcome›}
    to: ‹addressee›
    # improve or sustain.
    purpose: improve
    # From the as-of date: P3M is three months.
    due: P3M
    text: >-
      “→ what to do”, and report the results by {due}
"""
)

OUTCOMES = {"met": "met", "not_met": "not met"}
