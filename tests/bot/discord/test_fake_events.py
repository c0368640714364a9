"""What the fake tells the real client of messages, guilds, channels and roles, and what it keeps to itself."""

import asyncio
from collections.abc import AsyncIterator, Callable

import discord
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, Intent, User
from tests.bot.discord.fake_discord.library import Client, running
from tests.bot.pictures import picture_bytes


@pytest.fixture
def family(fake: FakeDiscord, anna: User) -> Guild:
    return fake.guild("Family", members=[anna])


@pytest.fixture
async def client(fake: FakeDiscord, family: Guild) -> AsyncIterator[Client]:
    client = Client()
    async with running(fake, client):
        yield client


async def until(holds: Callable[[], object], seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - the library tells of this in no other way
            await asyncio.sleep(0.005)


async def test_words_and_files_are_told_only_of_messages_meant_for_the_bot(
    fake: FakeDiscord, client: Client, family: Guild, anna: User
) -> None:
    foreign = anna.send("what a day", picture_bytes(), in_channel=family.general)
    heard = await client.heard.get()
    assert (heard.content, heard.attachments) == ("", [])
    anna.send("@bot look", in_channel=family.general, reply_to=foreign)
    heard = await client.heard.get()
    assert heard.reference is not None
    assert isinstance(heard.reference.resolved, discord.Message)
    assert (heard.reference.resolved.content, heard.reference.resolved.attachments) == ("", [])
    anna.send("@bot look", picture_bytes(), in_channel=family.general)
    heard = await client.heard.get()
    assert await heard.attachments[0].read() == picture_bytes()
    anna.send("in private", picture_bytes())
    heard = await client.heard.get()
    assert (heard.content, len(heard.attachments), heard.guild) == ("in private", 1, None)


async def test_everything_is_told_to_those_who_may_read_it(fake: FakeDiscord, family: Guild, anna: User) -> None:
    fake.gateway.privileged = Intent.MESSAGE_CONTENT
    client = Client(discord.Intents(guilds=True, guild_messages=True, message_content=True))
    async with running(fake, client):
        anna.send("what a day", picture_bytes(), in_channel=family.general)
        heard = await client.heard.get()
        assert (heard.content, len(heard.attachments)) == ("what a day", 1)
        anna.send("in private")
        anna.send("more", in_channel=family.general)
        assert (await client.heard.get()).content == "more"


async def test_edits_and_deletions_are_told(client: Client, family: Guild, anna: User) -> None:
    message = anna.send("@bot look", in_channel=family.general)
    await client.heard.get()
    anna.edit(message, "@bot see")
    await until(lambda: "message_edit" in client.told)
    assert client.cached_messages[0].content.endswith("see")
    anna.delete(message)
    await until(lambda: "message_delete" in client.told)
    assert message not in family.general.messages


async def test_joining_an_outage_and_removal_are_told_apart(fake: FakeDiscord, client: Client, anna: User) -> None:
    club = fake.guild("Club", members=[anna], with_bot=False)
    club.add_bot()
    await until(lambda: "guild_join" in client.told)
    club.fail()
    await until(lambda: "guild_unavailable" in client.told)
    club.recover()
    await until(lambda: "guild_available" in client.told)
    assert "guild_remove" not in client.told
    club.remove_bot()
    await until(lambda: "guild_remove" in client.told)
    assert club.id not in [guild.id for guild in client.guilds]


async def test_channels_threads_and_roles_come_and_go(client: Client, family: Guild, anna: User) -> None:
    channel = family.channel("photos")
    thread = family.thread(channel, "holidays")
    role = family.role("Helpers", "manage_messages")
    family.give(anna, role)
    await until(lambda: {"guild_channel_create", "thread_create", "guild_role_create"} <= {*client.told})
    found = client.get_channel(thread.id)
    assert isinstance(found, discord.Thread)
    assert found.parent_id == channel.id
    family.close(thread)
    family.close(channel)
    await until(lambda: {"thread_delete", "guild_channel_delete"} <= {*client.told})
