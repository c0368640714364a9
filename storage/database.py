"""The one way into the database: `write` for a transaction that changes rows, `read` for one that does not.

SQLite and PostgreSQL keep the same promises here: a write block is committed as a whole or not at all, two
write blocks never lose one another's update, and a read block sees one consistent moment.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.ballast import Ballast
from storage.errors import DatabaseLocked, DatabaseUnreachable, DiskFull, StorageError
from storage.lock_file import LockFile
from storage.sqlite_driver import connect

Connection = AsyncConnection

_CALLBACKS = "after_commit"
_BUSY_MILLISECONDS = 5_000
_CHECKPOINT_MILLISECONDS = 250
_READERS = 4
_POSTGRES_CONNECTIONS = 8

_SQLITE_FULL = frozenset({13, 4874})  # SQLITE_FULL and SQLITE_IOERR_SHMSIZE: the WAL index found no space
_SQLITE_BUSY = frozenset({5, 6})
_POSTGRES_FULL = "53100"


def after_commit(connection: Connection, callback: Callable[[], None]) -> None:
    """Run `callback` right after the commit of this write block; never when the block is rolled back."""
    connection.info[_CALLBACKS].append(callback)


class Database:
    """A SQLite file (`sqlite:///data/darkroom.db`) or a PostgreSQL database (`postgresql://...`)."""

    def __init__(self, url: str, ballast_bytes: int = 0) -> None:
        """`ballast_bytes` is how much room `make_room` has to give on a full disk; a server has its own disk."""
        self._url = make_url(url)
        self.dialect: Literal["sqlite", "postgresql"] = (
            "sqlite" if self._url.get_backend_name() == "sqlite" else "postgresql"
        )
        # One writer on SQLite: waiting here is first come, first served, and never ends in "database is locked".
        self._turns = asyncio.Semaphore(1 if self.dialect == "sqlite" else _POSTGRES_CONNECTIONS)
        self._writing: set[asyncio.Task[Any] | None] = set()
        self._lock = LockFile(self.path.with_name(f"{self.path.name}.lock")) if self.path else None
        self._ballast = _ballast(self.path, ballast_bytes)
        self._writer: AsyncEngine
        self._reader: AsyncEngine

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None on PostgreSQL."""
        return Path(self._url.database or "") if self.dialect == "sqlite" else None

    async def open(self, alone: bool = True) -> None:
        """Connect. With `alone`, no other process may have this SQLite file open in the same way.

        Raises DatabaseLocked when another process has, DatabaseUnreachable when the server does not answer.
        """
        if self.path:
            _make_private(self.path)
        if self._lock and alone:
            self._lock.take()
            if self._ballast:
                self._ballast.make()
        self._writer, self._reader = _sqlite_engines(self._url) if self.path else _postgres_engines(self._url)
        if not self.path:
            await self._check_server()

    async def close(self) -> None:
        """Close every connection and let the next process in."""
        await self._reader.dispose()
        await self._writer.dispose()
        if self._lock:
            self._lock.give_back()

    async def _check_server(self) -> None:
        try:
            async with self.read():
                pass
        except DBAPIError as error:
            await self.close()
            raise DatabaseUnreachable(reason=str(error.orig).partition("\n")[0]) from None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """Open a transaction that changes rows; commit at the end of the block, or undo all of it on an error.

        Never wait for a chat, a model or a person inside: on SQLite everyone else who writes waits too.
        Raises DiskFull, or DatabaseLocked when another process writes for longer than five seconds.
        """
        async with self._turn():
            try:
                async with self._writer.connect() as connection:
                    callbacks: list[Callable[[], None]] = []
                    connection.info[_CALLBACKS] = callbacks
                    await connection.begin()
                    yield connection
                    await _commit(connection, callbacks)
            except (DBAPIError, sqlite3.Error) as error:
                known = _in_our_words(error, self.path)
                if known is None:
                    raise
                raise known from error

    def read(self) -> AbstractAsyncContextManager[Connection]:
        """Open a read-only view of one consistent moment; it neither waits for writers nor stops them."""
        return self._reader.connect()

    def make_room(self) -> AbstractAsyncContextManager[None]:
        """Free room kept for this while the block runs, where the disk is nearly full: an erasure must not fail."""
        return self._ballast.given_up() if self._ballast else nullcontext()

    def room_kept(self) -> int | None:
        """Return how many bytes `make_room` has to give; None on a server, which has its own disk."""
        return self._ballast.held() if self._ballast else None

    async def truncate_wal(self) -> bool:
        """Write SQLite's log into the file and empty it, so that deleted text is on the disk no more.

        Returns False when a reader kept the log in use; the next call tries again. On PostgreSQL the server's
        own vacuum and log rotation do this, and the answer is always True.
        """
        if self.dialect != "sqlite":
            return True
        async with self._turn(), self._writer.connect() as connection:
            pooled = await connection.get_raw_connection()
            driver: Any = pooled.driver_connection
            # Writers wait here as well, so do not wait long for a reader.
            await driver.execute(f"PRAGMA busy_timeout={_CHECKPOINT_MILLISECONDS}")
            async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                busy, _, _ = await cursor.fetchone()
            await driver.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
        return not busy

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task in self._writing:
            raise RuntimeError("a write block inside a write block would wait for itself for ever")
        async with self._turns:
            self._writing.add(task)
            try:
                yield
            finally:
                self._writing.discard(task)


async def _commit(connection: Connection, callbacks: list[Callable[[], None]]) -> None:
    """Commit, and run the callbacks even when this task is cancelled meanwhile: the commit cannot be taken back."""
    committing = asyncio.ensure_future(connection.commit())
    try:
        await asyncio.shield(committing)
    finally:
        if not committing.done():
            await asyncio.wait({committing})
        if not committing.cancelled() and committing.exception() is None:
            for callback in callbacks:
                callback()


def _sqlite_engines(url: Any) -> tuple[AsyncEngine, AsyncEngine]:
    driver: Any = {"async_creator": partial(connect, Path(url.database)), "hide_parameters": True}
    url = url.set(drivername="sqlite+aiosqlite")
    writer = create_async_engine(url, pool_size=1, max_overflow=0, **driver)
    reader = create_async_engine(url, pool_size=_READERS, max_overflow=0, pool_timeout=60, **driver)
    _prepare_sqlite(writer.sync_engine, begin="BEGIN IMMEDIATE", query_only=False)
    _prepare_sqlite(reader.sync_engine, begin="BEGIN DEFERRED", query_only=True)
    return writer, reader


def _prepare_sqlite(engine: Engine, begin: str, query_only: bool) -> None:
    """Set what SQLite leaves to each connection.

    synchronous=FULL: a commit that was reported survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
    secure_delete=ON: deleted text is overwritten with zeros, not merely marked free.
    cache_size=-512: half a MiB for each of our connections, which find the file in the system's cache anyway.
    Python's own transactions begin too late and lose updates silently, so they are off and we say BEGIN.
    """
    pragmas = {
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "foreign_keys": "ON",
        "secure_delete": "ON",
        "cache_size": -512,
        "busy_timeout": _BUSY_MILLISECONDS,
        "query_only": "ON" if query_only else "OFF",
    }

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def say_begin(connection: Any) -> None:
        if query_only:
            connection.connection.driver_connection.begin_with_next(begin)
        else:  # at once: a writer has to know before its block that it is the only one
            # On the driver's own cursor: exec_driver_sql makes an empty transaction half as long again.
            connection.connection.cursor().execute(begin)


def _postgres_engines(url: Any) -> tuple[AsyncEngine, AsyncEngine]:
    url = url.set(drivername="postgresql+psycopg")
    writer = create_async_engine(
        url, pool_size=_POSTGRES_CONNECTIONS, max_overflow=0, pool_pre_ping=True, hide_parameters=True
    )
    reader = create_async_engine(
        url,
        pool_size=_READERS,
        max_overflow=0,
        pool_timeout=60,
        pool_pre_ping=True,
        hide_parameters=True,
        execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    )
    return writer, reader


def _ballast(database: Path | None, size: int) -> Ballast | None:
    return Ballast(database.with_name(f"{database.name}.ballast"), size) if database else None


def _make_private(path: Path) -> None:
    """Keep the file for the operator alone, one that was copied here too; SQLite gives its log the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        if each.is_file() and each.stat().st_mode & 0o077:
            each.chmod(0o600)


def _in_our_words(error: DBAPIError | sqlite3.Error, path: Path | None) -> StorageError | None:
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code in _SQLITE_FULL or getattr(cause, "sqlstate", None) == _POSTGRES_FULL:
        return DiskFull()
    if code in _SQLITE_BUSY:
        return DatabaseLocked(path=str(path))
    return None
