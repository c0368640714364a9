"""Buttons: a token works once, for one account, in time; and of a panel one token works."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import buttons, schema
from storage.accounts import find_or_open
from storage.database import Database
from tests.storage.conftest import NOW

EXPIRES = NOW + timedelta(minutes=10)


async def test_a_token_stands_for_its_command_once(database: Database, account_id: int) -> None:
    async with database.write() as c:
        token = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)

        assert await buttons.redeem(c, token, account_id, NOW) == ("delete", b"sealed")
        assert await buttons.redeem(c, token, account_id, NOW) is None


async def test_what_a_token_stands_for_can_be_seen_as_long_as_it_works(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        token = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)

        assert await buttons.find(c, token, account_id, NOW) == ("delete", b"sealed")
        assert await buttons.find(c, token, account_id, EXPIRES) is None
        assert await buttons.find(c, token, other, NOW) is None
        assert await buttons.redeem(c, token, account_id, NOW) is not None
        assert await buttons.find(c, token, account_id, NOW) is None


async def test_of_many_presses_at_once_one_counts(database: Database, account_id: int) -> None:
    async with database.write() as c:
        token = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)

    async def press() -> bool:
        async with database.write() as c:
            return await buttons.redeem(c, token, account_id, NOW) is not None

    assert sum(await asyncio.gather(*(press() for _ in range(30)))) == 1


async def test_another_account_cannot_use_it_nor_use_it_up(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        token = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)

        assert await buttons.redeem(c, token, other, NOW) is None
        assert await buttons.redeem(c, token, account_id, NOW) is not None


@pytest.mark.parametrize(("late", "works"), [(-1, True), (0, False), (1, False)])
async def test_it_ends_at_its_time(database: Database, account_id: int, late: int, works: bool) -> None:
    async with database.write() as c:
        token = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)

        assert (await buttons.redeem(c, token, account_id, EXPIRES + timedelta(seconds=late)) is not None) == works


async def test_expired_ones_are_dropped(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)
        kept = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES + timedelta(minutes=1))

        assert await buttons.drop_expired(c, EXPIRES) == 1
        assert await buttons.redeem(c, kept, account_id, NOW) is not None


async def test_the_table_does_not_tell_the_token(database: Database, account_id: int) -> None:
    async with database.write() as c:
        token = await buttons.make(c, account_id, "delete", b"sealed", EXPIRES)
        stored = (await c.execute(select(schema.buttons.c.token_hash))).scalar_one()

    assert token.encode() not in stored
    assert len(token) <= 64  # Telegram's limit for the data of a button (core.telegram.org/bots/api)


async def test_many_are_made_at_once_each_for_its_command(database: Database, account_id: int) -> None:
    commands = [(f"choose-{number}", f"sealed {number}".encode()) for number in range(100)]
    async with database.write() as c:
        tokens = await buttons.make_many(c, account_id, commands, EXPIRES)

        assert len(set(tokens)) == 100
        assert [await buttons.redeem(c, token, account_id, NOW) for token in tokens] == commands
        assert await buttons.make_many(c, account_id, [], EXPIRES) == []


async def test_pressing_one_of_a_panel_uses_up_the_others(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        first, second = await buttons.make_many(c, account_id, [("a", b"1"), ("b", b"2")], EXPIRES, panel="one")
        apart = await buttons.make(c, account_id, "c", b"3", EXPIRES, panel="two")
        alone = await buttons.make(c, account_id, "d", b"4", EXPIRES)
        theirs = await buttons.make(c, other, "e", b"5", EXPIRES, panel="one")

        assert await buttons.redeem(c, second, account_id, NOW) == ("b", b"2")

        assert await buttons.redeem(c, first, account_id, NOW) is None
        assert await buttons.redeem(c, apart, account_id, NOW) == ("c", b"3")
        assert await buttons.redeem(c, alone, account_id, NOW) == ("d", b"4")
        assert await buttons.redeem(c, theirs, other, NOW) == ("e", b"5")


async def test_looking_at_one_of_a_panel_uses_up_none_of_it(database: Database, account_id: int) -> None:
    commands = [("a", b"1"), ("b", b"2")]
    async with database.write() as c:
        tokens = await buttons.make_many(c, account_id, commands, EXPIRES, panel="one")

        assert [await buttons.find(c, token, account_id, NOW) for token in tokens] == commands
        assert await buttons.redeem(c, tokens[0], account_id, NOW) == commands[0]
        assert [await buttons.find(c, token, account_id, NOW) for token in tokens] == [None, None]


async def test_of_two_buttons_of_a_panel_that_are_pressed_at_once_one_counts(
    database: Database, account_id: int
) -> None:
    async with database.write() as c:
        panels = [
            await buttons.make_many(c, account_id, [("a", b""), ("b", b""), ("c", b"")], EXPIRES, panel=str(number))
            for number in range(10)
        ]

    async def press(token: str) -> bool:
        async with database.write() as c:
            return await buttons.redeem(c, token, account_id, NOW) is not None

    for tokens in panels:
        assert sum(await asyncio.gather(*map(press, tokens))) == 1


async def test_a_press_that_does_not_count_uses_up_nothing(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        late = await buttons.make(c, account_id, "a", b"1", NOW, panel="one")
        good = await buttons.make(c, account_id, "b", b"2", EXPIRES, panel="one")

        assert await buttons.redeem(c, late, account_id, NOW) is None
        assert await buttons.redeem(c, good, other, NOW) is None
        assert await buttons.redeem(c, "forged", account_id, NOW) is None

        assert await buttons.redeem(c, good, account_id, NOW) == ("b", b"2")


async def test_a_button_can_be_given_another_name(database: Database, account_id: int) -> None:
    async with database.write() as c:
        token = await buttons.make(c, account_id, "typed", b"sealed", EXPIRES)

        assert await buttons.rename(c, token, "reply:7:8", account_id)

        assert await buttons.redeem(c, token, account_id, NOW) is None
        assert await buttons.redeem(c, "reply:7:8", account_id, NOW) == ("typed", b"sealed")


async def test_only_a_waiting_button_of_this_account_gets_another_name(database: Database, account_id: int) -> None:
    async with database.write() as c:
        other = (await find_or_open(c, "telegram", "1", NOW)).id
        token = await buttons.make(c, account_id, "typed", b"sealed", EXPIRES)

        assert not await buttons.rename(c, token, "reply:7:8", other)
        assert await buttons.redeem(c, token, account_id, NOW) == ("typed", b"sealed")
        assert not await buttons.rename(c, token, "reply:7:8", account_id)


async def test_a_button_can_be_named_by_who_makes_it(database: Database, account_id: int) -> None:
    name = "reply:7:8"
    async with database.write() as c:
        assert await buttons.make(c, account_id, "typed", b"sealed", EXPIRES, token=name) == name

        assert await buttons.redeem(c, name, account_id, NOW) == ("typed", b"sealed")
