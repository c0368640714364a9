"""Messages that are to be deleted come up at their time, and are forgotten when they are gone."""

from datetime import timedelta

from storage import shown_messages
from storage.database import Database
from tests.storage.conftest import NOW


async def test_messages_are_due_at_their_time_the_first_in_front(database: Database, account_id: int) -> None:
    async with database.write() as c:
        for minutes in (3, 1, 2, 60):
            await shown_messages.add(c, account_id, f"after {minutes}".encode(), NOW + timedelta(minutes=minutes))

        assert await shown_messages.due(c, NOW) == []
        batch = await shown_messages.due(c, NOW + timedelta(minutes=3), limit=2)
        assert [(message.account_id, message.address) for message in batch] == [
            (account_id, b"after 1"),
            (account_id, b"after 2"),
        ]

        await shown_messages.drop(c, [message.id for message in batch])

        assert [message.address for message in await shown_messages.due(c, NOW + timedelta(hours=2))] == [
            b"after 3",
            b"after 60",
        ]


async def test_a_number_never_names_a_second_message(database: Database, account_id: int) -> None:
    """Who has just deleted a message in the chat forgets it by its number, and must not forget another."""
    async with database.write() as c:
        await shown_messages.add(c, account_id, b"first", NOW)
        (first,) = await shown_messages.due(c, NOW)
        await shown_messages.drop(c, [first.id])
        await shown_messages.add(c, account_id, b"second", NOW)

        (second,) = await shown_messages.due(c, NOW)

    assert second.id > first.id


async def test_what_nobody_deleted_is_forgotten(database: Database, account_id: int) -> None:
    async with database.write() as c:
        for minutes in (1, 2):
            await shown_messages.add(c, account_id, b"address", NOW + timedelta(minutes=minutes))

        assert await shown_messages.drop_overdue(c, NOW + timedelta(minutes=1)) == 0
        assert await shown_messages.drop_overdue(c, NOW + timedelta(minutes=2)) == 1
        assert len(await shown_messages.due(c, NOW + timedelta(minutes=2))) == 1
