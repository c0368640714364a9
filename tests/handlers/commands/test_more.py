"""Further tools for a result come in a message of their own."""

from tests.handlers.conftest import RITA, House, said


async def test_the_tools_come_below_the_result(house: House, png: bytes) -> None:
    await house.ask("/flip", png, identity=RITA)
    await house.work()

    reply = await house.press_on(house.room.sent[0].reply, "More tools")

    assert not reply.edit
    assert reply.text == "What comes next for this result? Choose a tool."
    assert "Blur" in said(reply)
