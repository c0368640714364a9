"""The queue of one process: limits, order, cancelling and stopping, with runners that the test opens and closes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.queues.lane import Waiting
from bot.queues.local import LocalQueue
from storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/queue.db")
    await database.open()
    yield database
    await database.close()


class Gate:
    """A runner that notes what it runs and waits until it is let through."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.started: list[int] = []
        self.cancelled: list[int] = []

    async def __call__(self, job_id: int) -> None:
        self.started.append(job_id)
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.cancelled.append(job_id)
            raise


def queue_of(slots: int = 1, waiting: int = 100, per_account: int = 2) -> LocalQueue:
    return LocalQueue({"cpu": slots, "deliver": 1}, waiting=waiting, per_account=per_account)


async def add(queue: LocalQueue, database: Database, *jobs: tuple[int, int], lane: str = "cpu") -> None:
    async with database.write() as connection:
        for job_id, account_id in jobs:
            queue.hand_over(connection, job_id, lane, account_id)
    await asyncio.sleep(0)


async def test_a_job_whose_transaction_is_rolled_back_never_runs(database: Database) -> None:
    queue, gate = queue_of(), Gate()
    await queue.start({"cpu": gate})
    with suppress(ZeroDivisionError):
        async with database.write() as connection:
            queue.hand_over(connection, 1, "cpu", 1)
            raise ZeroDivisionError
    await add(queue, database, (2, 1))
    assert gate.started == [2]
    await queue.stop(0)


async def test_jobs_run_up_to_the_slots_and_the_rest_know_their_place(database: Database) -> None:
    queue, gate = queue_of(slots=2), Gate()
    await queue.start({"cpu": gate})
    await add(queue, database, (1, 1), (2, 2), (3, 3), (4, 4))
    assert gate.started == [1, 2]
    assert [queue.place(job) for job in (1, 2, 3, 4)] == [None, None, 1, 2]
    assert queue.places() == {3: 1, 4: 2}
    depth = queue.depth()["cpu"]
    assert (depth.waiting, depth.running) == (2, 2)
    gate.open.set()
    await queue.stop(5)


async def test_one_account_does_not_take_every_slot(database: Database) -> None:
    queue, gate = queue_of(slots=4, per_account=2), Gate()
    await queue.start({"cpu": gate})
    await add(queue, database, (1, 1), (2, 1), (3, 1), (4, 2))
    assert gate.started == [1, 2, 4]
    await queue.stop(0)


async def test_a_job_handed_over_twice_runs_once(database: Database) -> None:
    queue, gate = queue_of(), Gate()
    await queue.start({"cpu": gate})
    await add(queue, database, (1, 1), (1, 1), (2, 1), (2, 1))
    gate.open.set()
    await asyncio.sleep(0.01)
    assert gate.started == [1, 2]
    await queue.stop(1)


async def test_cancelling_ends_the_running_job_and_the_lane_goes_on(database: Database) -> None:
    queue, gate = queue_of(), Gate()
    await queue.start({"cpu": gate})
    await add(queue, database, (1, 1), (2, 1), (3, 1))
    queue.cancel(2)
    queue.cancel(1)
    await asyncio.sleep(0.01)
    assert gate.started == [1, 3]
    assert gate.cancelled == [1]
    await queue.stop(0)


async def test_a_job_cancelled_before_its_first_step_frees_its_slot(database: Database) -> None:
    queue, gate = queue_of(), Gate()
    await queue.start({"cpu": gate})
    async with database.write() as connection:
        queue.hand_over(connection, 1, "cpu", 1)
    queue.cancel(1)
    await add(queue, database, (2, 1))
    await asyncio.sleep(0.01)
    assert 2 in gate.started
    await queue.stop(0)


async def test_a_runner_that_raises_is_counted_and_the_lane_goes_on(database: Database) -> None:
    counted: list[tuple[str, bool]] = []
    ran: list[int] = []

    async def fails_on_odd(job_id: int) -> None:
        ran.append(job_id)
        if job_id % 2:
            raise RuntimeError("odd")

    queue = LocalQueue(
        {"cpu": 1}, waiting=9, per_account=2, finished=lambda lane, _, succeeded: counted.append((lane, succeeded))
    )
    await queue.start({"cpu": fails_on_odd})
    await add(queue, database, (1, 1), (2, 1))
    await asyncio.sleep(0.01)
    assert ran == [1, 2]
    assert counted == [("cpu", False), ("cpu", True)]


async def test_a_full_lane_says_how_many_wait(database: Database) -> None:
    queue = queue_of(waiting=2)
    await add(queue, database, (1, 1))
    assert queue.full("cpu") is None
    await add(queue, database, (2, 1))
    assert queue.full("cpu") == 2
    assert queue.full("deliver") is None


async def test_stopping_waits_for_short_work_and_starts_nothing_more(database: Database) -> None:
    queue, gate = queue_of(), Gate()
    await queue.start({"cpu": gate})
    await add(queue, database, (1, 1), (2, 1))
    asyncio.get_running_loop().call_later(0.02, gate.open.set)
    await queue.stop(5)
    assert gate.started == [1]
    assert gate.cancelled == []


async def test_stopping_cancels_work_that_outlasts_the_grace(database: Database) -> None:
    queue, gate = queue_of(), Gate()
    await queue.start({"cpu": gate})
    await add(queue, database, (1, 1))
    await queue.stop(0.01)
    assert gate.cancelled == [1]


@settings(max_examples=30, deadline=None)
@given(
    accounts=st.lists(st.integers(1, 4), max_size=30),
    slots=st.integers(1, 4),
    per_account=st.integers(1, 3),
)
async def test_the_limits_hold_at_every_moment(accounts: list[int], slots: int, per_account: int) -> None:
    running: Counter[int] = Counter()
    most: list[tuple[int, int]] = []

    async def runner(job_id: int) -> None:
        account = accounts[job_id]
        running[account] += 1
        most.append((sum(running.values()), running[account]))
        await asyncio.sleep(0)
        running[account] -= 1

    queue = LocalQueue({"cpu": slots}, waiting=100, per_account=per_account)
    await queue.start({"cpu": runner})
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/queue.db")
        await database.open()
        await add(queue, database, *enumerate(accounts))
        await database.close()
    for _ in range(3 * len(accounts) + 3):
        await asyncio.sleep(0)
    assert len(most) == len(accounts)
    assert all(total <= slots and own <= per_account for total, own in most)


async def test_a_job_that_only_waits_for_its_chat_gives_its_place_to_the_next() -> None:
    queue, chat, began = LocalQueue({"cpu": 1}, waiting=10, per_account=1), asyncio.Event(), list[int]()

    async def runner(job_id: int) -> None:
        began.append(job_id)
        queue.release(job_id)
        await chat.wait()

    await queue.start({"cpu": runner})
    for job_id in (1, 2, 3):
        queue._lanes["cpu"].add(Waiting(job_id, 7, 0, 0.0))
    await asyncio.sleep(0.01)
    assert began == [1, 2, 3]
    queue._lanes["cpu"].add(Waiting(1, 7, 0, 0.0))
    assert queue.depth()["cpu"].waiting == 0, "it is still known as running"
    queue.cancel(2)
    await asyncio.sleep(0.01)
    assert queue.depth()["cpu"].running == 2
    chat.set()
    await asyncio.sleep(0.01)
    assert queue.depth()["cpu"].running == 0
    await queue.stop(0)


async def test_a_place_that_was_given_away_is_not_given_back_twice() -> None:
    queue, most, working = LocalQueue({"cpu": 1}, waiting=10, per_account=9), [0], [0]

    async def runner(job_id: int) -> None:
        working[0] += 1
        most[0] = max(most[0], working[0])
        await asyncio.sleep(0.001)
        working[0] -= 1
        queue.release(job_id)
        queue.release(job_id)

    await queue.start({"cpu": runner})
    for job_id in range(1, 20):
        queue._lanes["cpu"].add(Waiting(job_id, job_id, 0, 0.0))
    await asyncio.sleep(0.2)
    assert most == [1]
    await queue.stop(0)


async def test_a_place_given_away_is_waited_for_and_taken_before_those_who_have_not_begun() -> None:
    queue, deeds = LocalQueue({"cpu": 1}, waiting=10, per_account=1), list[str]()

    async def runner(job_id: int) -> None:
        deeds.append(f"{job_id} begins")
        if job_id == 1:
            queue.release(job_id)
            await asyncio.sleep(0)
            await queue.retake(job_id)
            await queue.retake(job_id)
        await asyncio.sleep(0.001)
        deeds.append(f"{job_id} ends")

    await queue.start({"cpu": runner})
    for job_id in (1, 2, 3):
        queue._lanes["cpu"].add(Waiting(job_id, job_id, 0, 0.0))
    await asyncio.sleep(0.1)
    assert deeds == ["1 begins", "2 begins", "2 ends", "1 ends", "3 begins", "3 ends"]
    await queue.stop(0)


async def test_a_job_that_waits_for_its_place_can_be_cancelled() -> None:
    queue, held = LocalQueue({"cpu": 1}, waiting=10, per_account=9), asyncio.Event()

    async def runner(job_id: int) -> None:
        if job_id == 1:
            queue.release(job_id)
            await asyncio.sleep(0)
            await queue.retake(job_id)
            raise AssertionError("it was cancelled")
        await held.wait()

    await queue.start({"cpu": runner})
    for job_id in (1, 2, 3):
        queue._lanes["cpu"].add(Waiting(job_id, job_id, 0, 0.0))
    await asyncio.sleep(0.01)
    queue.cancel(1)
    held.set()
    await asyncio.sleep(0.01)
    assert queue.depth()["cpu"].running == 0
    assert not queue._lanes["cpu"]._away
    await queue.stop(0)
