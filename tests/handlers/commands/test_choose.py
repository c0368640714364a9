"""A press on a tool opens its panel in place; nobody gets there by typing."""

import pytest

from tests.handlers.conftest import RITA, House, labels


async def test_a_press_opens_the_panel(house: House, png: bytes) -> None:
    reply = await house.press_on(await house.ask("", png, identity=RITA), "Flip")

    assert reply.edit
    assert labels(reply) == [["✓ h", "v", "both"], ["▶ Run", "‹ Back"]]


@pytest.mark.parametrize("name", ["choose", "ask", "typed", "redo", "more", "turn", "remove", "group", "erase"])
async def test_what_buttons_ask_for_cannot_be_typed(house: House, png: bytes, name: str) -> None:
    assert (await house.ask(f"/{name} blur", png, identity=RITA)).error == "unknown_command"
    assert (await house.ask("", png, identity=RITA, command=name)).error == "unknown_command"
