"""The last picture: one for each account and place, until its time."""

from datetime import timedelta

import pytest

from storage import last_pictures
from storage.accounts import find_or_open
from storage.database import Database
from tests.storage.conftest import NOW

EXPIRES = NOW + timedelta(hours=24)
HERE, THERE = b"hash of a chat", b"hash of another"


async def test_the_last_one_counts_for_its_account_and_place_alone(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        assert await last_pictures.latest(c, account_id, [HERE], NOW) is None

        await last_pictures.put(c, account_id, HERE, b"first", EXPIRES)
        await last_pictures.put(c, account_id, HERE, b"second", EXPIRES)
        await last_pictures.put(c, account_id, THERE, b"elsewhere", EXPIRES)

        assert await last_pictures.latest(c, account_id, [HERE], NOW) == b"second"
        assert await last_pictures.latest(c, account_id, [THERE], NOW) == b"elsewhere"
        assert await last_pictures.latest(c, other, [HERE], NOW) is None


@pytest.mark.parametrize(("late", "there"), [(-1, True), (0, False), (60, False)])
async def test_it_ends_at_its_time_before_any_purge(
    database: Database, account_id: int, late: int, there: bool
) -> None:
    async with database.write() as c:
        await last_pictures.put(c, account_id, HERE, b"picture", NOW)
        await last_pictures.put(c, account_id, HERE, b"picture", EXPIRES)

        found = await last_pictures.latest(c, account_id, [HERE], EXPIRES + timedelta(seconds=late))

    assert (found is not None) == there


async def test_expired_ones_are_dropped(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await last_pictures.put(c, account_id, HERE, b"picture", EXPIRES)
        await last_pictures.put(c, account_id, THERE, b"picture", EXPIRES + timedelta(seconds=1))

        assert await last_pictures.drop_expired(c, EXPIRES) == 1
        assert await last_pictures.latest(c, account_id, [HERE], NOW) is None
        assert await last_pictures.latest(c, account_id, [THERE], NOW) == b"picture"
