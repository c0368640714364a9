"""The tools are leafed through in place, and the message goes on saying what for."""

from tests.handlers.conftest import RITA, House, picture


async def test_the_message_goes_on_saying_what_for(house: House) -> None:
    for pictures, text in (
        ([], "Choose a tool."),
        ([picture()], "What would you like to do with this picture?"),
        ([picture(), picture()], "What would you like to do with these 2 pictures?"),
    ):
        reply = await house.ask("" if pictures else "/tools", *pictures, identity=RITA)
        turned = await house.press_on(reply, "›")

        assert turned.edit
        assert turned.text.startswith(text)
