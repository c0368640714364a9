"""Buttons and menus in the fake, pressed and chosen from, and answered by the real client."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.bot.discord.fake_discord import Callback, FakeDiscord, Guild, Interaction, Message, User
from tests.bot.discord.fake_discord.command_bot import Act, Bot, Itx, pressing, saying
from tests.bot.discord.fake_discord.library import running


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User) -> Guild:
    return fake.guild("Family", members=[anna, bert], locale="de")


@pytest.fixture
async def bot(fake: FakeDiscord, family: Guild) -> AsyncIterator[Bot]:
    bot = Bot()
    async with running(fake, bot):
        yield bot
    fake.check_answers()


async def press(bot: Bot, anna: User, act: Act) -> tuple[Message, Interaction, Itx]:
    """Let a message with a button stand, press it, and return all three."""
    bot.act = saying("one", view=pressing())
    shown = await anna.slash("go").shown("one")
    await bot.given()
    bot.act = act
    pressed = anna.press(shown, "Again")
    itx = await bot.given()
    await pressed.answered()
    return shown, pressed, itx


async def test_a_press_changes_the_message(bot: Bot, anna: User) -> None:
    async def act(itx: Itx) -> None:
        await itx.response.edit_message(content="two", view=None)

    shown, pressed, itx = await press(bot, anna, act)
    assert await pressed.shown("two") is shown
    assert shown.labels == []
    assert itx.message is not None
    assert itx.message.id == shown.id
    assert pressed.name == "again"


async def test_a_press_may_change_the_message_later(bot: Bot, anna: User) -> None:
    async def act(itx: Itx) -> None:
        await itx.response.defer()

    shown, pressed, itx = await press(bot, anna, act)
    assert (await pressed.answered()).kind == Callback.DEFERRED_UPDATE
    assert (shown.words, shown.loading) == ("one", False)
    await itx.edit_original_response(content="two")
    assert await pressed.shown() is shown


async def test_a_press_is_answered_by_another_message(bot: Bot, anna: User) -> None:
    shown, pressed, _ = await press(bot, anna, saying("two"))
    answer = await pressed.shown()
    assert (answer.words, answer.reply_to) == ("two", shown)
    assert [message.words for message in anna.dm.messages] == ["one", "two"]


async def test_what_cannot_be_pressed(bot: Bot, family: Guild, anna: User) -> None:
    view = pressing()
    view.add_item(discord.ui.Button(label="Never", custom_id="never", disabled=True))
    view.add_item(discord.ui.Button(label="Read", url="https://example.org/"))
    bot.act = saying("one", view=view)
    asked = anna.slash("go", in_channel=family.general)
    shown = await asked.shown()
    assert shown.labels == ["Again", "Never", "Read"]
    for label, why in {"Never": "cannot be pressed", "Read": "leads elsewhere", "None": "names 0 of"}.items():
        with pytest.raises(AssertionError, match=why):
            anna.press(shown, label)


async def test_a_menu_is_chosen_from(bot: Bot, anna: User, bert: User) -> None:
    options = [discord.SelectOption(label=word, value=word.lower()) for word in ("Blur", "Crop")]
    view = discord.ui.View().add_item(discord.ui.Select(custom_id="tool", placeholder="Tool", options=options))
    view.add_item(discord.ui.UserSelect(custom_id="who", placeholder="Person"))
    bot.act = saying("one", view=view)
    shown = await anna.slash("go").shown()
    await bot.given()
    bot.act = saying("two")
    await anna.choose(shown, "Crop", menu="Tool").shown("two")
    itx, data = await bot.asked.get()
    assert data["values"] == ["crop"]
    await anna.choose(shown, bert, menu="Person").shown("two")
    itx, data = await bot.asked.get()
    assert (data["values"], list(data["resolved"]["users"])) == ([str(bert.id)], [str(bert.id)])
    assert itx.message is not None
    with pytest.raises(AssertionError, match="is none of"):
        anna.choose(shown, "Sharpen", menu="Tool")
