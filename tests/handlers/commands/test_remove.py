"""Deleting takes a message away and says nothing."""

from tests.handlers.conftest import RITA, House


async def test_the_message_goes(house: House, png: bytes) -> None:
    await house.ask("/flip", png, identity=RITA)
    await house.work()

    reply = await house.press_on(house.room.sent[0].reply, "Delete")
    assert (reply.remove, reply.text, reply.buttons) == (True, "", ())
