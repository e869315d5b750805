"""What is told of contradictions besides the message: the place, and the other places it speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.variants import Edit, variant

OLD = '{indicator: "1.1", is: no_growth}\n'
GROWTH, NONE = '{indicator: "1.1", is: growth}', '{indicator: "1.1", is: no_growth}'


def _places(folder: Path, *edits: Edit) -> list[tuple[str, list[str], list[str]]]:
    """Code, the marked places told of, and the marked places related to it."""
    found = variant(folder, edits)
    names = {span: f"⟦{n}⟧" for n, span in enumerate(found.marked, start=1)}
    return [
        (problem.code.id, [names[problem.span]], [names[other] for other in problem.related])
        for problem in found.problems
    ]


def _recommending(when: str) -> Edit:
    return Edit("recommendations.yaml", OLD, when + "\n")


@pytest.mark.parametrize(
    "when",
    [
        f"{{all: [⟦{GROWTH}⟧, ⟦{NONE}⟧]}}",
        f"{{all: [{{indicator: '1.1', status: scored}}, ⟦{GROWTH}⟧, ⟦{NONE}⟧]}}",
        f"{{any: [{{all: [⟦{GROWTH}⟧, ⟦{NONE}⟧]}}]}}",
        f"{{all: [{{indicator: '1.1', status: scored}}, {{all: [⟦{GROWTH}⟧, ⟦{NONE}⟧]}}]}}",
    ],
)
def test_the_smallest_parts_that_exclude_each_other_are_told(when: str, tmp_path: Path) -> None:
    about = Edit("recommendations.yaml", "to: authority", 'about: "1.1"\n    to: authority')
    assert _places(tmp_path, _recommending(when), about) == [("E266", ["⟦2⟧"], ["⟦1⟧"])]


def test_at_a_level_in_vain_both_parts_are_related(tmp_path: Path) -> None:
    when = (
        'levels: [region, ⟦municipality⟧]\n    about: "1.1"\n    when: {all: [{indicator: "1.1", status: scored}, '
        '⟦{any: [{indicator: "1.1", is: growth}, {indicator: "1.2", is: present}]}⟧, '
        '⟦{any: [{indicator: "1.1", is: no_growth}, {indicator: "1.2", is: absent}]}⟧]}\n'
    )
    edit = Edit("recommendations.yaml", f"levels: [region, municipality]\n    when: {OLD}", when)
    assert _places(tmp_path, edit) == [("E266", ["⟦1⟧"], ["⟦2⟧", "⟦3⟧"])]


def _directions(*outcomes: str) -> Edit:
    old = '- {outcome: good, title: хорошо, when: {indicator: "1.1", is: growth}}'
    return Edit("directions.yaml", old, "\n      ".join(outcomes))


def test_one_earlier_condition_that_takes_every_case_is_told_alone(tmp_path: Path) -> None:
    edit = _directions(
        '- {outcome: good, title: хорошо, when: {indicator: "1.1", status: suppressed}}',
        '- {outcome: fair, title: сносно, when: ⟦{indicator: "1.1", is: growth, status: no_data}⟧}',
        '- {outcome: ⟦bad⟧, title: плохо, when: {indicator: "1.1", is: growth}}',
    )
    assert _places(tmp_path, edit) == [("E269", ["⟦2⟧"], ["⟦1⟧"])]


def test_several_earlier_conditions_that_take_every_case_are_told_together(tmp_path: Path) -> None:
    edit = _directions(
        '- {outcome: good, title: хорошо, when: ⟦{indicator: "1.1", is: growth}⟧}',
        '- {outcome: fair, title: сносно, when: ⟦{indicator: "1.1", is: no_growth}⟧}',
        '- {outcome: ⟦bad⟧, title: плохо, when: {indicator: "1.1", status: scored}}',
    )
    assert _places(tmp_path, edit) == [("E269", ["⟦3⟧"], ["⟦1⟧", "⟦2⟧"])]


def test_a_conclusion_that_is_never_made_leads_to_its_direction(tmp_path: Path) -> None:
    everything = Edit(
        "directions.yaml",
        'any:\n            - {indicator: "1.1", status: [no_data, conflict]}\n'
        '            - {indicator: "1.2", status: no_data}',
        'none: [{indicator: "1.1", is: growth}]',
    )
    poor = Edit(
        "recommendations.yaml", "{direction: training, is: [poor, unknown]}", "⟦{direction: training, is: poor}⟧"
    )
    (problem,) = variant(tmp_path, (everything, poor)).problems
    assert problem.code.id == "E267"
    assert [str(span) for span in problem.related] == ["p/directions.yaml:5:5"]
