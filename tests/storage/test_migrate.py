"""Migrations: every released schema becomes this version's, with its rows, and a newer one is left alone.

`released/` holds a dump of the database of each revision, with rows in every table it has. A new one adds its own:
fill a database through storage, then `sqlite3 darkroom.db .dump > tests/storage/released/NNNN.sql`.
"""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection as SyncConnection
from sqlalchemy import func, select, text

from storage import books, schema
from storage.database import Connection, Database
from storage.errors import SchemaTooNew
from storage.migrate import MIGRATIONS, alembic_config, migrate, newest_revision

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


def _restore(dump: Path, file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        database.executescript(dump.read_text())
    return f"sqlite:///{file}"


def _tables(dump: Path) -> list[str]:
    return re.findall(r"CREATE TABLE (\w+)", dump.read_text())


def _drift(connection: SyncConnection) -> list[Any]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    return list(compare_metadata(MigrationContext.configure(connection), schema.metadata))


async def _rows(c: Connection) -> dict[str, int]:
    counts = {}
    for table in schema.metadata.sorted_tables:
        counts[table.name] = int((await c.execute(select(func.count()).select_from(table))).scalar_one())
    return counts


async def test_the_migrations_make_what_the_schema_says(database: Database) -> None:
    async with database.read() as c:
        assert await c.run_sync(_drift) == []


async def test_on_sqlite_they_make_it_to_the_letter(tmp_path: Path) -> None:
    """Alembic does not compare checks, triggers and partial indexes; SQLite's own account of itself has them."""
    async with _opened(f"sqlite:///{tmp_path}/migrated.db") as migrated:
        await migrate(migrated)
    async with _opened(f"sqlite:///{tmp_path}/created.db") as created, created.write() as c:
        await c.run_sync(schema.metadata.create_all)

    assert _definitions(tmp_path / "migrated.db") == _definitions(tmp_path / "created.db")


def _definitions(file: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as database:
        found = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
        ).fetchall()
    return {name: _parts(sql) for name, sql in found}


def _parts(sql: str) -> list[str]:
    """Part a definition into its columns and constraints, whose order and white space mean nothing."""
    head, _, body = " ".join(sql.split()).partition("(")
    inner, _, tail = body.rpartition(")")
    # A comma within brackets parts none.
    return sorted([head.strip(), tail.strip(), *(part.strip() for part in re.split(r",(?![^(]*\))", inner))])


async def test_a_second_start_has_nothing_to_do(database: Database, tmp_path: Path) -> None:
    report = await migrate(database, tmp_path / "backups")

    assert (report.before, report.after, report.backup) == (newest_revision(), newest_revision(), None)


async def test_the_newest_revision_is_alembics_head(database: Database) -> None:
    def head(connection: SyncConnection) -> str | None:
        from alembic.script import ScriptDirectory

        return ScriptDirectory.from_config(alembic_config(connection)).get_current_head()

    async with database.read() as c:
        assert await c.run_sync(head) == newest_revision()


async def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    async with database.write() as c:
        await c.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaTooNew) as caught:
        await migrate(database)

    assert caught.value.facts == {"found": "9999", "newest": newest_revision()}


def test_every_revision_has_its_dump() -> None:
    revisions = {path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}

    assert {dump.stem for dump in RELEASED} == revisions


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
async def test_a_released_schema_is_upgraded_with_its_rows(dump: Path, tmp_path: Path) -> None:
    async with _opened(_restore(dump, tmp_path / "darkroom.db")) as database:
        await migrate(database, tmp_path / "backups")

        async with database.read() as c:
            assert await c.run_sync(_drift) == []
            assert await books.check(c) == []
            empty = [name for name, count in (await _rows(c)).items() if count == 0 and name in _tables(dump)]
            assert empty == [], "a dump must have rows in every table, or a migration could lose them unseen"


async def test_what_is_there_is_backed_up_before_it_is_migrated(tmp_path: Path) -> None:
    url = _restore(RELEASED[0], tmp_path / "darkroom.db")
    with closing(sqlite3.connect(tmp_path / "darkroom.db")) as older:
        older.execute("UPDATE alembic_version SET version_num = '0000'")
        older.execute("DROP TABLE accounts")
        older.commit()

    async with _opened(url) as database:
        with pytest.raises(Exception, match="0000"):  # there was no such revision: the migration fails
            await migrate(database, tmp_path / "backups")

    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
        assert copy.execute("SELECT count(*) FROM ledger").fetchone()[0] > 0
