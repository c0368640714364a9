"""A press on ✎ puts a question and leaves the panel as it is."""

from dataclasses import replace

from tests.handlers.chats import RITA, ROOM
from tests.handlers.conftest import House


async def test_a_press_puts_a_question(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Crop")

    question = await house.press_on(panel, "✎ box")

    assert question.ask
    assert not question.edit
    assert question.text.startswith("Type a value for box: x,y,width,height in pixels or percent")
    assert (await house.press_on(panel, "▶ Run")).job


async def test_a_chat_with_forms_brings_the_value_along(house: House, png: bytes) -> None:
    chats = dict(house.services.chats)
    chats["room"] = replace(chats["room"], limits=replace(ROOM, opens_forms=True))
    house.services = replace(house.services, chats=chats)
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Resize")

    wrong = await house.press_on(panel, "✎ width", text="wide")
    assert "wide" in wrong.text
    changed = await house.press_on(wrong, "✎ width", text="20")
    assert changed.edit
    assert "width: 20" in changed.text
