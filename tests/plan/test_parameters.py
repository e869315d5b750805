"""Parameter tables hold whatever a pack says, however much that is."""

from __future__ import annotations

from dataclasses import replace

from engine.backend.duckdb import Database
from engine.pack.model import BEFORE, FactOperand, PresenceMeasure, Series
from engine.plan.parameters import parameter_tables
from engine.plan.program import Program
from tests.plan.packs import YES_NO, indicator, pack


def test_which_operands_are_earlier_is_told_of_more_than_a_number_has_bits() -> None:
    """130 facts, of which the last is of the previous period."""
    x = FactOperand("x")
    measure = PresenceMeasure((*[x] * 129, replace(x, series=Series(BEFORE))), 1, False)
    made = pack([indicator("i", measure, YES_NO)])
    program = Program(made, [p for p in made.periods if p.id == "2020"])
    db = Database()
    for table in parameter_tables(program):
        db.create(table)
    assert db.rows("SELECT n_uses, n_now, past FROM indicator") == [(130, 129, "0" * 129 + "1")]
    db.close()
