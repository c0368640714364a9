"""Pictures are read with a look at their size before and while they come."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.discord.config import DiscordConfig
from bot.discord.fetch import DiscordFetch
from bot.discord.pictures import lasting, picture_of
from bot.discord.rest import Rest
from handlers.errors import FetchLater, SourceGone
from handlers.request import AttachmentRef
from tests.bot.discord.fake_discord import FakeDiscord, Message, User
from tests.bot.discord.fake_discord.library import pointed_at
from tests.bot.pictures import picture_bytes
from tools.errors import TooLarge

DATA = picture_bytes()


@pytest.fixture
async def fetch(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordFetch]:
    monkeypatch.setattr("bot.discord.fetch._PAUSES", (0.01, 0.01))
    with pointed_at(fake):
        rest = Rest()
        await rest.log_in(fake.token)
        fetch = DiscordFetch(rest)
        yield fetch
        await fetch.close()
        await rest.close()


@pytest.fixture
def message(anna: User) -> Message:
    return anna.send("", DATA)


def ref_to(message: Message, place: bool = True) -> AttachmentRef:
    plain = message.to_json()["attachments"][0]
    found = picture_of(plain, f"{message.channel.id}/{message.id}" if place else "")
    assert found is not None
    return found


async def test_a_picture_is_read(fetch: DiscordFetch, message: Message) -> None:
    assert await fetch.fetch(ref_to(message), len(DATA)) == DATA


async def test_what_is_said_to_be_too_large_is_not_even_asked_for(
    fake: FakeDiscord, fetch: DiscordFetch, message: Message
) -> None:
    with pytest.raises(TooLarge):
        await fetch.fetch(replace(ref_to(message), bytes=10**9), 10**6)
    assert fake.calls("download") == []


async def test_what_is_larger_than_was_said_is_given_up(fetch: DiscordFetch, message: Message) -> None:
    with pytest.raises(TooLarge):
        await fetch.fetch(replace(ref_to(message), bytes=10), 100)


async def test_an_expired_address_is_asked_for_anew_where_its_message_stands(
    fake: FakeDiscord, fetch: DiscordFetch, message: Message
) -> None:
    ref = ref_to(message)
    fake.advance(48 * 3600)
    assert await fetch.fetch(ref, 10**6) == DATA
    kept = lasting(ref)
    assert "http" not in kept.key
    assert await fetch.fetch(kept, 10**6) == DATA


async def test_without_a_message_it_is_gone(fake: FakeDiscord, fetch: DiscordFetch, message: Message) -> None:
    ref = ref_to(message, place=False)
    assert lasting(ref) == ref
    fake.advance(48 * 3600)
    with pytest.raises(SourceGone):
        await fetch.fetch(ref, 10**6)


async def test_a_message_that_was_deleted_has_none(fetch: DiscordFetch, anna: User, message: Message) -> None:
    ref = lasting(ref_to(message))
    anna.delete(message)
    with pytest.raises(SourceGone):
        await fetch.fetch(ref, 10**6)


async def test_a_broken_connection_is_tried_again(fake: FakeDiscord, fetch: DiscordFetch, message: Message) -> None:
    fake.faults.drop(operation="download", times=2, accepted=False)
    assert await fetch.fetch(ref_to(message), 10**6) == DATA


@pytest.mark.parametrize("operation", ["get_message", "download"])
async def test_an_address_that_cannot_be_renewed_just_now_is_asked_for_again(
    fake: FakeDiscord, fetch: DiscordFetch, message: Message, operation: str
) -> None:
    ref = ref_to(message)
    fake.advance(48 * 3600)
    fault = fake.faults.drop(operation=operation, times=1, accepted=False)
    assert await fetch.fetch(ref, 10**6) == DATA
    assert fault.happened == 1


async def test_where_it_cannot_be_renewed_at_all_the_picture_is_gone(
    fake: FakeDiscord, fetch: DiscordFetch, message: Message
) -> None:
    ref = ref_to(message)
    fake.advance(48 * 3600)
    fake.faults.drop(operation="get_message", times=None, accepted=False)
    with pytest.raises(SourceGone):
        await fetch.fetch(ref, 10**6)


async def test_a_long_pause_that_discord_asks_for_is_left_to_the_job(
    fake: FakeDiscord, fetch: DiscordFetch, message: Message
) -> None:
    fake.faults.too_many_requests(3600, operation="get_message")
    with pytest.raises(FetchLater) as raised:
        await fetch.fetch(lasting(ref_to(message)), 10**6)
    assert raised.value.seconds == 3600


async def test_what_is_fetched_before_discord_knows_us_is_gone(message: Message) -> None:
    with pytest.raises(SourceGone):
        await DiscordFetch(Rest()).fetch(lasting(ref_to(message)), 10**6)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/x.png", "/etc/passwd"])
async def test_only_web_addresses_are_read(fetch: DiscordFetch, address: str) -> None:
    found = picture_of({"url": address, "content_type": "image/png"})
    assert found is not None
    with pytest.raises(SourceGone):
        await fetch.fetch(found, 10**6)


def test_the_token_is_not_carried_over_the_open_network() -> None:
    DiscordConfig(api_url="http://127.0.0.1:1/api")
    with pytest.raises(ValueError, match="https"):
        DiscordConfig(api_url="http://discord.example/api")
