"""The made-up region, evaluated once."""

from __future__ import annotations

import pytest

from engine.workflows.evaluate import Parameters, evaluate
from engine.workflows.inputs import opened
from tests.illustrative.lookup import FACTS, PACK, Lookup


@pytest.fixture(scope="session")
def region() -> Lookup:
    read = opened(PACK, FACTS)
    assert read.pack is not None
    assert read.fact_set is not None
    assert read.fact_problems == ()
    return Lookup(evaluate(read.pack, read.fact_set, read.db, Parameters()).results)
