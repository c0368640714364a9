"""Stored files belong to one account and end at their time, purged or not."""

from datetime import timedelta

import pytest

from storage import uploads
from storage.accounts import find_or_open
from storage.database import Database
from tests.storage.conftest import NOW

EXPIRES = NOW + timedelta(hours=1)


async def test_the_owner_finds_it_and_nobody_else(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        file = await uploads.record(c, "in/one", account_id, "upload", 1_000, NOW, EXPIRES, job_id=7)

        assert await uploads.owned(c, "in/one", account_id, NOW) == file
        assert await uploads.owned(c, "in/one", other, NOW) is None
        assert await uploads.owned(c, "in/two", account_id, NOW) is None


@pytest.mark.parametrize(("late", "there"), [(-1, True), (0, False), (60, False)])
async def test_it_is_hidden_at_its_time_before_any_purge(
    database: Database, account_id: int, late: int, there: bool
) -> None:
    async with database.write() as c:
        await uploads.record(c, "in/one", account_id, "upload", 1_000, NOW, EXPIRES)

        found = await uploads.owned(c, "in/one", account_id, EXPIRES + timedelta(seconds=late))

    assert (found is not None) == there


async def test_a_purge_takes_what_expired_first_and_no_more_than_it_asked_for(
    database: Database, account_id: int
) -> None:
    async with database.write() as c:
        for minutes in (3, 1, 2, 90):
            expires = NOW + timedelta(minutes=minutes)
            await uploads.record(c, f"in/{minutes}", account_id, "upload", 10, NOW, expires)

        batch = await uploads.expired(c, EXPIRES, limit=2)
        assert [file.key for file in batch] == ["in/1", "in/2"]

        for file in batch:
            await uploads.drop(c, file.key)
        assert [file.key for file in await uploads.expired(c, EXPIRES)] == ["in/3"]
        assert await uploads.total_bytes(c, account_id) == 20


async def test_a_file_without_a_row_is_an_orphan(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await uploads.record(c, "in/one", account_id, "upload", 10, NOW, EXPIRES)

        assert await uploads.known(c, ["in/one", "in/orphan"]) == {"in/one"}
        assert await uploads.known(c, []) == set()


async def test_an_export_is_found_once_it_is_complete_and_counts_for_nothing_stored(
    database: Database, account_id: int
) -> None:
    keys = ["export/one/001", "export/one/002"]
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        for key in reversed(keys):
            await uploads.record(c, key, account_id, uploads.UNFINISHED_EXPORT, 10, NOW, EXPIRES)
        await uploads.record(c, "in/one", account_id, "upload", 3, NOW, EXPIRES)
        assert await uploads.exported(c, account_id, NOW) == []

        await uploads.finish_export(c, keys, EXPIRES + timedelta(minutes=1))

        assert [part.key for part in await uploads.exported(c, account_id, EXPIRES)] == keys
        assert await uploads.exported(c, other, NOW) == []
        assert await uploads.exported(c, account_id, EXPIRES + timedelta(minutes=1)) == []
        assert await uploads.total_bytes(c, account_id) == 3
