"""The life of a job: whoever races, each change happens once and the money follows it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from storage import books, jobs, ledger
from storage.accounts import find_or_open
from storage.database import Connection, Database
from storage.errors import NotEnoughCredits
from storage.jobs import Job
from tests.storage.conftest import NOW, new_job


async def _reserved(c: Connection, account_id: int, key: str = "update-1", price: int = 0) -> Job:
    if price:
        await ledger.grant(c, account_id, price, f"charge for {key}", NOW)
    job = await jobs.reserve(c, new_job(account_id, key, price), NOW)
    assert job is not None
    return job


async def _begun(c: Connection, account_id: int, key: str = "update-1", price: int = 0) -> Job:
    job = await jobs.begin(c, (await _reserved(c, account_id, key, price)).id, NOW)
    assert job is not None
    return job


async def _state(c: Connection, job_id: int) -> str:
    job = await jobs.get(c, job_id)
    assert job is not None
    return job.state


async def test_a_reserved_job_holds_its_price(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _reserved(c, account_id, price=5)

        assert (job.state, job.attempt, job.price, job.created_at) == ("reserved", 0, 5, NOW)
        assert job.public_id.startswith("J-")
        assert len(job.public_id) == 8
        assert await ledger.balance(c, account_id) == 0


async def test_the_same_idempotency_key_makes_one_job_and_one_hold(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _reserved(c, account_id, price=5)
        await ledger.grant(c, account_id, 5, "more", NOW)

        assert await jobs.reserve(c, new_job(account_id, price=5), NOW) is None

        assert await jobs.find_by_key(c, account_id, "update-1") == job
        assert await ledger.balance(c, account_id) == 5


async def test_two_accounts_may_use_the_same_key(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        await _reserved(c, account_id)

        assert await jobs.reserve(c, new_job(other), NOW) is not None


async def test_a_price_beyond_the_balance_leaves_no_job(database: Database, account_id: int) -> None:
    async with database.write() as c:
        with pytest.raises(NotEnoughCredits):
            await jobs.reserve(c, new_job(account_id, price=1), NOW)

        assert await jobs.find_by_key(c, account_id, "update-1") is None


async def test_a_free_job_books_nothing(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)
        await jobs.succeed(c, job.id, job.attempt, None, None, NOW)

        assert not await ledger.reverse(c, job.id, NOW)
        assert await books.check(c) == []


async def test_success_captures_the_price_and_erases_the_sources(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id, price=5)

        assert await jobs.succeed(c, job.id, 1, "out/1/1", b"facts", NOW)

        done = await jobs.get(c, job.id)
        assert done is not None
        assert (done.state, done.result_key, done.result, done.sources) == ("done", "out/1/1", b"facts", None)
        assert await ledger.balance(c, account_id) == 0
        assert await books.check(c) == []


async def test_failure_refunds_and_keeps_the_reason(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id, price=5)

        assert await jobs.fail(c, job.id, 1, "too_many_pixels", {"limit": 50}, NOW)

        failed = await jobs.get(c, job.id)
        assert failed is not None
        assert (failed.state, failed.error, failed.error_facts) == ("failed", "too_many_pixels", {"limit": 50})
        assert await ledger.balance(c, account_id) == 5
        assert await books.check(c) == []


async def test_a_runner_whose_job_was_begun_again_settles_nothing(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id, price=5)
        await jobs.begin(c, job.id, NOW)

        assert not await jobs.succeed(c, job.id, 1, None, None, NOW)
        assert not await jobs.fail(c, job.id, 1, "crashed", {}, NOW)
        assert await _state(c, job.id) == "running"
        assert await jobs.succeed(c, job.id, 2, None, None, NOW)


async def test_a_job_that_was_begun_three_times_fails_and_is_refunded(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _reserved(c, account_id, price=5)
        attempts = [await jobs.begin(c, job.id, NOW) for _ in range(jobs.MAX_ATTEMPTS)]
        assert [begun.attempt for begun in attempts if begun] == [1, 2, 3]

        assert await jobs.begin(c, job.id, NOW) is None

        failed = await jobs.get(c, job.id)
        assert failed is not None
        assert (failed.state, failed.error) == ("failed", "attempts")
        assert await ledger.balance(c, account_id) == 5


@pytest.mark.parametrize("begun", [False, True])
async def test_an_open_job_can_be_cancelled_and_is_refunded(database: Database, account_id: int, begun: bool) -> None:
    async with database.write() as c:
        job = await (_begun if begun else _reserved)(c, account_id, price=5)

        assert await jobs.cancel(c, job.id, NOW)
        assert not await jobs.cancel(c, job.id, NOW)

        assert await jobs.begin(c, job.id, NOW) is None
        assert not await jobs.succeed(c, job.id, 1, None, None, NOW)
        assert await ledger.balance(c, account_id) == 5


async def test_a_result_is_delivered_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id, price=5)
        assert await jobs.start_delivery(c, job.id, NOW) is None
        await jobs.succeed(c, job.id, 1, None, None, NOW)

        sending = await jobs.start_delivery(c, job.id, NOW)
        assert sending is not None
        assert sending.delivery_attempts == 1
        assert await jobs.delivered(c, job.id, NOW)
        assert not await jobs.delivered(c, job.id, NOW)

        assert await _state(c, job.id) == "delivered"
        assert await jobs.start_delivery(c, job.id, NOW) is None
        assert not await jobs.undeliverable(c, job.id, NOW)
        assert await ledger.balance(c, account_id) == 0


async def test_a_failure_is_told_to_the_user_too(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)
        await jobs.fail(c, job.id, 1, "corrupt", {}, NOW)
        assert [waiting.id for waiting in await jobs.undelivered(c)] == [job.id]

        await jobs.delivered(c, job.id, NOW)

        assert await jobs.undelivered(c) == []
        assert await _state(c, job.id) == "failed"


async def test_a_result_that_cannot_be_delivered_is_given_back_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id, price=5)
        await jobs.succeed(c, job.id, 1, None, None, NOW)

        assert await jobs.undeliverable(c, job.id, NOW)
        assert not await jobs.undeliverable(c, job.id, NOW)

        assert await jobs.undelivered(c) == []
        assert await ledger.balance(c, account_id) == 5
        assert await books.check(c) == []


async def test_a_failure_that_cannot_be_delivered_is_not_refunded_twice(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id, price=5)
        await jobs.fail(c, job.id, 1, "corrupt", {}, NOW)

        assert await jobs.undeliverable(c, job.id, NOW)

        assert await ledger.balance(c, account_id) == 5
        assert await books.check(c) == []


async def test_nobody_finds_the_job_of_another_account(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _reserved(c, account_id)
        other = (await find_or_open(c, "telegram", "1", NOW)).id

        assert await jobs.find(c, job.public_id, account_id) == job
        assert await jobs.find(c, job.public_id, other) is None


async def test_after_a_restart_the_open_jobs_come_back_oldest_first(database: Database, account_id: int) -> None:
    async with database.write() as c:
        first = await _begun(c, account_id, "first")
        second = await _reserved(c, account_id, "second")
        over = await _reserved(c, account_id, "over")
        await jobs.cancel(c, over.id, NOW)

    async with database.read() as c:
        assert [job.id for job in await jobs.open_jobs(c)] == [first.id, second.id]
        assert [job.id for job in await jobs.open_jobs(c, account_id)] == [first.id, second.id]
        assert await jobs.open_jobs(c, account_id + 1) == []
        assert await jobs.waiting(c, account_id) == 2
        assert [job.id for job in await jobs.history(c, [account_id], limit=2)] == [over.id, second.id]
        assert [job.id for job in await jobs.history(c, [account_id], limit=2, offset=2)] == [first.id]
        assert await jobs.states(c) == {"running": 1, "reserved": 1, "cancelled": 1}


@pytest.mark.parametrize("end", [jobs.delivered, jobs.undeliverable])
async def test_the_way_back_to_the_chat_is_forgotten_with_the_answer(
    database: Database, account_id: int, end: Callable[[Connection, int, datetime], Awaitable[bool]]
) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)
        settled = await jobs.succeed(c, job.id, 1, None, None, NOW)
        assert settled
        assert settled.reply_to == job.reply_to

        await end(c, job.id, NOW)

        found = await jobs.get(c, job.id)
        assert found
        assert found.reply_to is None


async def test_a_cancelled_job_forgets_the_way_back_to_the_chat(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _reserved(c, account_id)

        await jobs.cancel(c, job.id, NOW)

        found = await jobs.get(c, job.id)
        assert found
        assert found.reply_to is None


async def test_a_first_try_at_sending_is_counted_as_the_job_is_settled(database: Database, account_id: int) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)

        settled = await jobs.succeed(c, job.id, 1, None, None, NOW, sending=True)
        again = await jobs.start_delivery(c, job.id, NOW)

        assert settled
        assert again
        assert (settled.delivery_attempts, again.delivery_attempts) == (1, 2)


async def test_an_expired_result_is_forgotten_but_never_one_that_is_owed(database: Database, account_id: int) -> None:
    until = NOW + timedelta(hours=1)
    async with database.write() as c:
        answered = await _begun(c, account_id, "answered")
        await jobs.succeed(c, answered.id, 1, "out/1/1", b"facts", NOW, until)
        await jobs.delivered(c, answered.id, NOW)
        owed = await _begun(c, account_id, "owed")
        await jobs.succeed(c, owed.id, 1, "out/2/1", b"facts", NOW, until)

        assert await jobs.forget_results(c, until - timedelta(seconds=1)) == 0
        assert await jobs.forget_results(c, until) == 1
        assert await jobs.forget_results(c, until) == 0

        left = {job.id: (job.result_key, job.result) for job in await jobs.history(c, [account_id], 2)}
        assert left == {answered.id: (None, None), owed.id: ("out/2/1", b"facts")}


async def test_old_jobs_are_purged_but_never_one_that_owes_an_answer(database: Database, account_id: int) -> None:
    async with database.write() as c:
        answered = await _begun(c, account_id, "answered", price=5)
        await jobs.succeed(c, answered.id, 1, None, None, NOW)
        await jobs.delivered(c, answered.id, NOW)
        owed = await _begun(c, account_id, "owed")
        await jobs.succeed(c, owed.id, 1, None, None, NOW)
        await _reserved(c, account_id, "open")

        assert await jobs.purge(c, NOW) == 0
        assert await jobs.purge(c, NOW + timedelta(days=30)) == 1

        assert await jobs.get(c, answered.id) is None
        assert await jobs.get(c, owed.id) is not None
        assert await books.check(c) == []


@pytest.mark.parametrize("end", [jobs.delivered, jobs.undeliverable])
async def test_sources_that_the_answer_needs_stay_until_it_is_delivered(
    database: Database, account_id: int, end: Callable[[Connection, int, datetime], Awaitable[bool]]
) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)

        settled = await jobs.succeed(c, job.id, 1, "out/1/1", b"facts", NOW, keep_sources=True)
        assert settled
        assert settled.sources == job.sources is not None

        await end(c, job.id, NOW)

        found = await jobs.get(c, job.id)
        assert found
        assert found.sources is None


@pytest.mark.parametrize("settled", ["open", "done", "failed"])
async def test_an_answer_that_is_still_to_be_sent_can_be_sent_elsewhere(
    database: Database, account_id: int, settled: str
) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)
        if settled == "done":
            await jobs.succeed(c, job.id, 1, None, None, NOW)
        if settled == "failed":
            await jobs.fail(c, job.id, 1, "corrupt", {}, NOW)

        assert await jobs.readdress(c, job.public_id, account_id, b"elsewhere")
        assert not await jobs.readdress(c, job.public_id, account_id + 1, b"to a stranger")

        found = await jobs.get(c, job.id)
        assert found
        assert found.reply_to == b"elsewhere"


@pytest.mark.parametrize("end", [jobs.delivered, jobs.undeliverable, jobs.cancel])
async def test_an_answer_that_was_sent_goes_nowhere_any_more(
    database: Database, account_id: int, end: Callable[[Connection, int, datetime], Awaitable[bool]]
) -> None:
    async with database.write() as c:
        job = await _begun(c, account_id)
        if end is not jobs.cancel:
            await jobs.succeed(c, job.id, 1, None, None, NOW)
        await end(c, job.id, NOW)

        assert not await jobs.readdress(c, job.public_id, account_id, b"elsewhere")

        found = await jobs.get(c, job.id)
        assert found
        assert found.reply_to is None
