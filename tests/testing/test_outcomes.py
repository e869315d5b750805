"""What is compared, what is not, and where a failure is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.testing import suite
from engine.testing.compare import paired
from tests.testing.kit import TELLING, loaded, outcome, pack_in, report, told
from tests.workflows.small import write

GROWTH = """  - name: growth
    because: 11 is more than 10
    register: {id: d, kind: district}
    given: {trained: [10, 11]}
    expect:
      findings: {"1.1": %s}
"""


@pytest.mark.parametrize(
    "expected",
    ["growth", "{outcome: growth}", "{points: 1}", "{status: scored, reason: null, value: 1, marks: []}"],
)
def test_what_is_as_expected_passes(tmp_path: Path, expected: str) -> None:
    assert outcome(tmp_path, GROWTH % expected).passed


def test_expected_and_got_stand_at_the_place_of_the_expectation(tmp_path: Path) -> None:
    failed = outcome(tmp_path, GROWTH % "{outcome: no_growth, points: 1, value: 2}")
    assert told(failed) == [
        "9:35 1.1, d, 2020: outcome: no_growth | growth",
        "9:64 1.1, d, 2020: value: 2 | 1",
    ]
    (root, why), *_ = failed.why
    assert (root.name, root.entity, root.period) == ("1.1", "d", "2020")
    assert "11 − 10" in why
    assert "~" not in why


def test_nothing_but_what_is_written_is_compared(tmp_path: Path) -> None:
    assert outcome(tmp_path, GROWTH % "{points: 1}").passed


def test_null_is_nothing(tmp_path: Path) -> None:
    assert told(outcome(tmp_path, GROWTH % "{outcome: null, reason: null}")) == [
        "9:35 1.1, d, 2020: outcome: null | growth"
    ]


def test_a_finding_that_does_not_exist_is_a_failure(tmp_path: Path) -> None:
    text = GROWTH.replace('"1.1"', '"1.2"') % "{points: 1}"
    failed = outcome(tmp_path, text)
    assert told(failed) == ["9:18 1.2, d, 2020: points: 1 | None"]
    assert [why for _, why in failed.why] == ["1.2 is reckoned for: область; and d is: район"]


LETTERS = """  - name: letters
    because: 10 is not more than 10
    register: {id: d, kind: district, name: Район, dat: району, pre: районе}
    given: {trained: [10, 10]}
    expect:
      recommendations: %s
"""


@pytest.mark.parametrize(
    ("expected", "failures"),
    [
        ('[{rule: "1.1-A", to: authority, recipient: d, due: 2021-03-31}]', []),
        ("[{contains: [10 педагогов, о районе]}]", []),
        ('{exactly: [{rule: "1.1-A"}]}', []),
        ('{exactly: [{rule: "1.1-A"}, {rule: "1.1-A"}]}', ["9:52 1.1-A, d, 2020: + | None"]),
        ('{exactly: [{rule: "1.1-A"}, {rule: "1.3-I", absent: true}]}', []),
        ('[{rule: "1.3-I", absent: true}]', []),
        (
            '[{rule: "1.1-A", due: 2021-04-30, verb: recommend}]',
            ["9:46 1.1-A, d, 2020: due: 2021-04-30 | 2021-03-31"],
        ),
        ('[{rule: "1.3-I"}]', ["9:25 1.3-I, d, 2020: + | None"]),
    ],
)
def test_letters(tmp_path: Path, expected: str, failures: list[str]) -> None:
    assert told(outcome(tmp_path, LETTERS % expected)) == failures


@pytest.mark.parametrize(
    ("fitting", "taken"),
    [
        ([[0, 1], [0]], {0: 1, 1: 0}),
        ([[0], [0]], {0: 0}),
        ([[0, 1], [0, 2], [0]], {0: 2, 1: 0, 2: 1}),
        ([[], [3]], {3: 1}),
    ],
)
def test_each_has_one_of_its_own_wherever_that_can_be(fitting: list[list[int]], taken: dict[int, int]) -> None:
    assert paired(fitting) == taken


def test_a_letter_too_many_is_told_with_its_text(tmp_path: Path) -> None:
    (failed,) = outcome(tmp_path, LETTERS % "{exactly: []}").mismatches
    assert failed.expected == "–"
    assert failed.got is not None
    assert failed.got.startswith("1.1-A@1.0.0, d, 2020 → d: принять меры: обучено 10 педагогов")


def test_the_whole_text_is_compared_without_regard_to_line_breaks(tmp_path: Path) -> None:
    text = """принять меры: обучено 10 педагогов против 10 в 2019 год (0 из 1),
           и сообщить Институту о районе в срок до 31.03.2021"""
    assert outcome(tmp_path, LETTERS % f'[{{rule: "1.1-A", text: "{text}"}}]').passed
    assert not outcome(tmp_path, LETTERS % f'[{{rule: "1.1-A", text: "{text}."}}]').passed


def test_requests_totals_and_directions(tmp_path: Path) -> None:
    text = """  - name: all of it
    because: worked out by hand
    register: {id: r, kind: region}
    given: {plan: true, trained: [10, 11], groups: [young]}
    expect:
      findings:
        points: {value: 4, assessed: 3, applicable: 3, lower: 4, upper: 4, maximum: 4, nominal: 4}
        "1.3": enough
      directions: {training: %s}
      requests:
        - {key: total, of_period: "2020", kind: no_data}
        - {key: plan, absent: true}
"""
    assert told(outcome(tmp_path, text % "poor")) == ["12:30 training, r, 2020: outcome: poor | good"]
    assert told(outcome(tmp_path, text % "good")) == []


@pytest.mark.parametrize(
    ("expected", "failure"),
    [
        ("[{key: total, kind: no_data}]", "9:18 total, d: kind: no_data | None"),
        ("[{key: trained, priority: high}]", "9:43 trained, d: priority: high | normal"),
        ("{exactly: []}", "9:18 requests: exactly: – | trained, d, 2020, no_data: "),
    ],
)
def test_requests_are_explained_by_the_findings_they_are_for(tmp_path: Path, expected: str, failure: str) -> None:
    text = """  - name: requests
    because: what is not known is asked for
    register: {id: d, kind: district}
    given: {total: 100}
    expect:
      requests: %s
"""
    failed = outcome(tmp_path, text % expected)
    assert told(failed)[0].startswith(failure)
    assert {(root.name, root.period) for root, _ in failed.why} <= {("1", "2020"), ("1.1", "2020")}
    assert any("no data" in why for _, why in failed.why)


TREE = """  - name: a tree
    because: sums of those below
    register:
      id: r
      kind: region
      below:
        - {id: a, kind: district}
        - {id: b, kind: district}
        - {id: office, kind: institute, roles: [authority], name: Управление}
    entity: r
    given:
      a: {trained: [10, 11]}
      b: {trained: [{value: 10, submitted_at: "2020-01-01"}, 8]}
    expect:
      findings:
        - {indicator: "1.1", value: -1, outcome: no_growth}
        - {indicator: "1.1", entity: a, outcome: growth}
        - {indicator: "1.1", entity: b, outcome: no_growth, value: -2}
"""


def test_a_tree_of_entities(tmp_path: Path) -> None:
    assert told(outcome(tmp_path, TREE)) == []


def test_tests_of_one_period_do_not_see_each_other(tmp_path: Path) -> None:
    alone = report(tmp_path / "alone", a=TREE).outcomes
    together = report(tmp_path / "together", a=TREE, b=GROWTH % "growth", c=LETTERS % '[{rule: "1.1-A"}]').outcomes
    assert [o.passed for o in (*alone, *together)] == [True] * 4
    assert [m.value for m in together[0].met] == [m.value for m in alone[0].met]


def test_whole_facts_compete(tmp_path: Path) -> None:
    text = """  - name: conflict
    because: two providers say different things
    register: {id: r, kind: region}
    given:
      - {key: trained, period: "2019", value: 10, source: site}
      - {key: trained, value: 10, source: site, provider: A}
      - {key: trained, value: 11, source: site, provider: B}
    expect:
      findings: {"1.1": {status: conflict, reason: contradiction}}
      requests: [{key: trained, kind: clarify}]
"""
    assert told(outcome(tmp_path, text)) == []


def test_a_refused_row_competes(tmp_path: Path) -> None:
    text = """  - name: refused
    because: a malformed row never gives way to a lesser one
    register: {id: r, kind: region}
    given: {trained: [10, {state: rejected}]}
    expect:
      findings: {"1.1": {status: no_data, reason: candidate_rejected}}
"""
    assert told(outcome(tmp_path, text)) == []


def test_several_periods_and_a_date(tmp_path: Path) -> None:
    text = """format: tests/1
tests:
  - name: two years
    because: each year by its own numbers
    register: {id: d, kind: district}
    periods: ["2020", "2021"]
    as_of: 2022-02-28
    given: {trained: [10, 11, 9]}
    expect:
      findings:
        - {indicator: "1.1", period: "2020", outcome: growth}
        - {indicator: "1.1", period: "2021", outcome: no_growth, value: -2}
      recommendations: [{rule: "1.1-A", due: 2022-05-28}]
"""
    assert told(outcome(tmp_path, text)) == []


def test_a_fact_set_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "pack" / "tests" / "small")
    text = """  - name: from files
    because: worked out by hand in tests/workflows
    entity: D1
    given: {file: small}
    expect:
      findings:
        - {indicator: "1.1", outcome: growth, value: 2}
        - {indicator: "1.1", entity: D5, outcome: no_growth}
"""
    assert told(outcome(tmp_path, text)) == []


def test_examples_stand_beside_rules(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    path = copy / "indicators.yaml"
    text = path.read_text("utf-8")
    anchor = "    measure: {kind: change, of: trained"
    example = "    examples:\n      - {because: more, given: {trained: [0, 1]}, expect: {outcome: growth, points: 1}}\n"
    path.write_text(text.replace(anchor, example + anchor), encoding="utf-8")
    letters = copy / "recommendations.yaml"
    beside = (
        "    to: authority\n    examples:\n"
        "      - {because: none, given: {trained: [1, 1]}, expect: {to: authority, verb: recommend}}\n"
    )
    letters.write_text(letters.read_text("utf-8").replace("    to: authority\n", beside), encoding="utf-8")
    found = suite.tested(copy, loaded(copy), (), TELLING)
    assert [(o.test.name, told(o)) for o in found.outcomes] == [("1.1, 1", []), ("1.1-A, 1", [])]


def test_a_finding_is_explained_once_and_a_letter_points_to_it(tmp_path: Path) -> None:
    text = LETTERS % "{exactly: []}" + '      findings: {"1.1": {outcome: growth, points: 1}}\n'
    first, second = (text for _, text in outcome(tmp_path, text).why)
    assert "10 − 10" in first + second
    assert (first + second).count("10 − 10") == 1
    assert second.splitlines()[-2] == "    ● Indicator 1.1, d, 2020: «Рост числа обученных»"
    assert second.splitlines()[-1].strip() == "(see above)"
