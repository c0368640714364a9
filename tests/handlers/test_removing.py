"""An answer of several messages goes as a whole."""

from handlers.removing import REMOVE, bind_messages
from tests.handlers.conftest import ANNA, RITA, House


async def test_the_button_deletes_the_messages_that_it_was_told_of_and_no_stranger_tells_it(
    house: House, png: bytes
) -> None:
    await house.ask("/flip", png, identity=RITA)
    await house.work()
    shown = house.room.sent[0].reply
    (token,) = [button.token for row in shown.buttons for button in row if button.command == REMOVE]
    assert token
    await bind_messages(house.services, RITA, token, ["7", "8"])
    await bind_messages(house.services, ANNA, token, ["9"])

    reply = await house.press_on(shown, "Delete")
    assert (reply.remove, reply.removes) == (True, ("7", "8"))
