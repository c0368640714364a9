"""A group's settings are its admins' to change, are asked for at each press, and hold for everyone in it."""

import asyncio

import pytest

from handlers.reply import Reply
from handlers.request import Identity
from storage import groups
from storage.groups import Group
from tests.handlers.conftest import ANNA, RITA, House, labels, said

MEMBER = Identity("room", "8")
SECOND_ADMIN = Identity("room", "9")


@pytest.fixture
async def settings(house: House) -> Reply:
    """The settings, opened by an admin."""
    house.admins.known |= {("g", "7"), ("g", "9")}
    return await house.ask("/settings", identity=RITA, group="g")


async def chosen(house: House) -> Group | None:
    async with house.services.database.read() as connection:
        return await groups.get(connection, "room", "g")


async def test_an_admin_sees_how_it_stands(house: House, settings: Reply) -> None:
    assert settings.text.startswith("These settings are for everyone in this group")
    assert "My answers: stay" in settings.text
    assert labels(settings) == [
        ["Deutsch", "English", "✓ Own choice"],
        ["As photos", "As files", "✓ Own choice"],
        ["✓ Keep", "5 min", "1 hour", "1 day"],
        ["Tools …", "Done"],
    ]
    assert not settings.private
    assert await chosen(house) is None


async def test_each_setting_is_changed_in_place(house: House, settings: Reply) -> None:
    reply = await house.press_on(settings, "As files", group="g")
    reply = await house.press_on(reply, "1 hour", group="g")
    reply = await house.press_on(reply, "Deutsch", group="g")

    assert reply.edit
    assert "Meine Antworten: werden nach einer Stunde gelöscht" in reply.text
    assert labels(reply)[2] == ["Behalten", "5 Min.", "✓ 1 Stunde", "1 Tag"]
    assert await chosen(house) == Group("room", "g", "de", "file", 60)


async def test_each_setting_goes_back_to_none(house: House, settings: Reply) -> None:
    reply = await house.press_on(settings, "As files", group="g")
    reply = await house.press_on(reply, "5 min", group="g")
    reply = await house.press_on(reply, "Keep", group="g")
    await house.press(reply, 1, 2, identity=RITA, group="g")

    assert await chosen(house) == Group("room", "g")


async def test_tools_are_switched_off_and_on(house: House, settings: Reply) -> None:
    tools = await house.press_on(settings, "Tools …", group="g")
    tools = await house.press_on(tools, "✓ Blur", group="g")
    assert "✗ Blur" in said(tools)
    tools = await house.press_on(tools, "›", group="g")
    tools = await house.press_on(tools, "✓ GIF", group="g")
    assert labels(tools)[0] == ["✓ Saturation", "✓ Sharpen", "✗ GIF"]

    back = await house.press_on(tools, "‹ Back", group="g")
    assert "Tools switched off: blur, gif" in back.text
    tools = await house.press_on(await house.press_on(back, "Tools …", group="g"), "✗ Blur", group="g")

    assert (await chosen(house) or Group("", "")).off_tools == ("gif",)


async def test_done_takes_the_message_away(house: House, settings: Reply) -> None:
    assert (await house.press_on(settings, "Done", group="g")).remove


@pytest.mark.parametrize("text", ["/settings", "/settings language:de", "/settings result:file"])
async def test_others_get_one_sentence(house: House, settings: Reply, text: str) -> None:
    reply = await house.ask(text, identity=MEMBER, group="g")

    assert reply.text == "Only admins of this group can change its settings."
    assert reply.buttons == ()
    assert await chosen(house) is None


async def test_the_buttons_are_for_who_opened_them(house: House, settings: Reply) -> None:
    for stranger in (MEMBER, SECOND_ADMIN):
        await house.account(stranger)
        assert (await house.press_on(settings, "As files", identity=stranger, group="g")).error == "button_spent"

    assert (await house.press_on(settings, "As files", group="g")).error is None


async def test_who_is_no_admin_any_more_changes_nothing(house: House, settings: Reply) -> None:
    house.admins.known.clear()

    reply = await house.press_on(settings, "As files", group="g")

    assert reply.error == "not_group_admin"
    assert await chosen(house) is None


async def test_a_button_taken_to_another_group_changes_nothing_there(house: House, settings: Reply) -> None:
    assert (await house.press_on(settings, "As files", group="other")).error == "not_group_admin"


async def test_a_chat_that_knows_no_admins_lets_nobody_change_anything(house: House) -> None:
    assert (await house.ask("/settings", identity=ANNA, group="g")).error == "not_group_admin"


async def test_typed_settings_are_the_groups_in_a_group(house: House, settings: Reply) -> None:
    reply = await house.ask("/settings language:de result:file", identity=RITA, group="g")

    assert reply.text.startswith("Diese Einstellungen gelten für alle")
    assert await chosen(house) == Group("room", "g", "de", "file")
    assert (await house.ask("/settings", identity=RITA)).text.startswith("Your language is English")
    assert (await house.ask("/settings language:tlh", identity=RITA, group="g")).error == "unknown_value"


async def test_two_admins_at_once_lose_neither_choice(house: House, settings: Reply) -> None:
    other = await house.ask("/settings", identity=SECOND_ADMIN, group="g")

    await asyncio.gather(
        house.press_on(settings, "As files", group="g"),
        house.press_on(other, "1 day", identity=SECOND_ADMIN, group="g"),
    )

    assert await chosen(house) == Group("room", "g", result="file", auto_delete_minutes=1440)


async def test_a_press_that_arrives_again_switches_nothing_back(house: House, settings: Reply) -> None:
    tools = await house.press_on(settings, "Tools …", group="g")
    for _ in range(2):
        await house.press_on(tools, "✓ Blur", group="g", key="press-1")

    assert (await chosen(house) or Group("", "")).off_tools == ("blur",)


async def test_the_language_of_the_group_is_spoken_to_who_chose_none(house: House, settings: Reply) -> None:
    await house.press_on(settings, "Deutsch", group="g")

    assert (await house.ask("/blurr", identity=MEMBER, group="g", locale="en")).text.startswith("Es gibt kein")
    assert (await house.ask("/blurr", identity=MEMBER, locale="en")).text.startswith("There is no")
    await house.ask("/settings language:en", identity=MEMBER)
    assert (await house.ask("/blurr", identity=MEMBER, group="g", locale="de")).text.startswith("There is no")


async def test_the_form_of_the_group_beats_a_persons_own(house: House, settings: Reply, png: bytes) -> None:
    await house.ask("/settings result:photo", identity=MEMBER)
    await house.press_on(settings, "As files", group="g")
    await house.ask("/flip", png, identity=MEMBER, group="g")
    await house.ask("/flip", png, identity=MEMBER)
    await house.work()

    assert [sent.reply.files[0].form for sent in house.room.sent] == ["file", "photo"]


async def test_a_tool_that_is_off_is_refused_however_it_is_asked_for(house: House, settings: Reply, png: bytes) -> None:
    tools = await house.press_on(settings, "Tools …", group="g")
    await house.press_on(tools, "✓ Blur", group="g")

    for text in ("/blur 2", "/flip | blur 2", "/do flip | blur 2"):
        reply = await house.ask(text, png, identity=MEMBER, group="g")
        assert reply.text == "The admins of this group have switched blur off."
    assert (await house.ask("", png, identity=MEMBER, group="g", command="blur")).error == "tool_off"
    assert (await house.ask("/blur 2", png, identity=MEMBER)).job
    assert (await house.ask("/flip", png, identity=MEMBER, group="g")).job
