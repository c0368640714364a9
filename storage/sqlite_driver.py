"""aiosqlite's connection, but with one trip to its thread for a statement instead of four.

A trip wakes a thread and then the event loop, and costs several times what a small statement does. So a statement is
run, its rows are read and its cursor is closed in one go; a reader's BEGIN, which takes its snapshot with the first
statement anyway, goes along with that; and nothing is undone where nothing was begun.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

_Row = tuple[Any, ...]


async def connect(path: Path) -> "SqliteConnection":
    """Open the database file, with every BEGIN left to us."""
    # Only the connection's own thread runs statements, but the last of them may be dropped in the event loop's.
    connection = SqliteConnection(lambda: sqlite3.connect(path, isolation_level=None, check_same_thread=False), 1)
    connection._thread.daemon = True  # as SQLAlchemy does: a connection that was forgotten must not keep the process
    return await connection  # type: ignore[return-value]  # it returns itself, typed as its parent


class SqliteConnection(aiosqlite.Connection):
    """A connection whose cursors have their rows when `execute` returns."""

    _begin: str | None = None
    _used = False
    """Whether a statement was sent since the last commit or rollback. SQLite itself cannot be asked whether it is in a
    transaction: a BEGIN whose task was cancelled may still be on its way."""

    def begin_with_next(self, begin: str) -> None:
        """Run this BEGIN together with the next statement."""
        self._begin = begin

    def cursor(self) -> "_Cursor":  # type: ignore[override]  # made without a trip, so there is nothing to wait for
        return _Cursor(self)

    async def commit(self) -> None:
        self._begin = None
        if self._used:
            await super().commit()
            self._used = False

    async def rollback(self) -> None:
        self._begin = None
        if self._used:
            await super().rollback()
            self._used = False

    async def run(self, sql: str, values: Sequence[Any], many: bool) -> "_Outcome":
        """Run a statement, after a BEGIN that waits for it."""
        begin, self._begin, self._used = self._begin, None, True
        trip: Any = self._execute  # aiosqlite leaves it untyped
        outcome: _Outcome = await trip(_run, self._conn, begin, sql, values, many)
        return outcome


class _Outcome:
    """What a statement left: the facts of its closed cursor, and its rows."""

    __slots__ = ("description", "lastrowid", "rowcount", "rows")

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self.rows: list[_Row] = cursor.fetchall() if cursor.description else []
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid


def _run(connection: sqlite3.Connection, begin: str | None, sql: str, values: Sequence[Any], many: bool) -> _Outcome:
    if begin:
        connection.execute(begin)
    cursor = connection.executemany(sql, values) if many else connection.execute(sql, values)
    try:
        return _Outcome(cursor)
    finally:
        cursor.close()


class _Cursor:
    """As much of aiosqlite's cursor as SQLAlchemy uses."""

    arraysize = 1

    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._outcome: _Outcome | None = None

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._outcome.description if self._outcome else None

    @property
    def rowcount(self) -> int:
        return self._outcome.rowcount if self._outcome else -1

    @property
    def lastrowid(self) -> int | None:
        return self._outcome.lastrowid if self._outcome else None

    async def execute(self, sql: str, values: Sequence[Any] = ()) -> Self:
        self._outcome = await self._connection.run(sql, values, many=False)
        return self

    async def executemany(self, sql: str, values: Sequence[Sequence[Any]]) -> Self:
        self._outcome = await self._connection.run(sql, values, many=True)
        return self

    async def fetchall(self) -> list[_Row]:
        return self._outcome.rows if self._outcome else []

    async def close(self) -> None:
        """Nothing is open: the statement's own cursor was closed behind its last row."""
