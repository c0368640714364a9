"""Messages in the fake's channels, written by the real client: files, edits, limits, permissions, mentions."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import discord
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, User
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
    fake.check_answers()


@pytest.fixture
def general(client: Client, family: Guild) -> discord.PartialMessageable:
    return client.get_partial_messageable(family.general.id)


def picture(name: str = "a.png", **more: Any) -> discord.File:
    return discord.File(BytesIO(picture_bytes()), name, **more)


async def test_a_message_is_shown_changed_and_deleted(
    family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    sent = await general.send("hello")
    shown = await anna.wait_for("hello", in_channel=family.general)
    assert (shown.id, shown.from_bot, shown.private) == (sent.id, True, False)
    await sent.edit(content="bye")
    assert await anna.wait_for("bye", in_channel=family.general) is shown
    assert shown.edited
    await sent.delete()
    assert anna.sees(family.general) == []
    with pytest.raises(discord.NotFound, match="10008"):
        await sent.edit(content="again")
    with pytest.raises(AssertionError, match="for 'again' in vain"):
        await anna.wait_for("again", 0.05, in_channel=family.general)


async def test_an_answer_names_what_it_answers(
    client: Client, family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    asked = anna.send("@bot hello", in_channel=family.general)
    await (await client.heard.get()).reply("hi")
    answer = await anna.wait_for("hi", in_channel=family.general)
    assert (answer.reply_to, answer.pings) == (asked, [anna])
    anna.delete(asked)
    with pytest.raises(discord.HTTPException, match="50035"):
        await general.send("late", reference=discord.MessageReference(message_id=asked.id, channel_id=general.id))


async def test_only_those_are_called_who_are_allowed_to_be(
    family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    words = f"@everyone, {anna.mention} said so"
    await general.send(words)
    assert family.general.last.pings == [anna, "everyone"]
    await general.send(words, allowed_mentions=discord.AllowedMentions.none())
    assert family.general.last.pings == []
    assert family.general.last.allowed_mentions == {"parse": []}
    await general.send(words, allowed_mentions=discord.AllowedMentions(everyone=False, users=[anna], roles=False))
    assert family.general.last.pings == [anna]


async def test_the_same_nonce_is_the_same_message(family: Guild, general: discord.PartialMessageable) -> None:
    first, second = [await general.send("once", nonce="n1") for _ in range(2)]
    assert first.id == second.id
    assert len(family.general.messages) == 1


async def test_the_history_shows_what_everybody_may_see(
    client: Client, family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    anna.send("one", picture_bytes(), in_channel=family.general)
    anna.send("@bot two", picture_bytes(), in_channel=family.general)
    await general.send("three")
    told = [message async for message in general.history(limit=10)]
    assert [bool(message.content) for message in told] == [True, True, False]
    assert [len(message.attachments) for message in told] == [0, 1, 0]
    assert [message async for message in general.history(limit=1, before=told[1])] == [told[2]]
    assert [message async for message in general.history(limit=1, after=told[2])] == [told[1]]


async def test_reactions_and_typing(family: Guild, general: discord.PartialMessageable) -> None:
    sent = await general.send("hello")
    assert sent.guild is None or sent.guild.id == family.id
    await sent.add_reaction("👀")
    assert family.general.last.reactions == ["👀"]
    async with general.typing():
        pass
    assert family.general.typed == 1


async def test_direct_messages_until_they_are_not_wanted(client: Client, anna: User) -> None:
    person = await client.fetch_user(anna.id)
    await person.send("hello", file=picture())
    assert (await anna.wait_for("hello")).data == picture_bytes()
    anna.takes_messages = False
    with pytest.raises(discord.Forbidden, match="50007"):
        await person.send("more")


@pytest.mark.parametrize(
    ("may", "code"),
    [
        (("view_channel", "send_messages", "attach_files", "read_message_history"), None),
        (("view_channel", "send_messages"), 50013),
        (("view_channel", "attach_files"), 50013),
        (("send_messages", "attach_files"), 50001),
    ],
)
async def test_the_bot_does_only_what_it_may(
    family: Guild, general: discord.PartialMessageable, may: tuple[str, ...], code: int | None
) -> None:
    family.everyone.permissions &= ~family.everyone.permissions
    family.limit_bot(*may)
    if code is None:
        await general.send(file=picture())
        return
    with pytest.raises(discord.Forbidden) as refused:
        await general.send(file=picture())
    assert refused.value.code == code


async def test_a_channel_may_have_rules_of_its_own(
    family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    bot = family.members[int(general._state.self_id or 0)].roles[0]
    family.general.deny(family.everyone.id, "send_messages")
    with pytest.raises(discord.Forbidden, match="50013"):
        await general.send("hello")
    family.general.allow(bot.id, "send_messages")
    await general.send("hello")
    family.general.deny(anna.id, "view_channel")
    assert anna.sees(family.general) == []
    with pytest.raises(AssertionError, match="is not in general"):
        anna.send("hello", in_channel=family.general)


async def test_others_messages_are_not_the_bots_to_change(
    client: Client, family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    foreign = general.get_partial_message(anna.send("mine", in_channel=family.general).id)
    with pytest.raises(discord.Forbidden, match="50005"):
        await foreign.edit(content="ours")
    with pytest.raises(discord.Forbidden, match="50013"):
        await foreign.delete()
    family.limit_bot("view_channel", "manage_messages")
    await foreign.delete()
    private = client.get_partial_messageable(anna.dm.id).get_partial_message(anna.send("mine").id)
    with pytest.raises(discord.Forbidden, match="50003"):
        await private.delete()


async def test_threads_and_posts_are_places_to_speak_in(client: Client, family: Guild, anna: User) -> None:
    forum = family.forum("gallery")
    for place in (family.thread(family.general, "holidays"), family.thread(forum, "my post")):
        anna.send("@bot look", picture_bytes(), in_channel=place)
        heard = await client.heard.get()
        assert isinstance(heard.channel, discord.Thread)
        await heard.reply("nice", file=picture())
        assert (await anna.wait_for("nice", in_channel=place)).data == picture_bytes()
    with pytest.raises(discord.HTTPException, match="40058"):
        await client.get_partial_messageable(forum.id).send("hello")


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2001},
        {"content": ""},
        {"embed": discord.Embed(title="x" * 300)},
        {"files": [discord.File(BytesIO(b"x"), f"{number}.txt") for number in range(11)]},
    ],
    ids=lambda body: next(iter(body)),
)
async def test_what_no_message_can_be(
    fake: FakeDiscord, general: discord.PartialMessageable, body: dict[str, Any]
) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await general.send(**body)
    assert (refused.value.status, refused.value.code in (50035, 50006)) == (400, True)
    assert [violation.partition(":")[0] for violation in fake.violations] == ["create_message"]
    with pytest.raises(AssertionError, match="break the rules"):
        fake.check()
    fake.violations.clear()
