"""How many jobs a second the ledger takes on, and settles, one after another, on SQLite and PostgreSQL.

Each is a transaction of its own, durable when it returns, as a job of its own would make it.
"""

import os
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from storage import accounts, books, jobs, ledger
from storage.database import Database
from storage.errors import DatabaseUnreachable
from storage.jobs import NewJob
from storage.migrate import migrate

POSTGRES = "DARKROOM_BENCH_POSTGRES"
"""The environment variable that names an empty PostgreSQL database to measure on."""

_MANY = 2000
_LEAST = 300


async def figures() -> AsyncIterator[Figure]:
    """Yield reservations and settlements by the second."""
    with tempfile.TemporaryDirectory() as folder:
        async for figure in _measured(f"sqlite:///{Path(folder)}/darkroom.db", "SQLite", _LEAST):
            yield figure
    if url := os.environ.get(POSTGRES):
        try:
            async for figure in _measured(url, "PostgreSQL", None):
                yield figure
        except DatabaseUnreachable as error:
            print(f"PostgreSQL is left out: {error}")


async def _measured(url: str, name: str, least: float | None) -> AsyncIterator[Figure]:
    database = Database(url)
    await database.open()
    try:
        await migrate(database, None)
        numbers, reserving = await _reserved(database)
        settling = await _settled(database, numbers)
        async with database.read() as connection:
            assert await books.check(connection) == []
    finally:
        await database.close()
    yield Figure(f"reservations of priced jobs, {name}", _MANY / reserving, "1/s", least=least)
    yield Figure(f"settlements of priced jobs, {name}", _MANY / settling, "1/s", least=least)


async def _reserved(database: Database) -> tuple[list[int], float]:
    """Return the numbers of the jobs, and the seconds that it took to take them on."""
    now, numbers = datetime.now(UTC), []
    async with database.write() as connection:
        account = await accounts.find_or_open(connection, "web", f"bench {now.timestamp()}", now)
        await ledger.grant(connection, account.id, _MANY, f"bench {account.id}", now)
    began = time.perf_counter()
    for number in range(_MANY):
        new = NewJob(account.id, "web", f"k{number}", "cpu", 1, "flip", b"", None, b"", None)
        async with database.write() as connection:
            job = await jobs.reserve(connection, new, now)
        assert job
        numbers.append(job.id)
    return numbers, time.perf_counter() - began


async def _settled(database: Database, numbers: list[int]) -> float:
    """Begin every job, then return the seconds that it took to settle them, each second one by a refund."""
    now = datetime.now(UTC)
    async with database.write() as connection:
        for number in numbers:
            await jobs.begin(connection, number, now)
    began = time.perf_counter()
    for number in numbers:
        async with database.write() as connection:
            if number % 2:
                assert await jobs.succeed(connection, number, 1, None, None, now)
            else:
                assert await jobs.fail(connection, number, 1, "crashed", {}, now)
    return time.perf_counter() - began
