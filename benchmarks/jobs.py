"""Thousands of jobs: what stays in memory; and how many reservations a second the ledger takes."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.codecs import jpeg, scene
from benchmarks.figures import Figure
from benchmarks.served import served
from storage import accounts, books, jobs, ledger
from storage.database import Database
from storage.errors import NotEnoughCredits
from storage.jobs import NewJob
from storage.migrate import migrate
from tests.proofs.visitor import Visitor

_MEGABYTE = 1_000_000
_AT_ONCE = 8
_PEOPLE = 100
_CREDITS = 60


async def figures(many: int) -> AsyncIterator[Figure]:
    """Yield the growth of memory over `many` jobs, and reservations by the second."""
    yield await _growth(many)
    yield await _reservations(10_000)


async def _growth(many: int) -> Figure:
    """Measure after each tenth; the first fifth warms up and does not count."""
    tenth = max(1, many // 10)
    async with served() as (bot, visitor):
        upload = await visitor.upload(jpeg(scene(800, 600)))
        main = bot.family()[0]
        sizes = []
        for part in range(10):
            await asyncio.gather(*(_some(visitor, upload, f"{part}-{n}", tenth // _AT_ONCE) for n in range(_AT_ONCE)))
            sizes.append(main.memory_info().rss / _MEGABYTE)
    grown = (sizes[-1] - sizes[1]) / (8 * tenth) * 1000
    return Figure(f"the bot's memory over {many} jobs, growth per 1,000", grown, "MB", 2)


async def _some(visitor: Visitor, upload: str, name: str, number: int) -> None:
    for each in range(number):
        reply = await visitor.send(f"job-{name}-{each:06}", "/flip", upload)
        await visitor.settled(reply["job"])


async def _reservations(many: int) -> Figure:
    """Reserve from 100 people with 60 credits each, all at once; exactly 6,000 may succeed."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder)}/darkroom.db")
        await database.open()
        await migrate(database, None)
        now = datetime.now(UTC)
        async with database.write() as connection:
            people = [await accounts.find_or_open(connection, "web", f"p{n}", now) for n in range(_PEOPLE)]
            for person in people:
                await ledger.grant(connection, person.id, _CREDITS, f"grant {person.id}", now)
        began = time.perf_counter()
        taken = await asyncio.gather(*(_reserve(database, people[n % _PEOPLE].id, n) for n in range(many)))
        took = time.perf_counter() - began
        async with database.read() as connection:
            assert await books.check(connection) == []
        await database.close()
    assert sum(taken) == min(many, _PEOPLE * _CREDITS)
    return Figure(f"{many} reservations at once, exact", took, "s", 30)


async def _reserve(database: Database, account_id: int, number: int) -> bool:
    new = NewJob(account_id, "web", f"k{number}", "cpu", 1, "flip", b"", None, b"", None)
    try:
        async with database.write() as connection:
            return await jobs.reserve(connection, new, datetime.now(UTC)) is not None
    except NotEnoughCredits:
        return False
