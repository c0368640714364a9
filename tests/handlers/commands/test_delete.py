"""/delete asks first, then nothing of a person is left."""

from handlers.request import Identity
from storage import accounts
from tests.handlers.conftest import RITA, House

PAGE = Identity("page", "visitor-1")


async def test_a_stranger_has_nothing_to_delete(house: House) -> None:
    reply = await house.ask("/delete")

    assert reply.text == "Nothing is stored about you."
    assert reply.buttons == ()
    assert reply.erased


async def test_it_asks_and_counts_first(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png, identity=PAGE)
    await house.work()

    reply = await house.ask("/delete", identity=PAGE)

    assert "one job and one stored file" in reply.text
    assert reply.buttons[0][0].style == "danger"
    assert not reply.erased
    assert len(await house.services.files.list("out")) == 1


async def test_credits_that_would_be_lost_are_named(house: House) -> None:
    house.change(prices={"enabled": True})
    await house.give(3)

    assert "Your 3 credits are lost with it." in (await house.ask("/delete")).text


async def test_the_button_is_for_ten_minutes(house: House) -> None:
    await house.account()
    reply = await house.ask("/delete")
    house.clock.pass_by(minutes=11)

    assert (await house.press(reply)).error == "button_spent"
    async with house.services.database.read() as connection:
        assert await accounts.find(connection, "chat", "7")


async def test_nobody_deletes_the_pot_of_a_group(house: House) -> None:
    group = Identity("room", "g")
    house.admins.known.add(("g", "7"))
    house.change(prices={"enabled": True})
    await house.account(group)
    asked = await house.ask("/delete", identity=group, group="g")
    await house.give(5, RITA)
    await house.ask("/pot 3", identity=RITA, group="g")

    refused = await house.ask("/delete", identity=group, group="g")

    assert refused.error == "pot_not_empty"
    for presser in (group, RITA):
        assert (await house.press(asked, identity=presser, group="g")).error == "pot_not_empty"
    assert await house.credits(group) == 3


async def test_credits_that_buy_nothing_are_no_loss(house: House) -> None:
    await house.give(1)
    assert "credit" not in (await house.ask("/delete")).text

    house.change(prices={"enabled": True})
    assert (await house.ask("/delete")).text.endswith("Your one credit is lost with it.")
