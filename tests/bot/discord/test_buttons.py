"""Buttons under results and in the palette, as conversations."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from bot.discord.buttons import Pressed
from storage import schema
from tests.bot.discord.fake_discord import FakeDiscord, Guild, Interaction, Message, User
from tests.bot.discord.fake_discord.components import walk
from tests.bot.discord.running import darkroom
from tests.bot.discord.test_slash import dimensions, settled
from tests.bot.pictures import picture_bytes


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User) -> Guild:
    return fake.guild("Family", members=[anna, bert])


async def test_a_result_can_be_done_again_undone_and_had_as_a_file(app: App, anna: User, family: Guild) -> None:
    asked = anna.slash("image crop", image=picture_bytes((400, 300)), ratio="1:1", in_channel=family.general)
    result = await asked.shown()
    assert [label for label in result.labels] == ["Again", "Adjust …", "Original", "As file", "More tools", "Delete"]
    original = await anna.press(result, "Original").shown()
    assert dimensions(original.data) == (400, 300)
    file = await anna.press(result, "As file").shown()
    assert not file.pictures
    assert dimensions(file.data) == (300, 300)


async def test_adjust_opens_a_form_and_begins_from_the_picture_that_was_sent(
    app: App, anna: User, family: Guild
) -> None:
    asked = anna.slash("image resize", image=picture_bytes((400, 300)), width=200, in_channel=family.general)
    form = await anna.press(await asked.shown(), "Adjust").modal()
    smaller = await anna.submit(form, {"Width": "100"}).shown()
    assert dimensions(smaller.data) == (100, 75)
    form = await anna.press(await asked.shown(), "Adjust").modal()
    again = await anna.submit(form, {"Width": "40"}).shown()
    assert dimensions(again.data) == (40, 30)


async def test_a_mistake_in_a_form_is_told_to_the_asker_alone(app: App, anna: User, family: Guild) -> None:
    asked = anna.slash("image resize", image=picture_bytes((400, 300)), width=200, in_channel=family.general)
    form = await anna.press(await asked.shown(), "Adjust").modal()
    told = await anna.submit(form, {"Width": "enormous"}).shown()
    assert told.private
    assert "width" in told.words


async def test_a_form_may_bring_another_picture(app: App, anna: User, family: Guild) -> None:
    asked = anna.slash("image flip", image=picture_bytes((400, 300)), in_channel=family.general)
    form = await anna.press(await asked.shown(), "Adjust").modal()
    other = await anna.submit(form, {"Another picture": [picture_bytes((60, 40))]}).shown()
    assert dimensions(other.data) == (60, 40)


async def test_buttons_work_after_a_restart(fake: FakeDiscord, tmp_path: Path, anna: User, family: Guild) -> None:
    async with darkroom(fake, tmp_path):
        asked = anna.slash("image crop", image=picture_bytes((400, 300)), ratio="1:1", in_channel=family.general)
        result = await asked.shown()
        form = await anna.press(result, "Adjust").modal()
    async with darkroom(fake, tmp_path):
        assert dimensions((await anna.press(result, "Original").shown()).data) == (400, 300)
        assert dimensions((await anna.submit(form, {"Shape": "4:3"}).shown()).data) == (400, 300)


async def test_a_button_is_for_the_asker_alone_and_moderators_may_delete(
    app: App, fake: FakeDiscord, anna: User, bert: User
) -> None:
    olga = fake.user("Olga")
    family = fake.guild("Family", members=[anna, bert], admins=[olga])
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    for label in ("Original", "Adjust", "Delete"):
        told = await bert.press(result, label).shown()
        assert told.private
        assert "not yours" in told.words
    assert not result.deleted
    await olga.press(result, "Delete").gone()
    assert result.deleted


async def test_the_asker_may_delete(app: App, anna: User, family: Guild) -> None:
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    await anna.press(result, "Delete").gone()
    assert not family.general.messages


async def test_the_asker_may_delete_what_is_no_longer_remembered(app: App, anna: User, family: Guild) -> None:
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    await settled(app)
    async with app.services.database.write() as connection:
        await connection.execute(schema.buttons.delete())
    await anna.press(result, "Delete").gone()


async def test_each_message_of_an_answer_can_be_deleted(
    app: App, anna: User, family: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.layout.GALLERY", 2)
    anna.send("@bot flip", *[picture_bytes((40 + more, 30)) for more in range(4)], in_channel=family.general)
    shown = await anna.wait_for(2, in_channel=family.general)
    for message in shown:
        await anna.press(message, "Delete").answered()
    async with asyncio.timeout(20):
        while not all(message.deleted for message in shown):  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.02)


async def test_a_picture_sent_directly_opens_the_palette_and_a_tool_its_panel(app: App, anna: User) -> None:
    anna.send("", picture_bytes((400, 300)))
    palette = await anna.wait_for("What would you like")
    panel = await anna.press(palette, "Blur").shown("radius")
    assert panel is palette
    result = await anna.press(panel, "Run").shown(lambda message: bool(message.files))
    assert result is palette
    assert dimensions(result.data) == (400, 300)


async def test_a_panel_asks_for_a_value_by_a_form(app: App, anna: User) -> None:
    anna.send("", picture_bytes((400, 300)))
    panel = await anna.press(await anna.wait_for("What would you like"), "Resize").shown("width")
    form = await anna.press(panel, "✎ width").modal()
    panel = await anna.submit(form, {"Width": "80"}).shown("width: 80")
    result = await anna.press(panel, "Run").shown(lambda message: bool(message.files))
    assert dimensions(result.data) == (80, 60)


async def test_a_wrong_value_in_that_form_is_explained(app: App, anna: User) -> None:
    anna.send("", picture_bytes((400, 300)))
    panel = await anna.press(await anna.wait_for("What would you like"), "Resize").shown("width")
    form = await anna.press(panel, "✎ width").modal()
    told = await anna.submit(form, {"Width": "wide"}).shown("wide")
    assert "8192" in told.words
    again = await anna.press(told, "✎ width").modal()
    await anna.submit(again, {"Width": "90"}).shown("width: 90")


async def test_a_mention_with_words_is_a_command_and_without_any_opens_the_palette(
    app: App, anna: User, family: Guild
) -> None:
    anna.send("@bot resize 50", picture_bytes((400, 300)), in_channel=family.general)
    result = await anna.wait_for(lambda message: bool(message.files), in_channel=family.general)
    assert dimensions(result.data) == (50, 38)
    anna.send("look at this @bot", picture_bytes((400, 300)), in_channel=family.general)
    await anna.wait_for("What would you like", in_channel=family.general)
    anna.send("@bot @everyone", picture_bytes((400, 300)), in_channel=family.general)
    await anna.wait_for("What would you like", in_channel=family.general)
    anna.send("what a day", picture_bytes(), in_channel=family.general)
    await anna.sees_nothing(in_channel=family.general)


async def test_more_tools_go_on_from_the_result(app: App, anna: User, family: Guild) -> None:
    result = await anna.slash(
        "image crop", image=picture_bytes((400, 300)), ratio="1:1", in_channel=family.general
    ).shown()
    palette = await anna.press(result, "More tools").shown("What comes next")
    panel = await anna.press(palette, "Blur").shown("radius")
    assert dimensions((await anna.press(panel, "Run").shown(lambda m: bool(m.files))).data) == (300, 300)


async def test_the_menus_of_a_message_work_on_its_picture(app: App, anna: User, bert: User, family: Guild) -> None:
    message = bert.send("look", picture_bytes((400, 300)), in_channel=family.general)
    palette = await anna.use_menu("Edit picture", message).shown("What would you like")
    assert "Blur" in palette.labels
    info = await anna.use_menu("Picture info", message).shown()
    assert info.private
    assert "400" in info.words
    moving = await anna.use_menu("To GIF", message).shown()
    assert moving.data[:4] == b"GIF8"
    words = bert.send("no picture here", in_channel=family.general)
    refused = await anna.use_menu("Edit picture", words).shown()
    assert refused.private


async def test_the_menu_of_a_person_works_on_their_avatar(app: App, anna: User, bert: User, family: Guild) -> None:
    bert.set_avatar(picture_bytes((256, 256)))
    palette = await anna.use_menu("Avatar", bert, in_channel=family.general).shown("What would you like")
    panel = await anna.press(palette, "Blur").shown("radius")
    assert dimensions((await anna.press(panel, "Run").shown(lambda m: bool(m.files))).data) == (256, 256)


def forged(person: User, message: Message, custom_id: str) -> Interaction:
    """Press a button that says what somebody made up: the first of the message, others are not even looked at."""
    first = next(part for part in walk(message.content.components) if "custom_id" in part)
    first["custom_id"] = custom_id
    return person.press(message, custom_id)


async def test_forged_presses_do_nothing(app: App, anna: User, bert: User, family: Guild) -> None:
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    whose = {button.label: Pressed.read(button.custom_id or "") for button in result.buttons}
    again, delete = whose["Again"], whose["Delete"]
    assert again is not None
    assert delete is not None
    by_bert = replace(delete, owner=str(bert.id)).write().split(":")[1]
    answers = {
        "not yours": ("c::erase", "c::redo?pipeline=flip", f"r::{again.token}", f"x::{delete.token}", again.write()),
        "has expired; please ask": (f"c:{by_bert}:erase", f"c:{by_bert}:redo?pipeline=flip"),
        "used before": (f"r:{by_bert}:{again.token}", f"x:{by_bert}:{delete.token}", f"t:{by_bert}:{'A' * 22}"),
    }
    unreadable = [forged(bert, result, custom_id) for custom_id in ("t:zz", "rubbish", f"q:{by_bert}:short:blur")]
    for words, custom_ids in answers.items():
        for custom_id in custom_ids:
            told = await forged(bert, result, custom_id).shown()
            assert (told.private, words in told.words) == (True, True), (custom_id, told)
    assert [press.response for press in unreadable] == [None] * 3
    assert family.general.messages[0] is result
    assert all(message.only_for is bert for message in family.general.messages[1:])
    async with app.services.database.read() as connection:
        assert len((await connection.execute(select(schema.jobs.c.id))).all()) == 1
