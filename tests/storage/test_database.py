"""The database: whole transactions, one writer at a time, and honest words when it cannot write."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import settings
from storage.database import Database, after_commit
from storage.errors import DatabaseLocked, DiskFull
from storage.migrate import migrate
from tests.schema import sqlite_with_schema
from tests.storage.conftest import NOW


async def _value(database: Database, account_id: int) -> str | None:
    async with database.read() as c:
        return (await settings.get_settings(c, account_id)).get("theme")


def _beside(folder: Path) -> list[Path]:
    return list(folder.glob("darkroom.db*"))


async def test_an_error_undoes_the_whole_block(database: Database, account_id: int) -> None:
    async def set_and_break() -> None:
        async with database.write() as c:
            await settings.set_setting(c, account_id, "theme", "dark")
            raise KeyError

    with pytest.raises(KeyError):
        await set_and_break()

    assert await _value(database, account_id) is None


async def test_a_failed_statement_does_not_tell_its_values(database: Database) -> None:
    async def set_without_account() -> None:
        async with database.write() as c:
            await settings.set_setting(c, 4242, "theme", "canary")

    with pytest.raises(DBAPIError) as failed:
        await set_without_account()

    assert "canary" not in f"{failed.value!r} {failed.value}"


async def test_what_is_called_after_commit_sees_the_committed_rows(database: Database, account_id: int) -> None:
    calls: list[str] = []
    async with database.write() as c:
        await settings.set_setting(c, account_id, "theme", "dark")
        after_commit(c, lambda: calls.append("committed"))
        assert calls == []

    assert calls == ["committed"]


async def test_what_is_called_after_commit_is_dropped_on_an_error(database: Database, account_id: int) -> None:
    calls: list[str] = []

    async def hand_over_and_break() -> None:
        async with database.write() as c:
            after_commit(c, lambda: calls.append("committed"))
            raise KeyError

    with pytest.raises(KeyError):
        await hand_over_and_break()
    async with database.write() as c:
        await settings.set_setting(c, account_id, "theme", "dark")

    assert calls == []


async def test_a_hand_over_follows_the_commit_even_when_the_task_is_cancelled(
    database: Database, account_id: int
) -> None:
    for moment in range(12):
        calls: list[str] = []

        async def work(value: str, calls: list[str]) -> None:
            async with database.write() as c:
                await settings.set_setting(c, account_id, "theme", value)
                after_commit(c, lambda: calls.append(value))

        task = asyncio.create_task(work(str(moment), calls))
        await asyncio.sleep(moment * 0.0007)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        assert (await _value(database, account_id) == str(moment)) == (calls == [str(moment)])


async def test_updates_that_race_are_all_kept(database: Database, account_id: int) -> None:
    async def add_one() -> None:
        async with database.write() as c:
            await c.execute(text("UPDATE accounts SET credits = credits + 1"))

    await asyncio.gather(*(add_one() for _ in range(50)))

    async with database.read() as c:
        assert (await c.execute(text("SELECT credits FROM accounts"))).scalar_one() == 50


async def test_readers_do_not_wait_for_a_writer(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await settings.set_setting(c, account_id, "theme", "dark")

        assert await asyncio.wait_for(_value(database, account_id), timeout=1) is None


async def test_a_reader_sees_one_moment(database: Database, account_id: int) -> None:
    async with database.read() as c:
        before = await settings.get_settings(c, account_id)
        async with database.write() as writer:
            await settings.set_setting(writer, account_id, "theme", "dark")

        assert await settings.get_settings(c, account_id) == before


async def test_a_read_block_cannot_write(database: Database, account_id: int) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        async with database.read() as c:
            await settings.set_setting(c, account_id, "theme", "dark")


async def test_a_write_block_inside_a_write_block_is_refused_at_once(database: Database) -> None:
    async with database.write():
        with pytest.raises(RuntimeError):
            async with database.write():
                pytest.fail("the inner block began")


async def test_rows_that_refer_to_nothing_are_refused(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        async with database.write() as c:
            await settings.set_setting(c, 999, "theme", "dark")


class TestSqlite:
    """What SQLite alone needs care for."""

    @pytest.fixture(params=["sqlite"])
    def database_url(self, tmp_path: Path) -> str:
        return sqlite_with_schema(tmp_path / "darkroom.db")

    async def test_a_commit_survives_a_power_cut(self, database: Database) -> None:
        async with database.write() as c:
            names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
            pragmas = [(await c.execute(text(f"PRAGMA {name}"))).scalar_one() for name in names]

        assert pragmas == ["wal", 2, 1, 1]  # 2 is FULL (sqlite.org/pragma.html#pragma_synchronous)

    async def test_only_the_operator_can_read_the_file(
        self, database: Database, account_id: int, tmp_path: Path
    ) -> None:
        assert await _value(database, account_id) is None
        modes = {path.name: path.stat().st_mode & 0o777 for path in _beside(tmp_path)}

        assert len(modes) == 4  # the file, its log, the log's index, the lock
        assert set(modes.values()) == {0o600}

    async def test_a_file_that_was_copied_here_is_closed_to_others(self, database_url: str, tmp_path: Path) -> None:
        for name in ("darkroom.db", "darkroom.db-wal"):
            (tmp_path / name).touch(mode=0o644)
        database = Database(database_url)
        await database.open()
        modes = {path.stat().st_mode & 0o777 for path in _beside(tmp_path)}
        await database.close()

        assert modes == {0o600}

    async def test_a_second_process_is_refused_until_the_first_is_gone(
        self, database: Database, database_url: str
    ) -> None:
        second = Database(database_url)
        with pytest.raises(DatabaseLocked):
            await second.open()

        await database.close()
        await second.open()
        await second.close()
        await database.open()

    async def test_a_command_beside_a_running_process_may_ask_to_share(
        self, database: Database, database_url: str
    ) -> None:
        beside = Database(database_url)
        await beside.open(alone=False)
        async with beside.write() as c:
            await c.execute(text("DELETE FROM settings"))
        await beside.close()

    async def test_a_full_disk_is_named_undoes_the_block_and_heals(self, database: Database, account_id: int) -> None:
        async with database.write() as c:
            pages = (await c.execute(text("PRAGMA page_count"))).scalar_one()
            await c.execute(text(f"PRAGMA max_page_count = {pages + 2}"))

        async def write_too_much() -> None:
            async with database.write() as c:
                await settings.set_setting(c, account_id, "theme", "dark")
                await settings.set_setting(c, account_id, "notes", "x" * 100_000)

        with pytest.raises(DiskFull):
            await write_too_much()
        assert await _value(database, account_id) is None

        async with database.write() as c:
            await c.execute(text(f"PRAGMA max_page_count = {pages + 1_000}"))
            await settings.set_setting(c, account_id, "theme", "dark")
        assert await _value(database, account_id) == "dark"
        async with database.read() as c:
            assert (await c.execute(text("PRAGMA integrity_check"))).scalar_one() == "ok"

    async def test_a_foreign_writer_is_named_after_five_seconds(
        self, database: Database, account_id: int, tmp_path: Path
    ) -> None:
        stranger = sqlite3.connect(tmp_path / "darkroom.db", isolation_level=None)
        stranger.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseLocked):
            async with database.write():
                pytest.fail("two writers at once")

        stranger.execute("ROLLBACK")
        stranger.close()
        async with database.write() as c:
            await settings.set_setting(c, account_id, "theme", "dark")

    async def test_the_log_is_emptied_unless_a_reader_needs_it(
        self, database: Database, account_id: int, tmp_path: Path
    ) -> None:
        log = tmp_path / "darkroom.db-wal"
        async with database.read() as c:
            await settings.get_settings(c, account_id)
            async with database.write() as writer:
                await settings.set_setting(writer, account_id, "theme", "dark")

            assert not await database.truncate_wal()
        assert log.stat().st_size > 0

        assert await database.truncate_wal()
        assert log.stat().st_size == 0


async def test_opening_again_finds_what_was_written(database_url: str) -> None:
    for _ in range(2):
        database = Database(database_url)
        await database.open()
        await migrate(database)
        async with database.write() as c:
            await c.execute(
                text("INSERT INTO accounts (created_at) SELECT :now WHERE NOT EXISTS (SELECT 1 FROM accounts)"),
                {"now": NOW.replace(tzinfo=None) if database.dialect == "sqlite" else NOW},
            )
        await database.close()
    await database.open()
    async with database.read() as c:
        assert (await c.execute(text("SELECT count(*) FROM accounts"))).scalar_one() == 1
    await database.close()
