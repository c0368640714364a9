"""The fake's gateway, with the real client at the other end: sessions begin, break, go on and end."""

import asyncio
from collections.abc import AsyncIterator, Callable

import aiohttp
import discord
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, Intent, User
from tests.bot.discord.fake_discord.library import INTENTS, Client, pointed_at, running


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


async def test_a_session_begins_with_the_bot_and_its_guilds(fake: FakeDiscord, client: Client, family: Guild) -> None:
    assert client.user is not None
    assert (client.user.id, client.user.name) == (fake.bot.id, "Darkroom")
    (guild,) = client.guilds
    assert (guild.name, guild.member_count, guild.me.guild_permissions.attach_files) == ("Family", 3, True)
    assert [channel.name for channel in guild.text_channels] == ["general"]
    (identify,) = fake.gateway.identifies
    assert identify["intents"] == INTENTS.value
    assert fake.gateway.left == 999


async def test_heartbeats_are_counted_and_answered(fake: FakeDiscord) -> None:
    fake.gateway.heartbeat_seconds = 0.02
    client = Client()
    async with running(fake, client):
        await until(lambda: fake.gateway.heartbeats >= 3)
        fake.gateway.ask_for_heartbeat()
        assert client.latency < 5


async def test_who_gets_no_acknowledgement_comes_again(fake: FakeDiscord) -> None:
    fake.gateway.heartbeat_seconds, fake.gateway.acks = 0.02, False
    async with running(fake, Client(heartbeat_timeout=0.1)):
        await until(lambda: fake.gateway.resumes)


@pytest.mark.parametrize("how", ["drop", "close", "reconnect", "invalidate"])
async def test_what_happened_during_a_break_is_told_afterwards(
    fake: FakeDiscord, client: Client, family: Guild, anna: User, how: str
) -> None:
    breaks: dict[str, Callable[[], None]] = {
        "drop": fake.gateway.drop,
        "close": lambda: fake.gateway.close(4000),
        "reconnect": fake.gateway.ask_to_reconnect,
        "invalidate": lambda: fake.gateway.invalidate(resumable=True),
    }
    breaks[how]()
    anna.send("@bot are you there?", in_channel=family.general)
    heard = await asyncio.wait_for(client.heard.get(), 5)
    assert "are you there" in heard.content
    await until(lambda: "resumed" in client.told)
    assert (len(fake.gateway.identifies), fake.gateway.resumes) == (1, 1)


@pytest.mark.parametrize("lost", [True, False])
async def test_a_session_that_is_no_more_begins_anew(fake: FakeDiscord, client: Client, anna: User, lost: bool) -> None:
    if lost:
        fake.gateway.forget_sessions()
        fake.gateway.drop()
    else:
        fake.gateway.invalidate()
    await until(lambda: len(fake.gateway.identifies) == 2 and fake.gateway.connected)
    anna.send("hello")
    assert (await asyncio.wait_for(client.heard.get(), 5)).content == "hello"


async def test_a_session_is_not_kept_for_long(fake: FakeDiscord, client: Client) -> None:
    async with fake.offline():
        await until(lambda: "disconnect" in client.told)
        fake.advance(600)
    await until(lambda: len(fake.gateway.identifies) == 2)
    assert fake.gateway.resumes == 0


async def test_privileged_intents_are_refused_unless_they_were_granted(fake: FakeDiscord) -> None:
    wanted = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(fake, Client(wanted)):
            pass
    fake.gateway.privileged = Intent.MESSAGE_CONTENT
    async with running(fake, Client(wanted)):
        assert len(fake.gateway.identifies) == 2


async def test_a_wrong_token_is_refused_by_both_doors(fake: FakeDiscord) -> None:
    stranger = Client()
    with pointed_at(fake), pytest.raises(discord.LoginFailure):
        await stranger.start("wrong")
    await stranger.close()
    assert [request.name for request in fake.invalid_requests] == ["get_my_user"]
    client = Client()
    async with running(fake, client) as task:
        fake.gateway.revoked = True
        with pytest.raises(discord.HTTPException, match="401"):
            await client.fetch_user(1)
        fake.gateway.revoke_token()
        with pytest.raises(discord.ConnectionClosed) as closed:
            await asyncio.wait_for(task, 5)
        assert closed.value.code == 4004


async def test_too_many_sessions_in_a_day_cost_the_token(fake: FakeDiscord) -> None:
    fake.gateway.most_identifies = 1
    client = Client()
    async with running(fake, client) as task:
        _, url, limit = await client.http.get_bot_gateway()
        assert (str(url).startswith(fake.gateway_url), limit["remaining"]) == (True, 0)
        fake.gateway.invalidate()
        with pytest.raises(discord.ConnectionClosed):
            await asyncio.wait_for(task, 5)
    assert fake.gateway.revoked
    fake.advance(24 * 3600)
    assert fake.gateway.left == 1


async def test_a_payload_that_makes_no_sense_ends_the_client(fake: FakeDiscord) -> None:
    async with running(fake, Client()) as task:
        fake.gateway.send_raw("MESSAGE_CREATE", {"nonsense": True})
        with pytest.raises(KeyError):
            await asyncio.wait_for(task, 5)


async def test_no_json_ends_the_client(fake: FakeDiscord) -> None:
    async with running(fake, Client()) as task:
        fake.gateway.send_text("{")
        with pytest.raises(ValueError, match="Expecting"):
            await asyncio.wait_for(task, 5)


async def test_while_it_is_refused_nobody_gets_in(fake: FakeDiscord, client: Client) -> None:
    fake.gateway.refuse(4000)
    fake.gateway.drop()
    await until(lambda: not fake.gateway.connected)
    fake.gateway.refuse(None)
    await fake.gateway.until_connected()


async def test_codes_for_those_who_do_not_keep_to_the_protocol(fake: FakeDiscord) -> None:
    async def closed_for(*texts: str) -> int | None:
        async with aiohttp.ClientSession() as http, http.ws_connect(fake.gateway_url) as socket:
            assert (await socket.receive_json())["op"] == 10
            for text in texts:
                await socket.send_str(text)
            while not socket.closed:
                await socket.receive(timeout=5)
            return socket.close_code

    identify = '{"op": 2, "d": {"token": "%s", "intents": 1%s}}'
    assert await closed_for("{") == 4002
    assert await closed_for('{"op": 99}') == 4001
    assert await closed_for('{"op": 3, "d": {}}') == 4003
    assert await closed_for(identify % ("wrong", "")) == 4004
    assert await closed_for(identify % (fake.token, ""), identify % (fake.token, "")) == 4005
    assert await closed_for(identify % (fake.token, ', "shard": [2, 2]')) == 4010
    assert await closed_for(identify.replace("1%s", "-1%s") % (fake.token, "")) == 4013
    fake.gateway.shards_needed = 2
    assert await closed_for(identify % (fake.token, "")) == 4011


async def test_each_shard_hears_of_its_own_guilds(fake: FakeDiscord, anna: User) -> None:
    guilds = [fake.guild(name, members=[anna]) for name in ("One", "Two", "Three", "Four")]
    fake.gateway.shards = 2

    class Sharded(discord.AutoShardedClient):
        async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
            """Identify without the pause of five seconds."""

    client = Sharded(intents=INTENTS, guild_ready_timeout=0.01)
    async with running(fake, client):
        await until(lambda: len(client.guilds) == len(guilds))
        assert {(guild.id >> 22) % 2 for guild in client.guilds} == {guild.shard_id for guild in client.guilds}
        assert sorted(identify["shard"] for identify in fake.gateway.identifies) == [[0, 2], [1, 2]]
