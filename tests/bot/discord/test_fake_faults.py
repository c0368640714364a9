"""What a test can break in the fake: 429s, errors, broken connections, slow answers, and limits of speed."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import aiohttp
import discord
import pytest

from tests.bot.discord.fake_discord import ApiError, FakeDiscord, User
from tests.bot.discord.fake_discord.library import Client, running
from tests.bot.pictures import picture_bytes


@pytest.fixture
async def client(fake: FakeDiscord) -> AsyncIterator[Client]:
    client = Client()
    async with running(fake, client):
        yield client


@pytest.fixture
def direct(client: Client, anna: User) -> discord.PartialMessageable:
    return client.get_partial_messageable(anna.dm.id)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library try again at once where it waits for seconds."""
    sleep = asyncio.sleep
    monkeypatch.setattr("discord.http.asyncio.sleep", lambda seconds, result=None: sleep(min(seconds, 0.01), result))


async def test_whoever_is_asked_to_wait_waits_and_comes_again(
    fake: FakeDiscord, direct: discord.PartialMessageable, anna: User
) -> None:
    fake.faults.too_many_requests(0.05, operation="create_message")
    before = monotonic()
    await direct.send("hello")
    assert monotonic() - before >= 0.05
    assert [request.outcome for request in fake.calls("create_message")] == ["refused", "accepted"]
    assert [message.words for message in anna.dm.messages] == ["hello"]
    assert fake.too_early == []


async def test_a_429_holds_for_its_bucket(fake: FakeDiscord, client: Client, anna: User, bert: User) -> None:
    error = await refused(fake, anna.dm.id, "scope=user")
    assert (error["retry_after"], error["global"]) == (0.4, False)
    assert (await post(fake, bert.dm.id))[0] == 200
    assert (await post(fake, anna.dm.id))[0] == 429
    assert fake.too_early == []
    await asyncio.sleep(0.25)
    assert (await post(fake, anna.dm.id))[0] == 429
    assert len(fake.too_early) == 1
    await asyncio.sleep(0.2)
    assert (await post(fake, anna.dm.id))[0] == 200


async def test_a_global_429_holds_for_all_but_interactions(fake: FakeDiscord, client: Client, anna: User) -> None:
    @client.tree.command(description="Answers.")
    async def go(itx: discord.Interaction[discord.Client]) -> None:
        await itx.response.send_message("here")

    await client.tree.sync()
    fake.faults.too_many_requests(0.4, operation="create_message", scope="global")
    status, error, headers = await post(fake, anna.dm.id)
    assert (status, error["global"], headers["X-RateLimit-Scope"]) == (429, True, "global")
    before = monotonic()
    fetching = asyncio.create_task(client.fetch_user(anna.id))
    await anna.slash("go").shown("here")
    assert not fetching.done()
    assert (await fetching).id == anna.id
    assert monotonic() - before > 0.2


async def post(fake: FakeDiscord, channel: int) -> tuple[int, dict[str, object], dict[str, str]]:
    """Send a message without the library, which would wait."""
    headers = {"Authorization": f"Bot {fake.token}"}
    url = f"{fake.api_url}/channels/{channel}/messages"
    async with aiohttp.ClientSession() as http, http.post(url, json={"content": "x"}, headers=headers) as answer:
        return answer.status, await answer.json(), dict(answer.headers)


async def refused(fake: FakeDiscord, channel: int, scope: str) -> dict[str, object]:
    fake.faults.too_many_requests(0.4, operation="create_message", channel=channel)
    status, error, headers = await post(fake, channel)
    assert (status, headers["Retry-After"], f"scope={headers['X-RateLimit-Scope']}") == (429, "0.4", scope)
    assert headers["Via"]
    return error


async def test_a_share_is_refused_the_same_way_each_time(fake: FakeDiscord, client: Client, anna: User) -> None:
    fault = fake.faults.too_many_at_random(0.5, 0.0, operation="create_message", seed=7)
    statuses = [(await post(fake, anna.dm.id))[0] for _ in range(20)]
    assert 4 <= statuses.count(429) == fault.happened <= 16


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("status", [500, 502, 504])
async def test_errors_before_and_after_the_deed(
    fake: FakeDiscord, direct: discord.PartialMessageable, anna: User, status: int
) -> None:
    fake.faults.fail(status, operation="create_message")
    await direct.send("one")
    assert len(anna.dm.messages) == 1
    fake.faults.fail(status, operation="create_message", accepted=True)
    await direct.send("two")
    assert [request.outcome for request in fake.calls("create_message")].count("accepted") == 3
    assert [message.words for message in anna.dm.messages] == ["one", "two"]  # the library's nonce makes them one
    fake.faults.fail(503, operation="create_message", times=None)
    with pytest.raises(discord.DiscordServerError):
        await direct.send("three")
    fake.faults.clear()
    await direct.send("four")


async def test_an_error_of_its_own(fake: FakeDiscord, direct: discord.PartialMessageable) -> None:
    fake.faults.fail(error=ApiError(403, 20009, "Explicit content cannot be sent"), operation="create_*")
    with pytest.raises(discord.Forbidden, match="20009"):
        await direct.send("hello")


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_connection_breaks_after_or_before_the_deed(
    fake: FakeDiscord, direct: discord.PartialMessageable, anna: User, accepted: bool
) -> None:
    fake.faults.drop(operation="create_message", accepted=accepted)
    with pytest.raises(aiohttp.ClientError):
        await direct.send("hello")
    (request,) = fake.calls("create_message")
    assert (request.outcome, request.answered) == ("accepted" if accepted else "dropped", False)
    assert len(anna.dm.messages) == accepted


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_slow_answer(fake: FakeDiscord, direct: discord.PartialMessageable, anna: User, accepted: bool) -> None:
    fake.faults.hang(0.15, operation="create_message", accepted=accepted)
    sending = asyncio.create_task(direct.send("hello"))
    await asyncio.sleep(0.05)
    assert len(anna.dm.messages) == accepted
    await sending
    assert len(anna.dm.messages) == 1


async def test_downloads_fail_in_every_way(fake: FakeDiscord, client: Client, anna: User) -> None:
    anna.send("look", picture_bytes())
    (attachment,) = (await client.heard.get()).attachments
    fake.faults.fail(503, operation="download")
    with pytest.raises(discord.HTTPException, match="503"):
        await attachment.read()
    for accepted in (True, False):
        fake.faults.drop(operation="download", accepted=accepted, times=2)  # the library tries twice
        with pytest.raises(aiohttp.ClientError):
            await attachment.read()
        fake.faults.clear()
    fake.faults.hang(0.01, operation="download")
    assert await attachment.read() == picture_bytes()
    assert [request.outcome for request in fake.calls("download")][-1] == "accepted"


async def test_too_fast_is_refused_when_limits_are_on(fake: FakeDiscord, client: Client, anna: User) -> None:
    assert all([(await post(fake, anna.dm.id))[0] == 200 for _ in range(12)])
    fake.rate_limits = True
    answers = [await post(fake, anna.dm.id) for _ in range(6)]
    assert [status for status, *_ in answers] == [200] * 5 + [429]
    assert [headers["X-RateLimit-Remaining"] for *_, headers in answers] == ["4", "3", "2", "1", "0", "0"]
    assert {headers["X-RateLimit-Limit"] for *_, headers in answers} == {"5"}
    assert 4 < float(str(answers[-1][1]["retry_after"])) <= 5


async def test_the_library_keeps_to_the_limits(fake: FakeDiscord, client: Client, anna: User) -> None:
    fake.rate_limits = True
    for _ in range(4):
        await client.get_partial_messageable(anna.dm.id).send("x")
    assert all(request.outcome == "accepted" for request in fake.calls("create_message"))


async def test_out_of_reach_for_a_while(fake: FakeDiscord, client: Client, anna: User) -> None:
    async with fake.offline():
        with pytest.raises((aiohttp.ClientError, OSError)):
            await client.fetch_user(anna.id)
    assert (await client.fetch_user(anna.id)).id == anna.id
    await fake.gateway.until_connected()


async def test_what_is_forgotten_costs_no_memory(fake: FakeDiscord, client: Client, anna: User) -> None:
    await client.get_partial_messageable(anna.dm.id).send("x")
    fake.forget_history()
    assert (fake.requests, anna.dm.messages) == ([], [])
