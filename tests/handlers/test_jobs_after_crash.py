"""Whenever the process dies, the next one ends the job in exactly one answer and one charge.

The house is cut off at every boundary in turn: before, inside and after each transaction, and around each call to the
engine, the files and the chat. What happened before the cut stays; then a new process starts.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from handlers.reply import Reply
from handlers.request import Identity
from storage import jobs, uploads, usage
from storage.database import Connection
from tests.handlers.conftest import ANNA, RITA, House, picture
from tests.proofs.counts import WHOLE
from tools.work import Result, Work

pytestmark = pytest.mark.proof

PAGE = Identity("page", "visitor-1")
MOST = 30
"""More boundaries than any of these jobs crosses; a test below holds it to that."""

CUTS = range(1, MOST) if WHOLE else range(1, MOST, 3)


class SimulatedCrash(BaseException):
    """The process is gone: nothing may catch this."""


class Scissors:
    """Cuts at the boundaries with these numbers, counted from 1."""

    def __init__(self, house: House, at: set[int]) -> None:
        self.at = at
        self.passed = 0
        self._cut_database(house)
        self._cut(house.engine, "run")
        self._cut(house.services.files, "put")
        self._cut(house.services.files, "get")
        for chat in (house.chat, house.page, house.room):
            self._cut(chat, "fetch")
            self._cut(chat, "send")

    def point(self) -> None:
        self.passed += 1
        if self.passed in self.at:
            raise SimulatedCrash

    def _cut(self, owner: Any, name: str) -> None:
        real: Callable[..., Awaitable[Any]] = getattr(owner, name)

        async def cut(*args: Any) -> Any:
            self.point()
            result = await real(*args)
            self.point()
            return result

        setattr(owner, name, cut)

    def _cut_database(self, house: House) -> None:
        real = house.services.database.write

        @asynccontextmanager
        async def write() -> AsyncIterator[Connection]:
            self.point()
            async with real() as connection:
                yield connection
                self.point()
            self.point()

        house.services.database.write = write  # type: ignore[method-assign]  # the cut goes into the real one


async def live(house: House, identity: Identity, data: bytes, text: str, scissors: Scissors) -> str | None:
    """Ask and let the queue run; after each crash start anew."""
    return await lived(house, lambda: house.ask(text, data, identity=identity, key="update-1"), scissors)


async def lived(house: House, ask: Callable[[], Awaitable[Reply]], scissors: Scissors) -> str | None:
    """Do that with any request. A chat repeats a message that was not answered."""
    job: str | None = None
    for _ in range(20):
        try:
            if job is None:
                job = (await ask()).job
            await house.work()
        except SimulatedCrash:
            await restarted(house)
            continue
        await house.runner.reconcile()
        if not house.queue.waiting:
            scissors.at.clear()
            return job
    raise AssertionError("it never came to rest")


async def restarted(house: House) -> None:
    """Start again until a start is not itself cut off."""
    for _ in range(20):
        with suppress(SimulatedCrash):
            await house.restart()
            return


async def states(house: House) -> dict[str, int]:
    async with house.services.database.read() as connection:
        return await jobs.states(connection)


JOBS = {
    "priced": (ANNA, picture(8, 8), 4, "delivered"),
    "fetched later": (PAGE, picture(8, 8), 4, "delivered"),
    "with buttons": (RITA, picture(8, 8), 4, "delivered"),
    "failing": (ANNA, b"this is no picture", 5, "failed"),
}


@pytest.mark.parametrize("at", CUTS)
@pytest.mark.parametrize("kind", JOBS)
async def test_a_priced_job_is_answered_and_charged_once(house: House, kind: str, at: int) -> None:
    identity, data, left, state = JOBS[kind]
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5, identity)
    scissors = Scissors(house, {at})

    await live(house, identity, data, "/blur 1", scissors)

    sent = {"page": house.page, "room": house.room, "chat": house.chat}[identity.platform].sent
    assert await states(house) == {state: 1}
    assert len({each.delivery for each in sent}) == 1
    assert len({each.reply.error for each in sent}) == 1
    assert len(sent) <= 2
    assert all(bool(each.reply.buttons) is (kind == "with buttons") for each in sent)
    assert await house.credits(identity) == left
    assert await house.books_agree()


@pytest.mark.parametrize("at", range(1, MOST))
async def test_a_free_job_is_answered_however_it_is_cut(house: House, at: int) -> None:
    scissors = Scissors(house, {at})

    await live(house, ANNA, picture(8, 8), "/blur 1", scissors)

    assert await states(house) == {"delivered": 1}
    assert len({each.delivery for each in house.chat.sent}) == 1
    assert 1 <= len(house.chat.sent) <= 2
    assert await house.services.files.list("out") == []


@pytest.mark.parametrize("at", CUTS)
async def test_a_pressed_button_is_one_job_however_it_is_cut(house: House, at: int) -> None:
    panel = await house.press_on(await house.ask("", picture(8, 8), identity=RITA), "Blur")
    scissors = Scissors(house, {at})

    job = await lived(house, lambda: house.press_on(panel, "▶ Run", key="press-1"), scissors)

    assert job
    assert await states(house) == {"delivered": 1}
    assert len({each.delivery for each in house.room.sent}) == 1
    assert (await house.press_on(house.room.sent[-1].reply, "Again")).job


@pytest.mark.parametrize("seed", range(20))
async def test_no_row_of_crashes_loses_or_mints_a_credit(house: House, seed: int) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5)
    chance = random.Random(seed)  # noqa: S311  a repeatable choice of where to cut, no secret
    scissors = Scissors(house, {chance.randrange(1, 60) for _ in range(6)})

    await live(house, ANNA, picture(8, 8), "/blur 1", scissors)

    (state,) = await states(house)
    results = [each for each in house.chat.sent if each.reply.files]
    assert state in ("delivered", "failed")
    assert bool(results) == (state == "delivered")
    assert await house.credits() == (4 if state == "delivered" else 5)
    assert await house.books_agree()


async def test_a_frozen_runner_that_comes_back_changes_nothing(house: House) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5)
    frozen, thaw = asyncio.Event(), asyncio.Event()
    real = house.engine.run

    async def freeze_once(work: Work) -> Result:
        result = await real(work)
        if not frozen.is_set():
            frozen.set()
            await thaw.wait()
        return result

    house.engine.run = freeze_once  # type: ignore[method-assign]  # the real work, but late
    job = await house.job((await house.ask("/blur 1", picture(8, 8))).job)
    zombie = asyncio.ensure_future(house.runner.run(job.id))
    await frozen.wait()

    await house.runner.run(job.id)
    thaw.set()
    await zombie
    await house.work()

    assert await house.services.files.list("out") == [f"out/{job.id}/2/1"]
    async with house.services.database.read() as connection:
        assert await uploads.known(connection, [f"out/{job.id}/1/1"]) == set()
        assert [day.jobs for day in await usage.usage(connection, job.account_id, house.clock().date())] == [1]
    assert len(house.chat.sent) == 1
    assert await house.credits() == 4
    assert await house.books_agree()


async def test_the_fourth_try_is_a_failure_that_is_told_at_once(house: House) -> None:
    job = await house.job((await house.ask("/blur 1", picture(8, 8))).job)
    async with house.services.database.write() as connection:
        for _ in range(jobs.MAX_ATTEMPTS):
            assert await jobs.begin(connection, job.id, house.clock())

    await house.work()

    assert [sent.reply.error for sent in house.chat.sent] == ["attempts"]


async def test_the_cuts_reach_past_the_end(house: House) -> None:
    scissors = Scissors(house, set())

    await live(house, ANNA, picture(8, 8), "/blur 1", scissors)

    assert 10 < scissors.passed < MOST
