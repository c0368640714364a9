"""Responses of the real client to interactions of the fake: answers, follow-ups, and their time limits."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import discord
import pytest

from tests.bot.discord.fake_discord import Callback, FakeDiscord, Guild, User
from tests.bot.discord.fake_discord.command_bot import Bot, defer, saying
from tests.bot.discord.fake_discord.library import running
from tests.bot.pictures import picture_bytes


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User) -> Guild:
    return fake.guild("Family", members=[anna, bert], locale="de")


@pytest.fixture
async def bot(fake: FakeDiscord, family: Guild) -> AsyncIterator[Bot]:
    bot = Bot()
    async with running(fake, bot):
        yield bot
    fake.check_answers()


async def test_a_message_answers_at_once_and_is_changed(bot: Bot, family: Guild, anna: User) -> None:
    bot.act = saying("one")
    asked = anna.slash("go", in_channel=family.general)
    shown = await asked.shown("one")
    response = await asked.answered()
    assert (response.kind, response.private) == (Callback.MESSAGE, False)
    itx = await bot.given()
    assert (await itx.original_response()).id == shown.id
    await itx.edit_original_response(content="two")
    assert await anna.wait_for("two", in_channel=family.general) is shown
    assert (shown.edited, shown.words) == (True, "two")
    await itx.delete_original_response()
    await asked.gone()
    assert family.general.messages == []
    with pytest.raises(discord.NotFound, match="10008"):
        await itx.edit_original_response(content="three")


async def test_a_deferral_is_seen_as_thinking_until_the_answer_comes(bot: Bot, family: Guild, anna: User) -> None:
    bot.act = defer
    asked = anna.slash("go", in_channel=family.general)
    assert (await asked.answered()).kind == Callback.DEFERRED
    (thinking,) = family.general.messages
    assert thinking.loading
    await anna.sees_nothing(0.05, in_channel=family.general)
    itx = await bot.given()
    await itx.edit_original_response(content="here", attachments=[discord.File(BytesIO(picture_bytes()), "a.png")])
    assert await asked.shown("here") is thinking
    assert (thinking.data, thinking.loading) == (picture_bytes(), False)


async def test_a_private_answer_is_seen_by_one(bot: Bot, family: Guild, anna: User, bert: User) -> None:
    bot.act = saying("between us", ephemeral=True)
    shown = await anna.slash("go", in_channel=family.general).shown()
    assert shown.private
    assert anna.sees(family.general) == [shown]
    assert bert.sees(family.general) == []
    with pytest.raises(AssertionError, match="does not see"):
        bert.forge(shown, "again")
    with pytest.raises(discord.NotFound, match="10008"):
        await bot.get_partial_messageable(family.general.id).fetch_message(shown.id)
    assert "message" not in bot.told


async def test_follow_ups_stand_beside_the_answer(bot: Bot, family: Guild, anna: User, bert: User) -> None:
    bot.act = saying("one")
    asked = anna.slash("go", in_channel=family.general)
    await asked.shown("one")
    itx = await bot.given()
    second = await itx.followup.send("two", wait=True)
    await itx.followup.send("three", ephemeral=True)
    assert [message.words for message in asked.messages] == ["one", "two", "three"]
    assert [message.words for message in bert.sees(family.general)] == ["one", "two"]
    await second.edit(content="2")
    assert (await asked.shown("2")).id == second.id
    await second.delete()
    assert [message.words for message in asked.messages] == ["one", "three"]


async def test_the_first_follow_up_of_a_deferral_takes_its_place(bot: Bot, anna: User) -> None:
    bot.act = defer
    asked = anna.slash("go")
    await asked.answered()
    itx = await bot.given()
    await itx.followup.send("here", ephemeral=True)
    (shown,) = asked.messages
    assert (shown.words, shown.private) == ("here", False)


async def test_a_late_failure_is_told_in_private(bot: Bot, family: Guild, anna: User, bert: User) -> None:
    bot.act = defer
    asked = anna.slash("go", in_channel=family.general)
    await asked.answered()
    itx = await bot.given()
    await itx.delete_original_response()
    await itx.followup.send("It failed.", ephemeral=True)
    assert (await asked.shown("failed")).private
    assert bert.sees(family.general) == []


async def test_a_response_after_three_seconds_is_none(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    asked = anna.slash("go")
    itx = await bot.given()
    failed_at_first = asked.failed
    fake.advance(3.1)
    with pytest.raises(discord.NotFound, match="10062"):
        await itx.response.send_message("late")
    assert (failed_at_first, asked.failed) == (False, True)
    with pytest.raises(discord.NotFound, match="10015"):
        await itx.edit_original_response(content="late")


async def test_a_second_response_is_refused(bot: Bot, anna: User) -> None:
    bot.act = saying("one")
    asked = anna.slash("go")
    await asked.answered()
    itx = await bot.given()
    with pytest.raises(discord.InteractionResponded):
        await itx.response.send_message("two")
    again = discord.InteractionResponse(itx)
    with pytest.raises(discord.HTTPException, match="40060"):
        await again.send_message("two")


async def test_a_token_lives_for_fifteen_minutes(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    bot.act = defer
    asked = anna.slash("go")
    await asked.answered()
    itx = await bot.given()
    fake.advance(14 * 60)
    await itx.edit_original_response(content="in time")
    await asked.shown("in time")
    fake.advance(61)
    for late in (itx.edit_original_response(content="late"), itx.followup.send("late"), itx.original_response()):
        with pytest.raises(discord.HTTPException, match="50027"):
            await late


async def test_the_token_alone_is_enough_to_answer(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    bot.act = defer
    asked = anna.slash("go")
    await asked.answered()
    await bot.close()
    async with aiohttp.ClientSession() as session:
        original: Any = "@original"  # which the library takes for an id
        webhook = discord.Webhook.partial(fake.application_id, asked.token, session=session)
        await webhook.edit_message(original, content="after the restart")
        stranger = discord.Webhook.partial(fake.application_id, "forged", session=session)
        with pytest.raises(discord.HTTPException, match="50027"):
            await stranger.send("hello")
    assert (await asked.shown()).words == "after the restart"
