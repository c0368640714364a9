"""Bring the database to this version's schema: back up, then every revision that is missing, all or none."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import inspect, text

from storage.backup import back_up
from storage.database import Database
from storage.errors import SchemaTooNew

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
_POSTGRES_LOCK = 0x6461726B  # any number will do, as long as every process takes the same


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What was done: the revision before (None for a new database) and after, and the backup that was made."""

    before: str | None
    after: str
    backup: Path | None


def newest_revision() -> str:
    """Return this version's revision: the highest number among the files of `migrations/versions`."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


async def migrate(database: Database, backup_folder: Path | None = None) -> MigrationReport:
    """Migrate an open database. A SQLite file that has rows is copied to `backup_folder` first.

    Raises SchemaTooNew, and changes nothing, when a later Darkroom has been here. Where there is nothing to do
    this takes one query and does not load Alembic.
    """
    newest = newest_revision()
    before = await current_revision(database)
    if before is not None and before > newest:
        raise SchemaTooNew(found=before, newest=newest)
    if before == newest:
        return MigrationReport(before, newest, None)
    backup = None
    if database.path and backup_folder and before is not None:
        backup = await back_up(database.path, backup_folder, datetime.now(UTC))
    async with database.write() as connection:
        await connection.run_sync(_upgrade, newest)
    return MigrationReport(before, newest, backup)


async def current_revision(database: Database) -> str | None:
    """Return the revision that an open database is at; None for a new one."""
    async with database.read() as connection:
        return await connection.run_sync(_current_revision)


def alembic_config(connection: SyncConnection) -> "Config":
    """Return what Alembic needs to work on an open connection, in its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _current_revision(connection: SyncConnection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: SyncConnection, revision: str) -> None:
    from alembic import command

    if connection.dialect.name == "postgresql":  # of several processes that start at once, one migrates
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRES_LOCK})
    command.upgrade(alembic_config(connection), revision)
