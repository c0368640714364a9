"""The check of the books names each place where they do not agree, and only those."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from storage import books, jobs, ledger, quotas
from storage.books import Discrepancy
from storage.database import Database
from storage.quotas import Claim, day_of, month_of
from tests.storage.conftest import NOW, new_job


async def test_books_without_entries_agree(database: Database, account_id: int) -> None:
    async with database.read() as c:
        assert await books.check(c, NOW) == []


async def test_a_balance_that_is_not_the_sum_of_its_entries_is_found(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        assert await books.check(c) == []

        await c.execute(text("UPDATE accounts SET credits = 11"))

        assert await books.check(c) == [Discrepancy("balance", account_id, None, expected=10, found=11)]


async def test_credits_beside_a_debt_are_found(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        await c.execute(text("UPDATE accounts SET credits = 12, debt = 2"))

        assert await books.check(c) == [Discrepancy("debt", account_id, None, expected=0, found=2)]


async def test_credits_of_an_account_that_was_joined_to_another_are_found(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        await c.execute(text("UPDATE accounts SET merged_into = 99"))

        assert await books.check(c) == [Discrepancy("joined", account_id, None, expected=0, found=10)]


async def test_a_hold_that_was_never_settled_is_found(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        await ledger.hold(c, account_id, 7, 4, NOW)  # there is no such job, so it is over

        assert await books.check(c) == [Discrepancy("settlement", account_id, 7, expected=1, found=0)]


async def test_a_job_that_paid_something_else_than_its_price_is_found(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 10, "charge-1", NOW)
        job = await jobs.reserve(c, new_job(account_id, price=4), NOW)
        assert job
        await c.execute(text("UPDATE jobs SET price = 5"))

        assert await books.check(c) == [Discrepancy("price", account_id, job.id, expected=-5, found=-4)]


async def test_a_transfer_with_one_leg_is_found(database: Database, account_id: int) -> None:
    leg = "INSERT INTO ledger (account_id, kind, amount, pair, at) VALUES (:id, 'transfer', 3, 'lost', :now)"
    async with database.write() as c:
        await c.execute(text(leg), {"id": account_id, "now": NOW.replace(tzinfo=None)})
        await c.execute(text("UPDATE accounts SET credits = 3"))

        assert await books.check(c) == [Discrepancy("transfer", account_id, None, expected=0, found=3)]


@pytest.mark.parametrize(
    "claim", [Claim("free ai", b"someone", day_of(NOW), 2), Claim("budget openai", b"", month_of(NOW), 2)]
)
async def test_a_quota_that_counts_less_than_jobs_claim_is_found(
    database: Database, account_id: int, claim: Claim
) -> None:
    """NOW is no first of a month: a budget is looked at on every day of it."""
    async with database.write() as c:
        assert await quotas.take(c, claim, 5)
        await jobs.reserve(c, replace(new_job(account_id), claims=[claim.to_plain()]), NOW)
        assert await books.check(c, NOW) == []

        await c.execute(text("UPDATE quotas SET used = 1"))

        assert await books.check(c, NOW) == [Discrepancy("quota", 0, None, expected=2, found=1)]
