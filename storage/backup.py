"""Copies of the SQLite file, whole and consistent while it is in use."""

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from storage import schema
from storage.durable import fsync_path

_WRITTEN = "%Y%m%dT%H%M%S%fZ"
_ENDINGS = (".db", ".db.partial", ".db.partial-journal")
"""How the name of a copy ends, and of what a backup leaves that did not come to its end."""


def folder_beside(database: Path) -> Path:
    """Return the folder in which the copies of a SQLite file lie."""
    return database.parent / "backups"


async def back_up(database: Path, folder: Path, now: datetime) -> Path:
    """Copy a SQLite file into `folder` and return the copy, readable by the operator alone.

    What is sealed stays sealed in it: the keys are elsewhere. What a chat sent and was not answered yet is left out:
    it must not stay longer than it does in the database.
    """
    copy = folder / f"{database.stem}-{now.strftime(_WRITTEN)}.db"
    await asyncio.to_thread(_copy, database, copy)
    return copy


async def drop_old(database: Path, folder: Path, before: datetime) -> int:
    """Delete the copies that `back_up` made or began before this moment; return how many. Other files stay."""
    return await asyncio.to_thread(_drop, database, folder, before)


def _drop(database: Path, folder: Path, before: datetime) -> int:
    old = [path for path in folder.glob("*.db*") if (made := _made_at(path, database)) and made < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _made_at(path: Path, database: Path) -> datetime | None:
    """Return when a copy was made or begun, by its name; None for a file that is none."""
    for ending in _ENDINGS:
        with suppress(ValueError):
            return datetime.strptime(path.name, f"{database.stem}-{_WRITTEN}{ending}").replace(tzinfo=UTC)
    return None


def _copy(database: Path, copy: Path) -> None:
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = copy.with_name(f"{copy.name}.partial")
    os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
        _leave_out(target, schema.inbox.name)
    fsync_path(partial)
    partial.replace(copy)
    fsync_path(copy.parent)


def _leave_out(copy: sqlite3.Connection, table: str) -> None:
    """Empty a table of the copy, and its bytes with it; an older database may not have it yet."""
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        copy.commit()
