"""A button is pressed once, by whom it was made for; the same press that arrives again is the same press."""

import asyncio
import secrets

import pytest

from handlers.request import Identity
from storage import buttons
from tests.handlers.conftest import RITA, House, labels

OTHER = Identity("room", "8")
GROUP = Identity("room", "-100")


async def test_a_press_that_arrives_again_after_a_crash_is_answered_again(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=RITA)

    first = await house.press_on(reply, "Blur", key="press-1")
    again = await house.press_on(reply, "Blur", key="press-1")

    assert again.text == first.text
    assert labels(again) == labels(first)


async def test_a_press_that_arrives_again_is_one_job(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")

    replies = [await house.press_on(panel, "▶ Run", key="press-1") for _ in range(3)]
    await house.work()

    assert len({reply.job for reply in replies}) == 1
    assert len(house.room.sent) == 1


async def test_another_press_of_the_same_button_does_nothing(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")

    replies = await asyncio.gather(*(house.press_on(panel, "▶ Run") for _ in range(8)))

    assert sorted(reply.error or "" for reply in replies) == ["", *["button_spent"] * 7]


async def test_buttons_of_others_and_forged_ones_do_nothing(house: House, png: bytes) -> None:
    await house.account(OTHER)
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")

    stolen = [await house.press_on(panel, "▶ Run", identity=OTHER, group=group) for group in (None, "-100")]
    forged = [await house.ask(button=secrets.token_urlsafe(16), identity=RITA) for _ in range(20)]

    assert {reply.error for reply in [*stolen, *forged]} == {"button_spent"}
    assert (await house.press_on(panel, "▶ Run")).job


async def test_a_button_of_an_erased_account_does_nothing(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")
    await house.press(await house.ask("/delete", identity=RITA), identity=RITA)

    assert (await house.press_on(panel, "▶ Run")).error == "button_spent"
    await house.account(RITA)
    assert (await house.press_on(panel, "▶ Run")).error == "button_spent"


async def test_an_admin_presses_what_was_asked_in_the_name_of_the_group(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=GROUP, group="-100")
    assert (await house.press_on(reply, "Blur", identity=OTHER, group="-100")).error == "button_spent"
    house.admins.known.add(("-100", "8"))

    panel = await house.press_on(reply, "Blur", identity=OTHER, group="-100")

    assert panel.error is None
    assert (await house.press_on(panel, "▶ Run", identity=OTHER, group="-100")).job


async def test_an_admin_of_one_group_presses_nothing_of_another(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=GROUP, group="-100")
    house.admins.known.add(("-200", "8"))

    assert (await house.press_on(reply, "Blur", identity=OTHER, group="-200")).error == "button_spent"
    assert (await house.press_on(reply, "Blur", identity=OTHER)).error == "button_spent"


async def test_who_owns_the_button_is_asked_before_the_chat_is(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=RITA, group="-100")

    await house.press_on(reply, "Blur", group="-100")

    assert house.admins.asked == 0


@pytest.mark.parametrize("hours", [47, 49])
async def test_the_buttons_of_tools_wait_for_two_days(house: House, png: bytes, hours: int) -> None:
    reply = await house.ask("", png, identity=RITA)
    house.clock.pass_by(hours=hours)

    assert (await house.press_on(reply, "Blur")).error == (None if hours < 48 else "button_spent")


async def test_what_a_press_leaves_behind_goes_after_minutes(house: House, png: bytes) -> None:
    await house.press_on(await house.ask("", png, identity=RITA), "Blur", key="press-1")

    async def dropped() -> int:
        async with house.services.database.write() as connection:
            return await buttons.drop_expired(connection, house.clock())

    house.clock.pass_by(minutes=9)
    assert await dropped() == 0
    house.clock.pass_by(minutes=2)
    assert await dropped() == 1
