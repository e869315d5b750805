from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.checks.tables import Box, Table

CELLS = {"a": 3, "b": 2, "c": 4}
Case = dict[str, int]

boxes: st.SearchStrategy[Box] = st.fixed_dictionaries(
    {}, optional={name: st.frozensets(st.integers(0, count - 1)) for name, count in CELLS.items()}
)
tables = st.lists(boxes, max_size=6).map(lambda rows: Table(CELLS, rows))


def every_case() -> list[Case]:
    return [dict(zip(CELLS, cells, strict=True)) for cells in product(*(range(count) for count in CELLS.values()))]


def holds(row: Box, case: Case) -> bool:
    return all(case[name] in allowed for name, allowed in row.items())


def lies_in(case: Case, box: Box) -> bool:
    return holds(box, case)


@given(tables)
def test_a_case_is_found_exactly_where_no_row_holds(table: Table) -> None:
    untaken = [case for case in every_case() if not any(holds(row, case) for row in table.rows)]
    box = table.untaken(table.whole(), lambda _: True)
    assert (box is None) == (untaken == [])
    if box is not None:
        assert all(case in untaken for case in every_case() if lies_in(case, box))


@given(tables, boxes)
def test_a_row_is_reached_where_it_is_the_first_to_hold(table: Table, start: Box) -> None:
    within = {**table.whole(), **start}
    for n, row in enumerate(table.rows):
        first = [c for c in every_case() if holds(row, c) and not any(holds(r, c) for r in table.rows[:n])]
        assert table.is_reached(n, within) == any(lies_in(case, within) for case in first)


def test_a_search_that_takes_too_long_tells_nothing() -> None:
    wide = {f"i{n}": 2 for n in range(40)}
    rows = [{f"i{n}": frozenset([0]), f"i{n + 20}": frozenset([0])} for n in range(20)]
    table = Table(wide, rows, 50)
    assert table.untaken(table.whole(), lambda box: False) is None
    assert table.is_reached(19, table.whole())
