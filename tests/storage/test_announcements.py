"""An announcement goes on where it was."""

from storage import accounts, announcements
from storage.announcements import Announcement
from storage.database import Database
from tests.storage.conftest import NOW


async def test_they_follow_one_another(database: Database) -> None:
    async with database.write() as c:
        first = await announcements.begin(c, "one", NOW)
        second = await announcements.begin(c, "two", NOW)
        await announcements.advance(c, first, 7)
        assert await announcements.current(c) == Announcement(first, "one", 7)

        await announcements.end(c, first, NOW)
        assert await announcements.current(c) == Announcement(second, "two", 0)
        await announcements.end(c, second, NOW)

        assert await announcements.current(c) is None


async def test_each_account_is_reached_once_on_a_chat_that_takes_messages(database: Database) -> None:
    async with database.write() as c:
        people = [(await accounts.find_or_open(c, "telegram", str(number), NOW)).id for number in range(4)]
        await accounts.find_or_open(c, "post", "5", NOW)
        await accounts.set_unreachable(c, "telegram", "2", NOW)

        found = await accounts.reachable_after(c, people[0], ["telegram"], 10)

        assert found == [(people[1], "telegram", "1"), (people[3], "telegram", "3")]
        assert len(await accounts.reachable_after(c, 0, ["telegram"], 2)) == 2
