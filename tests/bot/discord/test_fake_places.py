"""Where people use the app: guilds with and without the bot, groups, other people's direct messages."""

from collections.abc import AsyncIterator
from io import BytesIO

import discord
import pytest
from discord import app_commands

from tests.bot.discord.fake_discord import Channel, FakeDiscord, Guild, User
from tests.bot.discord.fake_discord.library import Client, running
from tests.bot.pictures import picture_bytes

Itx = discord.Interaction[discord.Client]
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
BOTH = app_commands.AppInstallationType(guild=True, user=True)


class Bot(Client):
    """Has a command that can be used everywhere and answers with what it was told of the place."""

    def __init__(self) -> None:
        super().__init__()
        self.last: Itx | None = None

        @self.tree.command(description="Answers.")
        @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
        @app_commands.allowed_installs(guilds=True, users=True)
        async def go(itx: Itx, times: int = 1) -> None:
            self.last = itx
            await itx.response.send_message("0")
            for number in range(1, times):
                await itx.followup.send(str(number), file=discord.File(BytesIO(picture_bytes()), "a.png"))


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    bot = Bot()
    async with running(fake, bot):
        yield bot
    fake.check_answers()


@pytest.fixture
def elsewhere(fake: FakeDiscord, anna: User, bert: User) -> Guild:
    """A guild without the bot."""
    return fake.guild("Elsewhere", members=[anna, bert], with_bot=False)


async def answer_in(bot: Bot, anna: User, place: Channel) -> Itx:
    await anna.slash("go", in_channel=place).shown("0")
    assert bot.last is not None
    return bot.last


async def test_who_installed_the_app_brings_it_everywhere(
    fake: FakeDiscord, bot: Bot, elsewhere: Guild, anna: User, bert: User
) -> None:
    with pytest.raises(AssertionError, match="the app is not installed"):
        anna.slash("go", in_channel=elsewhere.general)
    anna.install()
    itx = await answer_in(bot, anna, elsewhere.general)
    assert (itx.guild_id, itx.context.guild) == (elsewhere.id, True)
    assert (itx.is_guild_integration(), itx.is_user_integration()) == (False, True)
    assert [message.words for message in bert.sees(elsewhere.general)] == ["0"]
    for place in (fake.group("Friends", anna, bert), fake.direct(anna, bert)):
        itx = await answer_in(bot, anna, place)
        assert (itx.guild_id, itx.context.private_channel) == (None, True)
        assert (itx.app_permissions.attach_files, itx.app_permissions.send_messages) == (True, False)
        assert [message.words for message in bert.sees(place)] == ["0"]
    anna.uninstall()
    with pytest.raises(AssertionError, match="the app is not installed"):
        anna.slash("go", in_channel=elsewhere.general)


async def test_the_bot_knows_nothing_else_of_such_places(
    fake: FakeDiscord, bot: Bot, elsewhere: Guild, anna: User, bert: User
) -> None:
    anna.install()
    group = fake.group("Friends", anna, bert)
    await answer_in(bot, anna, group)
    anna.send("@bot hello", in_channel=group)
    anna.send("@bot hello", in_channel=elsewhere.general)
    for place in (group, elsewhere.general):
        with pytest.raises(discord.Forbidden, match="50001"):
            await bot.get_partial_messageable(place.id).send("hello")
    with pytest.raises(discord.Forbidden, match="50001"):
        await bot.fetch_guild(elsewhere.id)
    assert bot.heard.empty()


async def test_where_outside_apps_may_not_speak_the_answer_is_private(
    bot: Bot, elsewhere: Guild, anna: User, bert: User
) -> None:
    anna.install()
    elsewhere.general.deny(elsewhere.id, "use_external_apps")
    asked = anna.slash("go", in_channel=elsewhere.general, times=2)
    assert (await asked.shown("1")).private
    assert (await asked.answered()).private
    assert bert.sees(elsewhere.general) == []


async def test_an_app_of_one_person_follows_up_five_times(bot: Bot, elsewhere: Guild, anna: User) -> None:
    anna.install()
    asked = anna.slash("go", in_channel=elsewhere.general, times=6)
    await asked.shown("5")
    assert bot.last is not None
    with pytest.raises(discord.HTTPException, match="40094"):
        await bot.last.followup.send("6")
    await bot.last.edit_original_response(content="still")
    assert [message.words for message in asked.messages] == ["still", "1", "2", "3", "4", "5"]


async def test_an_app_of_the_guild_follows_up_more_often(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    family = fake.guild("Family", members=[anna])
    asked = anna.slash("go", in_channel=family.general, times=8)
    assert len((await asked.shown("7")).files) == 1


async def test_in_a_thread_and_a_post(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    family = fake.guild("Family", members=[anna])
    for place in (family.thread(family.general, "holidays"), family.thread(family.forum("gallery"), "post")):
        itx = await answer_in(bot, anna, place)
        assert isinstance(itx.channel, discord.Thread)
        assert itx.channel.id == place.id
        assert itx.channel.parent_id == (place.parent.id if place.parent else 0)


async def test_whoever_leaves_is_no_longer_there(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    family = fake.guild("Family", members=[anna])
    assert anna.joined(family)
    family.leave(anna)
    with pytest.raises(AssertionError, match="is not in general"):
        anna.slash("go", in_channel=family.general)


async def test_the_bot_leaves_by_itself(fake: FakeDiscord, bot: Bot, anna: User) -> None:
    family = fake.guild("Family", members=[anna])
    (guild,) = [guild async for guild in bot.fetch_guilds()]
    assert guild.id == family.id
    member = await (await bot.fetch_guild(family.id)).fetch_member(anna.id)
    assert member.name == "anna"
    with pytest.raises(discord.NotFound, match="10007"):
        await (await bot.fetch_guild(family.id)).fetch_member(fake.user("Cleo").id)
    await (await bot.fetch_guild(family.id)).leave()
    assert not family.has_bot
