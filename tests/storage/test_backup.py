"""A backup is whole while the database is in use, and for the operator alone."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import inbox
from storage.backup import back_up, drop_old
from storage.database import Database
from storage.settings import set_setting
from tests.storage.conftest import NOW


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_it_has_what_was_committed_and_nothing_else(database: Database, account_id: int, tmp_path: Path) -> None:
    async with database.write() as c:
        await set_setting(c, account_id, "theme", "dark")
    async with database.write() as c:
        await set_setting(c, account_id, "theme", "light")  # not committed yet

        copy = await back_up(tmp_path / "darkroom.db", tmp_path / "backups", NOW)

    assert copy.name == "darkroom-20261122T120000000000Z.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert list(copy.parent.iterdir()) == [copy]
    with closing(sqlite3.connect(copy)) as rows:
        assert rows.execute("SELECT value FROM settings").fetchall() == [("dark",)]
        assert rows.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_old_copies_go_and_what_is_no_copy_stays(database: Database, tmp_path: Path) -> None:
    folder, source = tmp_path / "backups", tmp_path / "darkroom.db"
    old, new = [await back_up(source, folder, NOW - age) for age in (timedelta(days=2), timedelta())]
    own = folder / "before-the-move.db"
    own.touch()

    assert await drop_old(source, folder, NOW - timedelta(days=1)) == 1

    assert sorted(folder.iterdir()) == sorted([new, own])
    assert not old.exists()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_messages_that_wait_to_be_answered_are_not_in_it(database: Database, tmp_path: Path) -> None:
    body = b"a sealed message" * 1_000
    async with database.write() as c:
        await inbox.add(c, "telegram", 1, body, b"keyed hash", NOW)
    await database.truncate_wal()
    assert body[:500] in (tmp_path / "darkroom.db").read_bytes()

    copy = await back_up(tmp_path / "darkroom.db", tmp_path / "backups", NOW)

    assert list(copy.parent.iterdir()) == [copy]
    assert b"a sealed message" not in copy.read_bytes()
    async with database.read() as c:
        assert await inbox.count_waiting(c, "telegram") == 1


def test_what_a_backup_left_that_broke_off_goes_as_a_copy_does(tmp_path: Path) -> None:
    began = NOW - timedelta(days=2)
    for ending in ("partial", "partial-journal"):
        (tmp_path / f"darkroom-{began:%Y%m%dT%H%M%S%fZ}.db.{ending}").touch()
    running = tmp_path / f"darkroom-{NOW:%Y%m%dT%H%M%S%fZ}.db.partial"
    running.touch()

    assert asyncio.run(drop_old(tmp_path / "darkroom.db", tmp_path, NOW - timedelta(days=1))) == 2

    assert list(tmp_path.iterdir()) == [running]
