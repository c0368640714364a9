"""The fake platform's two ways to tell a bot what happened."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest, Conflict, NetworkError

from tests.bot.telegram.fake_api import FakeTelegram, User

PUBLIC = "https://bot.example"
SECRET = "top-secret"  # noqa: S105 - guards nothing


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    return fake.user("Anna")


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.01)


@asynccontextmanager
async def listener(fake: FakeTelegram, statuses: list[int]) -> AsyncIterator[list[web.Request]]:
    """Serve a webhook that answers these statuses and then 200."""
    posts: list[web.Request] = []

    async def take(request: web.Request) -> web.Response:
        await request.read()
        posts.append(request)
        return web.Response(status=statuses.pop(0) if statuses else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.serve_at(PUBLIC, f"http://127.0.0.1:{runner.addresses[0][1]}")
    yield posts
    await runner.cleanup()


async def test_a_poll_waits_for_news_and_gives_up_in_time(bot: Bot, anna: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    anna.send_text("now")
    (update,) = await poll
    assert update.message
    assert update.message.text == "now"
    assert not await bot.get_updates(offset=update.update_id + 1, timeout=1)


async def test_updates_come_again_until_a_higher_number_is_named(bot: Bot, anna: User) -> None:
    for word in ("one", "two", "three"):
        anna.send_text(word)
    first, second, third = [update.update_id for update in await bot.get_updates()]
    assert (second, third) == (first + 1, first + 2)
    assert [update.update_id for update in await bot.get_updates(offset=second, limit=1)] == [second]
    assert [update.update_id for update in await bot.get_updates(offset=-1)] == [third]


async def test_kinds_that_were_not_asked_for_do_not_come(bot: Bot, anna: User) -> None:
    await bot.get_updates(allowed_updates=["message"])
    anna.start()
    anna.block()
    assert [update.my_chat_member for update in await bot.get_updates()] == [None]


async def test_two_who_poll_are_in_each_others_way(fake: FakeTelegram, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    async with Bot(fake.token, base_url=fake.base_url) as rival:
        second = asyncio.create_task(rival.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        fake.conflict(times=2)
        with pytest.raises(Conflict):
            await second
    with pytest.raises(Conflict):
        await bot.get_updates()
    await bot.get_updates()


async def test_an_update_may_be_anything_and_may_come_twice(fake: FakeTelegram) -> None:
    poison = fake.raw_update({"message": {"nonsense": True}})
    fake.repeat_update(fake.raw_update({"update_id": poison["update_id"] + 100, "tomorrow": {}}))
    async with ClientSession() as http, http.get(f"{fake.base_url}{fake.token}/getUpdates") as answer:
        numbers = [update["update_id"] for update in (await answer.json())["result"]]
    assert numbers == [poison["update_id"], poison["update_id"] + 100, poison["update_id"] + 100]


async def test_a_webhook_gets_each_update_until_it_takes_it(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    async with listener(fake, [500, 403]) as posts:
        await bot.set_webhook(f"{PUBLIC}/hook", secret_token=SECRET, allowed_updates=["message"])
        anna.send_text("one")
        anna.send_text("two")
        await fake.taken()
        texts = [(await post.json())["message"]["text"] for post in posts]
        assert texts == ["one", "one", "one", "two"]
        assert {post.headers["X-Telegram-Bot-Api-Secret-Token"] for post in posts} == {SECRET}
        info = await bot.get_webhook_info()
        assert (info.pending_update_count, info.allowed_updates) == (0, ("message",))
        assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook(drop_pending_updates=True)
    assert not await bot.get_updates()


async def test_a_webhook_ends_the_poll_that_waits(fake: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    async with listener(fake, []):
        await bot.set_webhook(f"{PUBLIC}/hook")
        with pytest.raises(Conflict, match="terminated by setWebhook request"):
            await poll
        await bot.delete_webhook()


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("http://bot.example/", "x", "An HTTPS URL must be provided for webhook"),
        ("https://bot.example:8080/", "x", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://bot.example/", "not allowed", "Secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_that_cannot_be(bot: Bot, url: str, secret: str, words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(url, secret_token=secret)


async def test_menus_and_texts_by_scope_and_language(fake: FakeTelegram, bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("help", "What I can do")])
    await bot.set_my_commands([("hilfe", "Was ich kann")], scope=scope, language_code="de")
    assert fake.menu() == ["help"]
    assert fake.menu("de", type="all_private_chats") == ["hilfe"]
    assert [command.command for command in await bot.get_my_commands(scope, "de")] == ["hilfe"]
    await bot.delete_my_commands(scope, "de")
    assert fake.menu("de", type="all_private_chats") == []
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Help", "x")])
    await bot.set_my_description("Ein Bildstudio", language_code="de")
    await bot.set_my_short_description("A picture studio")
    assert (await bot.get_my_description("de")).description == "Ein Bildstudio"
    assert (await bot.get_my_short_description("de")).short_description == "A picture studio"


async def test_a_payment_is_asked_about_and_told(bot: Bot, anna: User) -> None:
    checkout = anna.check_out("order 1", 50)
    (update,) = await bot.get_updates()
    assert update.pre_checkout_query
    assert (update.pre_checkout_query.total_amount, update.pre_checkout_query.currency) == (50, "XTR")
    await update.pre_checkout_query.answer(ok=True)
    assert await checkout.answered() is None
    paid = (await bot.get_updates())[-1].message
    assert paid
    assert paid.successful_payment
    refused = anna.check_out("order 2", 50)
    await bot.answer_pre_checkout_query(refused.id, ok=False, error_message="Sold out")
    assert await refused.answered() == "Sold out"


async def test_out_of_reach_and_back(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    async with fake.offline():
        with pytest.raises(NetworkError):
            await poll
        with pytest.raises(NetworkError):
            await bot.get_me()
        anna.send_text("are you there")
    assert len(await bot.get_updates()) == 1


async def test_any_way_to_send_parameters_will_do(fake: FakeTelegram, anna: User) -> None:
    anna.start()
    said: dict[str, Any] = {"chat_id": anna.id, "text": "hello"}
    async with ClientSession() as http:
        address = f"{fake.base_url}{fake.token}/sendmessage"
        ways: list[dict[str, Any]] = [{"params": said}, {"json": said}, {"data": said}]
        for way in ways:
            async with http.post(address, **way) as answer:
                assert (await answer.json())["result"]["text"] == "hello"
    assert [request.method for request in fake.requests] == ["sendMessage"] * 3
