"""Databases that have this version's schema already: to migrate each anew would take longer than most tests do."""

import asyncio
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from storage.database import Database
from storage.migrate import migrate, newest_revision
from storage.schema import metadata

_VERSION = "alembic_version"


def sqlite_with_schema(path: Path) -> str:
    """Return the address of this file, made an empty database where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty_sqlite())
    return f"sqlite:///{path}"


@contextmanager
def emptied_afterwards(url: str) -> Iterator[str]:
    """Yield the address of a PostgreSQL database that has the schema; it is again as it was at the end."""
    yield url
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        found = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        names = {name for (name,) in found} - {_VERSION}
        _on_all(server, "TRUNCATE {} RESTART IDENTITY CASCADE", names & set(metadata.tables))
        _on_all(server, "DROP TABLE {} CASCADE", names - set(metadata.tables))
        server.execute(sql.SQL("UPDATE {} SET version_num = %s").format(sql.Identifier(_VERSION)), [newest_revision()])


def bring_to_schema(url: str) -> None:
    """Migrate the database at this address; works whether or not this thread has an event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _migrated(url)).result()


def _on_all(server: "psycopg.Connection[tuple[object, ...]]", statement: str, names: set[str]) -> None:
    if names:
        tables = sql.SQL(", ").join(map(sql.Identifier, sorted(names)))
        server.execute(sql.SQL(statement).format(tables))


@cache
def _empty_sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "darkroom.db"
        bring_to_schema(f"sqlite:///{path}")
        return path.read_bytes()


async def _migrated(url: str) -> None:
    database = Database(url)
    await database.open()
    await migrate(database, None)
    await database.truncate_wal()
    await database.close()
