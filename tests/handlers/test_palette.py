"""A chat that draws no palette is given the tools as buttons, a page at a time."""

from dataclasses import replace

import pytest

from handlers.request import Identity
from storage import accounts, groups
from storage.groups import Group
from tests.handlers.conftest import ANNA, RITA, House, labels, picture, said
from tools.catalog import load_catalog

TOOLS = [tool.name.capitalize() for tool in load_catalog().values()]


async def test_a_bare_picture_is_answered_with_tools(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=RITA)

    assert reply.text.startswith("What would you like to do with this picture?")
    assert not reply.palette
    assert labels(reply)[0] == ["Blur", "Brightness", "Compress"]
    assert [len(row) for row in labels(reply)] == [3, 3, 3, 3, 1]


async def test_the_tools_are_leafed_through_in_place(house: House, png: bytes) -> None:
    first = await house.ask("", png, identity=RITA)
    second = await house.press_on(first, "›")
    back = await house.press_on(second, "‹")

    assert second.edit
    assert labels(second)[-1] == ["‹"]
    assert labels(back) == labels(first)


async def test_all_tools_are_offered_between_the_pages(house: House) -> None:
    first = await house.ask("/tools", identity=RITA)
    second = await house.press_on(first, "›")

    shown = [label for reply in (first, second) for row in labels(reply) for label in row]
    assert [label.lower() for label in shown if label not in "‹›"] == [name.lower() for name in TOOLS]


async def test_tools_that_make_a_picture_of_nothing_are_not_offered_for_one(house: House, png: bytes) -> None:
    second = await house.press_on(await house.ask("", png, identity=RITA), "›")

    assert "Placeholder" not in said(second)


@pytest.mark.parametrize("text", ["/start", "/tools", "/agree"])
async def test_who_begins_is_shown_the_tools(house: House, text: str) -> None:
    assert "Blur" in said(await house.ask(text, identity=RITA))


async def test_plain_words_are_answered_without_a_wall_of_buttons(house: House) -> None:
    reply = await house.ask("good morning", identity=RITA)

    assert labels(reply) == [["All tools"]]
    assert "Blur" in said(await house.press_on(reply, "All tools"))


async def test_several_pictures_are_counted(house: House) -> None:
    reply = await house.ask("", picture(), picture(), identity=RITA)

    assert "these 2 pictures" in reply.text


async def test_one_press_uses_up_all_buttons_of_the_message(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=RITA)

    assert (await house.press_on(reply, "Blur")).error is None
    assert (await house.press_on(reply, "Crop")).error == "button_spent"


async def test_labels_are_words_of_the_language(house: House, png: bytes) -> None:
    assert labels(await house.ask("", png, identity=RITA, locale="de"))[0] == ["Unschärfe", "Helligkeit", "Verkleinern"]


async def test_what_a_group_has_switched_off_is_not_offered(house: House, png: bytes) -> None:
    async with house.services.database.write() as connection:
        await groups.put(connection, Group("room", "g", off_tools=("blur",)), house.clock())

    assert "Blur" not in said(await house.ask("", png, identity=RITA, group="g"))
    assert "Blur" in said(await house.ask("", png, identity=RITA))


async def test_the_page_draws_its_own_and_nothing_is_stored_of_a_stranger(house: House, png: bytes) -> None:
    reply = await house.ask("", png, identity=Identity("page", "visitor"))

    assert reply.palette
    assert reply.buttons == ()
    async with house.services.database.read() as connection:
        assert await accounts.find(connection, "page", "visitor") is None


async def test_a_refused_person_is_shown_no_tools(house: House, png: bytes) -> None:
    house.change(access={"mode": "allowlist", "allowed": (f"{ANNA.platform}:{ANNA.external_id}",)})

    reply = await house.ask("", png, identity=replace(RITA, external_id="9"))

    assert reply.error == "not_admitted"
    assert reply.buttons == ()
