"""An announcement goes on where it was."""

from storage import accounts, announcements, ledger, linking, pots
from storage.announcements import Announcement
from storage.database import Database
from tests.storage.conftest import NOW


async def test_they_follow_one_another(database: Database) -> None:
    async with database.write() as c:
        first = await announcements.begin(c, "one", NOW)
        second = await announcements.begin(c, "two", NOW)
        await announcements.advance(c, first, 7)
        assert await announcements.current(c) == Announcement(first, "one", 7, NOW)

        await announcements.end(c, first, NOW)
        assert await announcements.current(c) == Announcement(second, "two", 0, NOW)
        await announcements.end(c, second, NOW)

        assert await announcements.current(c) is None


async def test_each_account_is_reached_once_on_a_chat_that_takes_messages(database: Database) -> None:
    async with database.write() as c:
        people = [(await accounts.find_or_open(c, "telegram", str(number), NOW)).id for number in range(4)]
        await accounts.find_or_open(c, "post", "5", NOW)
        await accounts.set_unreachable(c, "telegram", "2", NOW)

        found = await announcements.recipients(c, people[0], ["telegram"], 10)

        assert found == [(people[1], "telegram", "1"), (people[3], "telegram", "3")]
        assert len(await announcements.recipients(c, 0, ["telegram"], 2)) == 2


async def test_a_person_of_several_chats_is_told_in_one_of_their_own(database: Database) -> None:
    """A platform of one chat with the id of another would be somebody else."""
    async with database.write() as c:
        first = await accounts.find_or_open(c, "discord", "9", NOW)
        second = await accounts.find_or_open(c, "telegram", "1", NOW)
        await linking.merge(c, second, first, NOW)

        assert await announcements.recipients(c, 0, ["discord", "telegram"], 10) == [(first.id, "discord", "9")]

        await accounts.set_unreachable(c, "discord", "9", NOW)

        assert await announcements.recipients(c, 0, ["discord", "telegram"], 10) == [(first.id, "telegram", "1")]


async def test_a_group_with_a_pot_is_nobody_to_be_told(database: Database, account_id: int) -> None:
    async with database.write() as c:
        group = await accounts.find_or_open(c, "discord", "77", NOW)
        await ledger.grant(c, account_id, 5, "gift", NOW)
        await pots.fund(c, account_id, group.id, 5, "message 1", NOW)

        assert await announcements.recipients(c, 0, ["web", "discord"], 10) == [(account_id, "web", "visitor-1")]
