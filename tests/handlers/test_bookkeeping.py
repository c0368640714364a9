"""The books are looked at once a day after three, and what is wrong reaches the owners."""

import logging

import pytest
from sqlalchemy import text

from handlers.bookkeeping import audit_books, last_audit
from handlers.telling import tell_owners
from tests.handlers.conftest import House


async def test_once_a_day_after_three(house: House) -> None:
    house.clock.pass_by(hours=-10)  # two in the night
    await audit_books(house.services)
    first = await last_audit(house.services)
    assert first
    assert (first.at, first.wrong) == (house.clock(), 0)

    for hours, is_due in ((0.5, False), (0.5, True), (20, False), (4, True)):
        before = await last_audit(house.services)
        house.clock.pass_by(hours=hours)
        await audit_books(house.services)
        assert (await last_audit(house.services) != before) is is_due


async def test_a_clock_that_was_ahead_keeps_no_look_away(house: House) -> None:
    house.clock.pass_by(days=365)
    await audit_books(house.services)
    house.clock.pass_by(days=-365)

    await audit_books(house.services)

    last = await last_audit(house.services)
    assert last
    assert last.at == house.clock()


async def test_what_is_wrong_is_told(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.change(access={"owners": ("chat:1",)})
    await house.account()
    async with house.services.database.write() as c:
        await c.execute(text("UPDATE accounts SET credits = 7"))

    with caplog.at_level(logging.ERROR):
        await audit_books(house.services)
    await tell_owners(house.services)

    last = await last_audit(house.services)
    assert last
    assert last.wrong == 1
    assert "found one place that does not agree" in house.chat.sent[0].reply.text
    assert "the books do not agree" in caplog.text
