"""Cases worked out by hand are asked of the oracle and of the plan alike."""

from __future__ import annotations

import pytest

from tests.plan.asked_of_both import Ask, asking
from tests.plan.compared import by_oracle, by_plan


@pytest.fixture(params=[by_oracle, by_plan], ids=["oracle", "plan"])
def ask(request: pytest.FixtureRequest) -> Ask:
    return asking(request.param)
