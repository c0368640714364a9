"""Quotas: never more than allowed, however many take at once, and given back to the day they were taken from."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage import jobs, quotas
from storage.database import Database
from storage.quotas import Claim, day_of, month_of
from tests.storage.conftest import NOW, new_job

CLAIM = Claim("free ai", b"anna", day_of(NOW), 1)


async def used(database: Database, claim: Claim = CLAIM) -> int:
    async with database.read() as c:
        return await quotas.used(c, claim.holder, claim.name, claim.since)


async def test_no_more_is_taken_than_the_limit(database: Database) -> None:
    async with database.write() as c:
        taken = [await quotas.take(c, CLAIM, 2) for _ in range(3)]
        too_much = await quotas.take(c, replace(CLAIM, holder=b"bert", units=3), 2)

    assert (taken, too_much) == ([True, True, False], False)
    assert await used(database) == 2


async def test_fifty_at_once_get_what_there_is(database: Database) -> None:
    async def take() -> bool:
        async with database.write() as c:
            return await quotas.take(c, CLAIM, 7)

    assert sum(await asyncio.gather(*(take() for _ in range(50)))) == 7


async def test_each_day_has_its_own(database: Database) -> None:
    async with database.write() as c:
        assert await quotas.take(c, CLAIM, 1)
        assert await quotas.take(c, replace(CLAIM, since=day_of(NOW + timedelta(days=1))), 1)


async def test_nothing_falls_below_zero(database: Database) -> None:
    async with database.write() as c:
        await quotas.take(c, CLAIM, 1)
        await quotas.release(c, [CLAIM])
        await quotas.release(c, [CLAIM])

    assert await used(database) == 0


@pytest.mark.parametrize("ending", ["fail", "cancel", "undeliverable", "three attempts"])
async def test_a_job_that_comes_to_nothing_gives_back_to_the_day_it_took_from(
    database: Database, account_id: int, ending: str
) -> None:
    later = NOW + timedelta(days=1)
    today = replace(CLAIM, since=day_of(later))
    async with database.write() as c:
        await quotas.take(c, CLAIM, 1)
        await quotas.take(c, today, 1)
        job = await jobs.reserve(c, replace(new_job(account_id), claims=[CLAIM.to_plain()]), NOW)
        assert job
        for _ in range(jobs.MAX_ATTEMPTS + 1 if ending == "three attempts" else 1):
            await jobs.begin(c, job.id, NOW)
        if ending == "fail":
            await jobs.fail(c, job.id, 1, "crashed", {}, later)
        elif ending == "cancel":
            await jobs.cancel(c, job.id, later)
        elif ending == "undeliverable":
            await jobs.succeed(c, job.id, 1, None, None, later)
            await jobs.undeliverable(c, job.id, later)

    assert (await used(database), await used(database, today)) == (0, 1)


async def test_a_failure_that_cannot_be_told_gives_back_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await quotas.take(c, replace(CLAIM, units=2), 5)
        job = await jobs.reserve(c, replace(new_job(account_id), claims=[CLAIM.to_plain()]), NOW)
        assert job
        await jobs.begin(c, job.id, NOW)
        await jobs.fail(c, job.id, 1, "crashed", {}, NOW)
        await jobs.undeliverable(c, job.id, NOW)

    assert await used(database) == 1


async def test_a_job_that_is_done_keeps_what_it_took(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await quotas.take(c, CLAIM, 1)
        job = await jobs.reserve(c, replace(new_job(account_id), claims=[CLAIM.to_plain()]), NOW)
        assert job
        await jobs.begin(c, job.id, NOW)
        await jobs.succeed(c, job.id, 1, None, None, NOW)
        await jobs.delivered(c, job.id, NOW)

    assert await used(database) == 1


async def test_old_days_go_and_budgets_stay_longer(database: Database) -> None:
    old = day_of(NOW) - timedelta(days=40)
    async with database.write() as c:
        await quotas.take(c, replace(CLAIM, since=old), 1)
        await quotas.take(c, Claim("budget openai", b"openai", old, 5), 100)
        await quotas.take(c, CLAIM, 1)

        assert await quotas.drop_before(c, day_of(NOW) - timedelta(days=2), NOW - timedelta(days=400)) == 1

        left = await quotas.everything(c, old)
    assert {name for name, _, _ in left} == {"budget openai", "free ai"}


def test_a_claim_is_written_and_read_back() -> None:
    assert Claim.from_plain(CLAIM.to_plain()) == CLAIM


def test_days_and_months_begin_at_midnight_in_utc() -> None:
    berlin = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=2)))  # still the 28th in UTC

    assert day_of(berlin) == datetime(2026, 3, 28, tzinfo=UTC)
    assert month_of(berlin) == datetime(2026, 3, 1, tzinfo=UTC)
