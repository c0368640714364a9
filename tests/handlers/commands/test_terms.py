"""/terms shows the rules to everyone; who has not agreed can do so there."""

from tests.handlers.conftest import House


async def test_a_guest_can_agree_there(house: House) -> None:
    reply = await house.ask("/terms")
    assert "A job that fails is never charged" in reply.text

    await house.press(reply)

    assert (await house.account()).role == "member"
    assert all(button.command != "agree" for row in (await house.ask("/terms")).buttons for button in row)
