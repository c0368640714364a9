"""A press on a group's setting asks first whether an admin pressed."""

from tests.handlers.conftest import RITA, House


async def test_the_chat_is_asked_at_each_press(house: House) -> None:
    house.admins.known.add(("g", "7"))
    settings = await house.ask("/settings", identity=RITA, group="g")
    await house.press_on(settings, "Tools …", group="g")

    assert house.admins.asked == 2


async def test_it_means_nothing_outside_of_a_group(house: House) -> None:
    house.admins.known.add(("g", "7"))
    settings = await house.ask("/settings", identity=RITA, group="g")

    assert (await house.press_on(settings, "Tools …")).error == "not_group_admin"
