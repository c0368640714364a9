"""What a chat tells of its groups is kept; what it asks is answered."""

from datetime import timedelta

from handlers.groups import auto_delete, joined, left, migrated, present
from handlers.request import Identity
from handlers.upkeep import GROUP_DAYS, purge_rows
from storage import groups
from storage.groups import Group
from tests.handlers.conftest import RITA, House


async def put(house: House, minutes: int | None = 60) -> None:
    async with house.services.database.write() as connection:
        await groups.put(connection, Group("room", "g", auto_delete_minutes=minutes), house.clock())


async def there(house: House, group: str) -> bool:
    async with house.services.database.read() as connection:
        return await groups.get(connection, "room", group) is not None


async def test_it_says_how_long_answers_stay(house: House) -> None:
    assert await auto_delete(house.services, "room", "g") is None
    await put(house)
    assert await auto_delete(house.services, "room", "g") == timedelta(hours=1)
    await put(house, None)
    assert await auto_delete(house.services, "room", "g") is None


async def test_a_group_takes_its_settings_along(house: House) -> None:
    await put(house)

    await migrated(house.services, "room", "g", "supergroup")

    assert not await there(house, "g")
    assert await auto_delete(house.services, "room", "supergroup") == timedelta(hours=1)


async def test_a_group_takes_its_pot_along(house: House) -> None:
    house.change(prices={"enabled": True})
    await house.give(9, RITA)
    await house.ask("/pot 5", identity=RITA, group="g")

    for _ in range(2):
        await migrated(house.services, "room", "g", "supergroup")

    assert (await house.account(Identity("room", "supergroup"))).credits == 5
    assert (await house.ask("/pot", identity=RITA, group="supergroup")).text.startswith("The pot of this group holds 5")
    assert await house.books_agree()


async def test_a_pot_that_was_filled_under_the_new_id_already_is_one_with_the_old(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 2}})
    await house.give(9, RITA)
    await house.ask("/pot 5", identity=RITA, group="g")
    await house.ask("/blur 2", b"no picture", identity=RITA, group="g")
    await house.ask("/pot 3", identity=RITA, group="supergroup")

    await migrated(house.services, "room", "g", "supergroup")
    await house.work()

    assert (await house.account(Identity("room", "supergroup"))).credits == 8, "what failed went back as well"
    assert await house.books_agree()


async def test_what_the_newer_pot_paid_for_comes_back_to_the_joined_one(any_house: House) -> None:
    house = any_house
    house.change(prices={"enabled": True, "tools": {"blur": 2}})
    await house.give(9, RITA)
    await house.ask("/pot 5", identity=RITA, group="g")
    await house.ask("/pot 3", identity=RITA, group="supergroup")
    await house.ask("/blur 2", b"no picture", identity=RITA, group="supergroup")

    await migrated(house.services, "room", "g", "supergroup")
    await house.work()

    assert (await house.account(Identity("room", "supergroup"))).credits == 8
    assert await house.books_agree()


async def test_the_settings_go_some_time_after_the_bot(house: House) -> None:
    await put(house)
    await left(house.services, "room", "g")
    house.clock.pass_by(days=GROUP_DAYS, seconds=-1)
    await purge_rows(house.services)
    assert await there(house, "g")

    house.clock.pass_by(seconds=2)
    await purge_rows(house.services)
    assert not await there(house, "g")


async def test_a_bot_that_comes_back_finds_them(house: House) -> None:
    await put(house)
    await left(house.services, "room", "g")
    await joined(house.services, "room", "g")
    house.clock.pass_by(days=GROUP_DAYS + 1)
    await purge_rows(house.services)

    assert await there(house, "g")


async def test_what_happened_while_nobody_listened_is_seen_afterwards(house: House) -> None:
    async with house.services.database.write() as connection:
        for name in ("here", "gone", "back"):
            await groups.put(connection, Group("chat", name, language="de"), house.clock())
        await groups.removed(connection, "chat", "back", house.clock())

    await present(house.services, "chat", {"here", "back", "new"})

    async with house.services.database.read() as connection:
        assert sorted(await groups.known(connection, "chat")) == [("back", False), ("gone", True), ("here", False)]
