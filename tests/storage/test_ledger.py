"""The ledger: every credit is booked, once, and can be proved."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import books, ledger
from storage.accounts import find_or_open
from storage.database import Database
from storage.errors import NotEnoughCredits
from tests.storage.conftest import NOW, debt


async def test_a_grant_counts_once_for_its_cause(database: Database, account_id: int) -> None:
    async with database.write() as c:
        assert await ledger.grant(c, account_id, 10, "charge-1", NOW)
        assert not await ledger.grant(c, account_id, 10, "charge-1", NOW)

        assert await ledger.balance(c, account_id) == 10


async def test_a_hold_takes_the_price_at_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)

        await ledger.hold(c, account_id, 7, 4, NOW)

        assert await ledger.balance(c, account_id) == 6


async def test_a_hold_beyond_the_balance_says_what_is_missing_and_takes_nothing(
    database: Database, account_id: int
) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 3, "charge-1", NOW)

        with pytest.raises(NotEnoughCredits) as caught:
            await ledger.hold(c, account_id, 7, 4, NOW)

        assert caught.value.facts == {"price": 4, "balance": 3}
        assert await ledger.balance(c, account_id) == 3


async def test_a_hold_is_settled_by_one_capture_or_one_refund(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        await ledger.hold(c, account_id, 7, 4, NOW)
        await ledger.hold(c, account_id, 8, 4, NOW)

        assert await ledger.capture(c, 7, NOW)
        assert await ledger.refund(c, 8, NOW)
        again = [await settle(c, job, NOW) for settle in (ledger.capture, ledger.refund) for job in (7, 8)]

        assert again == [False] * 4
        assert await ledger.balance(c, account_id) == 6


async def test_only_a_captured_job_is_reversed_and_only_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        await ledger.hold(c, account_id, 7, 4, NOW)
        assert not await ledger.reverse(c, 7, NOW)
        await ledger.capture(c, 7, NOW)

        assert await ledger.reverse(c, 7, NOW)
        assert not await ledger.reverse(c, 7, NOW)

        assert await ledger.balance(c, account_id) == 10


async def test_a_job_without_a_hold_has_nothing_to_settle(database: Database, account_id: int) -> None:
    async with database.write() as c:
        assert not await ledger.capture(c, 7, NOW)
        assert not await ledger.refund(c, 7, NOW)
        assert await ledger.balance(c, account_id) == 0


@pytest.mark.parametrize("change", ["UPDATE ledger SET amount = 99", "DELETE FROM ledger"])
async def test_the_database_refuses_to_alter_the_ledger(database: Database, account_id: int, change: str) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)

    with pytest.raises(DBAPIError, match="append-only"):
        async with database.write() as c:
            await c.execute(text(change))


async def test_the_database_refuses_a_negative_balance(database: Database, account_id: int) -> None:
    with pytest.raises(DBAPIError, match="ck_accounts_credits"):
        async with database.write() as c:
            await c.execute(text("UPDATE accounts SET credits = -1"))


async def test_a_purchase_counts_once_for_its_charge(database: Database, account_id: int) -> None:
    async with database.write() as c:
        assert await ledger.purchase(c, account_id, 10, "stars 1", NOW)
        assert not await ledger.purchase(c, account_id, 10, "stars 1", NOW)

        assert [entry.kind for entry in await ledger.entries(c, account_id=account_id)] == ["purchase"]


@pytest.mark.parametrize(("spent", "left", "owed"), [(0, 0, 0), (4, 0, 4), (10, 0, 10)])
async def test_a_chargeback_of_spent_credits_leaves_a_debt(
    database: Database, account_id: int, spent: int, left: int, owed: int
) -> None:
    async with database.write() as c:
        await ledger.purchase(c, account_id, 10, "stars 1", NOW)
        if spent:
            await ledger.hold(c, account_id, 7, spent, NOW)

        assert await ledger.chargeback(c, "stars 1", NOW) == 10
        assert await ledger.chargeback(c, "stars 1", NOW) == 0

        assert (await ledger.balance(c, account_id), await debt(c, account_id)) == (left, owed)


async def test_later_credits_pay_a_debt_first(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.purchase(c, account_id, 10, "stars 1", NOW)
        await ledger.hold(c, account_id, 7, 6, NOW)
        await ledger.chargeback(c, "stars 1", NOW)

        await ledger.grant(c, account_id, 4, "gift 1", NOW)
        assert (await ledger.balance(c, account_id), await debt(c, account_id)) == (0, 2)
        await ledger.grant(c, account_id, 5, "gift 2", NOW)

        assert (await ledger.balance(c, account_id), await debt(c, account_id)) == (3, 0)


async def test_a_refund_pays_a_debt_first(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.purchase(c, account_id, 10, "stars 1", NOW)
        await ledger.hold(c, account_id, 7, 6, NOW)
        await ledger.chargeback(c, "stars 1", NOW)

        await ledger.refund(c, 7, NOW)

        assert (await ledger.balance(c, account_id), await debt(c, account_id)) == (0, 0)


async def test_who_owes_cannot_spend(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.purchase(c, account_id, 2, "stars 1", NOW)
        await ledger.hold(c, account_id, 7, 2, NOW)
        await ledger.chargeback(c, "stars 1", NOW)

        with pytest.raises(NotEnoughCredits):
            await ledger.hold(c, account_id, 8, 1, NOW)


async def test_what_nobody_booked_is_not_charged_back(database: Database, account_id: int) -> None:
    async with database.write() as c:
        assert await ledger.chargeback(c, "stars 9", NOW) == 0


async def test_an_owner_takes_back_what_is_there_and_makes_no_debt(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 5, "gift", NOW)

        assert await ledger.take_back(c, account_id, 8, "mistake", NOW) == 5
        assert await ledger.take_back(c, account_id, 8, "another", NOW) == 0

        assert (await ledger.balance(c, account_id), await debt(c, account_id)) == (0, 0)


async def test_a_transfer_is_two_entries_and_counts_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        await ledger.grant(c, account_id, 5, "gift", NOW)

        assert await ledger.transfer(c, account_id, other, 3, "fund 1", NOW)
        assert not await ledger.transfer(c, account_id, other, 3, "fund 1", NOW)
        with pytest.raises(NotEnoughCredits):
            await ledger.transfer(c, account_id, other, 3, "fund 2", NOW)

        assert [await ledger.balance(c, each) for each in (account_id, other)] == [2, 3]
        assert await books.check(c) == []
