"""The shortened way to SQLite: as few trips as statements, and the same transactions."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text

from storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/darkroom.db")
    await database.open()
    async with database.write() as c:
        await c.execute(text("CREATE TABLE notes (number INTEGER)"))
    async with database.read() as c:
        await c.execute(text("SELECT 1"))
    yield database
    await database.close()


@pytest.fixture
def trips(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the calls that aiosqlite sends to a connection's thread, from here on."""
    made: list[str] = []
    real: Any = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, function: Any, *args: Any) -> Any:
        made.append(function.__name__)
        return await real(self, function, *args)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    return made


async def count(database: Database) -> int:
    async with database.read() as c:
        return int((await c.execute(text("SELECT count(*) FROM notes"))).scalar_one())


async def test_a_statement_with_all_its_rows_is_one_trip(database: Database, trips: list[str]) -> None:
    async with database.read() as c:
        rows = (await c.execute(text("VALUES (1), (2), (3)"))).all()

    assert [number for (number,) in rows] == [1, 2, 3]
    assert len(trips) == 2  # the statement, and the end of the transaction


async def test_a_write_block_adds_its_begin_and_its_commit(database: Database, trips: list[str]) -> None:
    async with database.write() as c:
        for number in range(3):
            await c.execute(text("INSERT INTO notes VALUES (:number)"), {"number": number})

    assert len(trips) == 5


async def test_several_values_for_one_statement_are_one_trip(database: Database, trips: list[str]) -> None:
    async with database.write() as c:
        await c.execute(text("INSERT INTO notes VALUES (:number)"), [{"number": number} for number in range(3)])

    assert len(trips) == 3
    assert await count(database) == 3


async def test_a_block_in_which_nothing_is_asked_makes_no_trip(database: Database, trips: list[str]) -> None:
    async with database.read():
        pass

    assert trips == []


@pytest.mark.parametrize("patience", [0.0, 0.001, 0.01, 0.1])
async def test_a_begin_that_was_cancelled_on_its_way_is_undone(
    database: Database, tmp_path: Path, patience: float
) -> None:
    stranger = sqlite3.connect(tmp_path / "darkroom.db", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")

    async def insert() -> None:
        async with database.write() as c:
            await c.execute(text("INSERT INTO notes VALUES (1)"))

    waiting = asyncio.ensure_future(insert())
    await asyncio.sleep(patience)
    waiting.cancel()
    await asyncio.sleep(0)
    stranger.execute("ROLLBACK")
    await asyncio.gather(waiting, return_exceptions=True)

    stranger.execute("BEGIN IMMEDIATE")
    stranger.execute("ROLLBACK")
    stranger.close()
    await insert()
    assert await count(database) == 1
