"""What a test can break in the fake platform, and how the platform holds back a bot that is too fast."""

import asyncio
from datetime import timedelta
from time import monotonic

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from tests.bot.telegram.fake_api import FakeTelegram, User
from tests.bot.telegram.fake_api.specification import specification


@pytest.fixture(autouse=True)
def spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the client tell times to wait as timedelta, as it soon will."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    anna = fake.user("Anna")
    anna.start()
    return anna


async def test_whoever_is_asked_to_wait_has_to(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    bert = fake.user("Bert")
    bert.start()
    fake.faults.too_many_requests(1, chat=anna.id)
    with pytest.raises(RetryAfter) as asked:
        await bot.send_message(anna.id, "one")
    assert asked.value.retry_after == timedelta(seconds=1)
    await bot.send_message(bert.id, "to another")
    for words in ("was on its way", "too early"):
        with pytest.raises(RetryAfter):
            await bot.send_message(anna.id, words)
        await asyncio.sleep(0.6)
    assert [request.text("text") for request in fake.too_early] == ["too early"]
    await bot.send_chat_action(anna.id, "typing")
    await asyncio.sleep(1)
    await bot.send_message(anna.id, "in time")
    assert [request.text("text") for request in fake.accepted("sendMessage", anna.id)] == ["in time"]


async def test_a_share_is_held_back_the_same_way_each_time(fake: FakeTelegram, bot: Bot) -> None:
    fault = fake.faults.too_many_at_random(0.5, method="getMe", seed=7)
    outcomes = []
    for _ in range(40):
        try:
            await bot.get_me()
            outcomes.append(True)
        except RetryAfter:
            outcomes.append(False)
    assert 10 <= outcomes.count(False) == fault.happened <= 30


async def test_an_error_before_and_after_the_deed(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    fake.faults.fail(500)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(anna.id, "one")
    fake.faults.fail(502, accepted=True)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(anna.id, "two")
    fake.faults.fail(400, "Bad Request: nobody knows why", method="sendMessage")
    with pytest.raises(BadRequest, match="Nobody knows why"):
        await bot.send_message(anna.id, "three")
    assert [message.words for message in anna.chat.answers] == ["two"]
    assert [request.outcome for request in fake.calls("sendMessage")] == ["refused", "accepted", "refused"]


async def test_a_connection_breaks_before_and_after_the_deed(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    fake.faults.drop(accepted=False)
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "one")
    fake.faults.drop(method="send*")
    await bot.get_me()
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "two")
    assert [message.words for message in anna.chat.answers] == ["two"]
    one, two = fake.calls("sendMessage")
    assert (one.outcome, two.outcome, two.answered) == ("dropped", "accepted", False)


async def test_an_answer_that_does_not_come(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    fake.faults.hang(5)
    began = monotonic()
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "one", read_timeout=0.2)
    assert monotonic() - began < 1
    assert anna.chat.last.words == "one"


async def test_more_than_the_platform_takes_is_refused(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    fake.flood_control = True
    for number in range(4):
        await bot.send_message(anna.id, str(number))
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "too fast")
    family = fake.group("Family", members=[anna])
    for number in range(20):
        await bot.send_message(family.id, str(number))
    with pytest.raises(RetryAfter) as asked:
        await bot.send_message(family.id, "too many")
    wait = asked.value.retry_after
    assert isinstance(wait, timedelta)
    assert 55 <= wait.total_seconds() <= 60
    assert fake.too_early == []


@pytest.mark.skipif(specification() is None, reason="the official description is not here: set DARKROOM_TEST_DATA")
@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessages", {}, "no such method"),
        ("sendMessage", {"chat_id": 1}, "text is missing"),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": "red"}, "no such parameter colour"),
        ("sendMessage", {"chat_id": 1, "text": "x", "protect_content": "maybe"}, "is not Boolean"),
        ("sendMessage", {"chat_id": 1, "text": "x", "message_thread_id": "1.5"}, "is no Integer"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_parameters": {"message_id": "7"}}, "'7' is no Integer"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b"}]]}},
            "has no data",
        ),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo"}]}, "media is missing"),
        ("sendPhoto", {"chat_id": 1}, "photo is missing"),
    ],
)
async def test_a_request_that_breaks_the_description_is_a_violation(
    method: str, params: dict[str, object], words: str
) -> None:
    async with FakeTelegram() as fake, ClientSession() as http:
        async with http.post(f"{fake.base_url}{fake.token}/{method}", json=params) as answer:
            await answer.read()
        with pytest.raises(AssertionError, match=words):
            fake.check()
