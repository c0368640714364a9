"""Any order of events, repeated and stale ones too, with crashes between any two statements, leaves every credit
accounted for.

A state machine drives the real storage beside a model that keeps the same books in a few plain lines. The invariants
are those of docs/money.md.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, multiple

from tests.proofs.counts import WHOLE
from tests.storage.money.credits import Credits
from tests.storage.money.orders import Orders
from tests.storage.money.table import AMOUNTS, causes, people
from tests.storage.money.visitors import Visitors

RUNS = 2000 if WHOLE else 10
STEPS = 50


class Money(Credits, Orders, Visitors):
    """Several people, a pot, their credits and their jobs."""

    @initialize(target=people)
    def two_arrive(self) -> Any:
        return multiple(self.opened("person"), self.opened("person"))

    @initialize(target=causes, amount=AMOUNTS)
    def the_first_buys(self, amount: int) -> str:
        return self.credited(self.holders[-1], amount, "purchase", None)

    @initialize(target=causes, amount=AMOUNTS)
    def the_pot_is_filled(self, amount: int) -> str:
        return self.credited(self.pot, amount, "grant", None)


TestMoney = pytest.mark.proof(pytest.mark.timeout(3600)(Money.TestCase))
TestMoney.settings = settings(
    max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
