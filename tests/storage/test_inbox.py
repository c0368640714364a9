"""The inbox: every update is known once, answered at most three times, and forgotten in time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import inbox, schema
from storage.database import Connection, Database
from storage.inbox import Begun, InboxRow
from storage.vault import Vault
from tests.storage.conftest import NOW

SENDER = b"keyed hash"


async def _add(c: Connection, *numbers: int, platform: str = "telegram") -> None:
    for number in numbers:
        assert await inbox.add(c, platform, number, f"body {number}".encode(), SENDER, NOW)


async def _numbers(c: Connection, platform: str = "telegram") -> list[int]:
    return [row.update_id for row in await inbox.waiting(c, platform, limit=100)]


async def _set_aside(c: Connection) -> list[int]:
    poison = select(schema.inbox.c.update_id).where(schema.inbox.c.state == "poison")
    return list((await c.execute(poison)).scalars())


async def test_what_came_waits_with_all_that_it_said_the_oldest_first(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 12, 7, 9)
        await _add(c, 8, platform="discord")

        assert (await inbox.waiting(c, "telegram", limit=2)) == [
            InboxRow(7, SENDER, b"body 7", 0, NOW),
            InboxRow(9, SENDER, b"body 9", 0, NOW),
        ]
        assert await inbox.count_waiting(c, "telegram") == 3
        assert await inbox.count_waiting(c, "discord") == 1


async def test_an_update_that_comes_again_is_known(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7)

        assert not await inbox.add(c, "telegram", 7, b"another body", None, NOW)
        assert await inbox.add(c, "discord", 7, b"of another chat", None, NOW)

        assert [row.body for row in await inbox.waiting(c, "telegram", 10)] == [b"body 7"]


async def test_an_update_that_was_answered_is_known_and_says_nothing(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7, 8, 9)

        await inbox.done(c, "telegram", [7, 9])

        assert await _numbers(c) == [8]
        assert not await inbox.add(c, "telegram", 7, b"again", SENDER, NOW)
        assert await inbox.begin(c, "telegram", 7) is Begun.GONE
        rows = (await c.execute(select(schema.inbox).where(schema.inbox.c.state == "done"))).all()
        assert [(row.update_id, row.sender, row.body) for row in rows] == [(7, None, None), (9, None, None)]


async def test_an_update_of_the_same_number_in_another_chat_is_another(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7)
        await _add(c, 7, platform="discord")

        await inbox.done(c, "discord", [7])
        await inbox.poison(c, "discord", 7)

        assert await _numbers(c) == [7]
        assert await inbox.begin(c, "telegram", 7) is Begun.YES


async def test_after_three_attempts_an_update_is_set_aside(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7, 8)

        assert [await inbox.begin(c, "telegram", 7) for _ in range(5)] == [
            *[Begun.YES] * 3,
            Begun.SET_ASIDE,
            Begun.GONE,
        ]

        assert await _numbers(c) == [8]
        assert await _set_aside(c) == [7]


async def test_attempts_are_told(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7)
        await inbox.begin(c, "telegram", 7)
        await inbox.begin(c, "telegram", 7)

        (row,) = await inbox.waiting(c, "telegram", 10)

    assert row.attempts == 2


async def test_an_attempt_that_is_taken_back_does_not_count(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7, 8)
        for _ in range(5):
            assert await inbox.begin(c, "telegram", 7) is Begun.YES
            await inbox.put_back(c, "telegram", [7, 8])

        assert [row.attempts for row in await inbox.waiting(c, "telegram", 10)] == [0, 0]


async def test_what_is_held_is_left_out_however_old(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 1, 2, 3, 4)

        assert [row.update_id for row in await inbox.waiting(c, "telegram", 2, held={1, 2})] == [3, 4]


async def test_what_waits_is_counted_by_sender(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 1, 2, 3)
        await inbox.add(c, "telegram", 4, b"body", b"another", NOW)
        await inbox.done(c, "telegram", [3])

        assert await inbox.count_waiting_of(c, "telegram", {SENDER, b"nobody"}) == {SENDER: 2}


async def test_nobody_can_begin_what_never_came(database: Database) -> None:
    async with database.write() as c:
        assert await inbox.begin(c, "telegram", 7) is Begun.GONE


async def test_of_many_that_begin_at_once_three_may(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7)

    async def begin() -> Begun:
        async with database.write() as c:
            return await inbox.begin(c, "telegram", 7)

    begun = await asyncio.gather(*(begin() for _ in range(20)))
    assert begun.count(Begun.YES) == inbox.MAX_ATTEMPTS
    assert begun.count(Begun.SET_ASIDE) == 1


async def test_what_cannot_be_read_is_set_aside_but_never_what_was_answered(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 7, 8)
        await inbox.done(c, "telegram", [8])

        await inbox.poison(c, "telegram", 7)
        await inbox.poison(c, "telegram", 8)

        assert await _numbers(c) == []
        assert await _set_aside(c) == [7]
        assert await inbox.begin(c, "telegram", 7) is Begun.GONE


async def test_the_newest_is_told_whatever_became_of_it(database: Database) -> None:
    async with database.write() as c:
        assert await inbox.newest(c, "telegram") is None
        await _add(c, 7, 3_000_000_000, 8)  # beyond 32 bits
        await _add(c, 4_000_000_000, platform="discord")
        await inbox.done(c, "telegram", [3_000_000_000])

        assert await inbox.newest(c, "telegram") == 3_000_000_000


@pytest.mark.parametrize("state", ["waiting", "done", "poison"])
async def test_what_came_long_ago_goes_answered_or_not(database: Database, state: str) -> None:
    async with database.write() as c:
        await _add(c, 1, 2, 3)
        await inbox.add(c, "telegram", 4, b"later", SENDER, NOW + timedelta(seconds=1))
        if state == "done":
            await inbox.done(c, "telegram", [1, 2, 3])
        if state == "poison":
            for number in (1, 2, 3):
                await inbox.poison(c, "telegram", number)

        assert await inbox.purge(c, NOW) == 0
        assert [await inbox.purge(c, NOW + timedelta(seconds=1), limit=2) for _ in range(3)] == [2, 1, 0]

        assert await _numbers(c) == [4]


async def test_of_one_sender_no_more_than_a_share_counts(database: Database) -> None:
    async with database.write() as c:
        await _add(c, *range(10))
        await inbox.add(c, "telegram", 10, b"body", b"another", NOW)
        for number in (11, 12, 13):
            await inbox.add(c, "telegram", number, b"body", None, NOW)

        assert await inbox.count_waiting(c, "telegram", share=2) == 2 + 1 + 3
        assert await inbox.count_waiting(c, "telegram", share=20) == await inbox.count_waiting(c, "telegram") == 14
        assert await inbox.count_waiting(c, "discord", share=2) == 0


async def test_what_was_sent_later_is_set_apart_from_its_sender(database: Database) -> None:
    async with database.write() as c:
        await _add(c, 1, 2, 3, 4)
        await inbox.add(c, "telegram", 5, b"body", b"another", NOW)
        await inbox.done(c, "telegram", [4])

        await inbox.set_apart(c, "telegram", [SENDER], after=2)

        waiting = {row.update_id: row.sender for row in await inbox.waiting(c, "telegram", 10)}
    assert waiting == {1: SENDER, 2: SENDER, 3: None, 5: b"another"}


def test_a_sender_is_a_hash_that_differs_by_person_and_chat(vault: Vault) -> None:
    hashed = inbox.sender_of(vault, "telegram", "1001")

    assert hashed == inbox.sender_of(vault, "telegram", "1001")
    assert b"1001" not in hashed
    assert hashed not in {inbox.sender_of(vault, "telegram", "1002"), inbox.sender_of(vault, "discord", "1001")}
