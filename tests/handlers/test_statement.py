"""What an account held at the end of each day is the sum of its entries."""

from datetime import UTC, datetime, timedelta

from handlers.statement import DAYS, held_each_day
from storage.ledger import Entry

LAST = datetime(2026, 11, 30, 12, tzinfo=UTC)


def entry(days_ago: int, amount: int) -> Entry:
    return Entry(1, 1, None, "grant", amount, "x", None, LAST - timedelta(days=days_ago))


def test_each_day_has_what_came_before() -> None:
    held = held_each_day(0, [entry(2, 3), entry(2, -1), entry(0, -7)], LAST.date())

    assert held == [5] * (DAYS - 3) + [7, 7, 0]


def test_a_debt_shows_as_nothing() -> None:
    assert held_each_day(-3, [entry(1, 2), entry(0, -5)], LAST.date())[-2:] == [2, 0]
