"""A form under a result does its last step again with other values, from the picture that was sent."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from handlers.reply import Reply
from handlers.services import Chat
from tests.handlers.chats import RITA, ROOM
from tests.handlers.conftest import House, picture, said
from tests.handlers.test_panel import steps_of


@pytest.fixture
async def result(house: House) -> Reply:
    """A result of two steps in a chat that opens forms."""
    chats = dict(house.services.chats)
    chats["room"] = Chat(replace(ROOM, opens_forms=True), house.room, house.room, house.admins)
    house.services = replace(house.services, chats=chats)
    house.change()
    await house.ask("/crop 1:1 | resize 20", picture(40, 30), identity=RITA)
    await house.work()
    return house.room.sent[-1].reply


def size(house: House) -> tuple[int, int]:
    return Image.open(BytesIO(house.room.sent[-1].reply.files[0].data or b"")).size


async def test_the_last_step_is_done_with_the_values_of_the_form(house: House, result: Reply) -> None:
    await house.press_on(result, "Adjust …", text='resize width:12 height:"" percent:""')
    await house.work()

    assert size(house) == (12, 12)


async def test_a_picture_that_came_with_the_form_is_used_instead(house: House, result: Reply) -> None:
    other = house.attach(house.room, "room", picture(10, 10))
    await house.press_on(result, "Adjust …", text="resize width:5", attachments=(other,))
    await house.work()

    assert size(house) == (5, 5)


async def test_a_wrong_value_is_explained_and_the_form_can_be_sent_again(house: House, result: Reply) -> None:
    assert (await house.press_on(result, "Adjust …", text="resize width:wide")).error == "bad_value"
    assert (await house.press_on(result, "Adjust …", text="resize width:12")).job


async def test_the_nearest_value_takes_the_place_of_a_wrong_one(house: House, result: Reply) -> None:
    told = await house.press_on(result, "Adjust …", text="resize width:0")
    ((mend,),) = told.buttons
    assert mend.label == "width 1"

    await house.press_on(told, mend.label)
    await house.work()
    assert [name for name, _ in steps_of(house)] == ["crop", "resize"]


async def test_a_form_of_another_tool_is_refused(house: House, result: Reply) -> None:
    assert (await house.press_on(result, "Adjust …", text="blur radius:4")).error == "unknown_value"


async def test_without_words_the_panel_asks(house: House, result: Reply) -> None:
    panel = await house.press_on(result, "Adjust …")

    assert "▶ Run" in said(panel)
    assert "width: 20" in panel.text


async def test_a_chat_without_forms_is_not_offered_one(house: House, png: bytes) -> None:
    await house.ask("/resize 20", png, identity=RITA)
    await house.work()

    assert "Adjust …" not in said(house.room.sent[-1].reply)


async def test_a_text_that_the_form_did_not_show_stays(house: House, result: Reply) -> None:
    await house.ask("/placeholder size:60x40 text:Hello", identity=RITA)
    await house.work()
    before = house.room.sent[-1].reply
    await house.press_on(before, "Adjust …", text='placeholder size:60x40 text:""')
    await house.work()

    assert house.room.sent[-1].reply.files[0].data == before.files[0].data
