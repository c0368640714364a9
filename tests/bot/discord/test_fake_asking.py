"""What people ask the bot by commands and menus, as the real client gets it from the fake."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, Upload, User
from tests.bot.discord.fake_discord.command_bot import Bot, saying
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


async def test_every_kind_of_option_arrives(bot: Bot, family: Guild, anna: User, bert: User) -> None:
    bot.act = saying("done")
    options: dict[str, Any] = {"radius": 2.5, "times": 3, "shape": "Square", "title": "two", "private": True}
    things: dict[str, Any] = {"person": bert, "place": family.general, "role": family.everyone}
    asked = anna.slash("image blur", in_channel=family.general, image=picture_bytes(), **options, **things)
    assert (await asked.shown("done")).from_bot
    _, (image, *values, person, place, role) = await bot.asked.get()
    assert values == [2.5, 3, "s", "two", True]
    assert (image.filename, image.width, image.height) == ("picture.png", 40, 30)
    assert (image.content_type, image.ephemeral) == ("image/png", True)
    assert await image.read() == picture_bytes()
    assert (person.id, place.id, role.id) == (bert.id, family.general.id, family.id)


async def test_what_an_interaction_tells_in_a_guild(bot: Bot, family: Guild, anna: User) -> None:
    anna.locale = "de"
    family.attachment_bytes = 50 << 20
    anna.slash("go", in_channel=family.general)
    itx = await bot.given()
    assert (itx.guild_id, itx.channel_id, itx.user.id) == (family.id, family.general.id, anna.id)
    assert (itx.locale, itx.guild_locale) == (discord.Locale.german, discord.Locale.german)
    assert itx.filesize_limit == 50 << 20
    assert (itx.context.guild, itx.is_guild_integration(), itx.is_user_integration()) == (True, True, False)
    assert (itx.permissions.send_messages, itx.permissions.manage_guild) == (True, False)
    assert itx.app_permissions.attach_files


async def test_what_an_interaction_tells_in_direct_messages(bot: Bot, anna: User) -> None:
    anna.slash("go")
    itx = await bot.given()
    assert isinstance(itx.user, discord.User)
    assert (itx.guild_id, itx.context.dm_channel, itx.filesize_limit) == (None, True, 10 << 20)
    assert itx._integration_owners == {0: 0}


async def test_proposals_while_somebody_types(bot: Bot, anna: User) -> None:
    choices = await anna.complete("image blur", "title", "su", radius=9.5).choices()
    assert choices == [{"name": f"su {word} 9.5", "value": word} for word in ("one", "two")]


async def test_the_menu_of_a_message_brings_its_files(bot: Bot, family: Guild, anna: User, bert: User) -> None:
    bot.act = saying("done")
    message = bert.send("look", picture_bytes(), in_channel=family.general)
    await anna.use_menu("Edit picture", message).shown("done")
    _, target = await bot.asked.get()
    assert (target.content, target.author.id) == ("look", bert.id)
    assert await target.attachments[0].read() == picture_bytes()


async def test_the_menu_of_a_person_brings_their_avatar(bot: Bot, anna: User, bert: User) -> None:
    bot.act = saying("done")
    bert.set_avatar(picture_bytes())
    await anna.use_menu("Avatar", bert).shown("done")
    _, person = await bot.asked.get()
    assert await person.display_avatar.with_format("png").read() == picture_bytes()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "must be given"),
        ({"image": b"", "radius": 51.0}, "radius takes no 51.0"),
        ({"image": b"", "times": 1.5}, "times takes no 1.5"),
        ({"image": b"", "title": "x" * 11}, "title takes no"),
        ({"image": b"", "shape": "oval"}, "none of the choices"),
        ({"image": b"", "colour": "red"}, "none of the options"),
    ],
)
async def test_clients_let_nothing_else_through(bot: Bot, anna: User, options: dict[str, Any], why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        anna.slash("image blur", **options)


async def test_clients_know_only_what_is_registered(bot: Bot, anna: User) -> None:
    with pytest.raises(AssertionError, match="is none of the commands"):
        anna.slash("gif make")
    with pytest.raises(AssertionError, match="is none of"):
        anna.slash("image crop")
    with pytest.raises(AssertionError, match="is a group"):
        anna.slash("image")


async def test_a_file_may_claim_another_size_and_type(bot: Bot, anna: User) -> None:
    file = Upload("my picture (1).png", b"no picture", "image/webp", size=1 << 40)
    anna.slash("image blur", image=file)
    _, (image, *_) = await bot.asked.get()
    assert (image.filename, image.size, image.content_type) == ("my_picture_1.png", 1 << 40, "image/webp")
    assert (image.width, image.height) == (None, None)
