"""Trouble with the database, with Telegram or with one person stops nothing for anybody else, and nothing for good."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.telegram.conversation import Conversation
from bot.telegram.inbox import sender_of
from handlers.errors import NotNow
from storage import inbox, schema
from storage.errors import DatabaseLocked, StorageError
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_intake import PUBLIC, SECRET, free_port, metric, post
from tests.bot.telegram.test_private_chat import is_photo, until

RATES = {
    "TELEGRAM__MESSAGES_PER_SECOND": "25",
    "TELEGRAM__CHAT_PER_SECOND": "1",
    "TELEGRAM__GROUP_PER_MINUTE": "20",
}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.inbox._PAUSES", (0.05,))
    monkeypatch.setattr("bot.telegram.poller._PAUSES", (0.05,))
    monkeypatch.setattr("bot.telegram.adapter._PAUSES", (0.05,))
    monkeypatch.setattr("bot.telegram.intake._LATER", 0.2)


def failing(times: int, do: Callable[..., Awaitable[Any]], error: Exception) -> Callable[..., Awaitable[Any]]:
    left = [times]

    async def sometimes(*given: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise error
        return await do(*given)

    return sometimes


def by_webhook(fake: FakeTelegram, url: str = f"{PUBLIC}/telegram/updates") -> dict[str, str]:
    port = free_port()
    fake.serve_at(PUBLIC, f"http://127.0.0.1:{port}")
    return {
        "WEB__PORT": str(port),
        "TELEGRAM__MODE": "webhook",
        "TELEGRAM__WEBHOOK_URL": url,
        "TELEGRAM__WEBHOOK_SECRET": SECRET,
    }


@pytest.mark.parametrize("where", ["waiting", "full", "begin", "done", "add"])
@pytest.mark.parametrize("error", [DatabaseLocked(), RuntimeError("no database")], ids=["known", "unknown"])
async def test_a_database_that_fails_for_a_while_ends_nothing(
    fake: FakeTelegram, tmp_path: Path, where: str, error: Exception
) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        anna.start()
        await anna.wait_for()
        stored = app.telegram._inbox
        setattr(stored, where, failing(3, getattr(stored, where), error))
        anna.send_text("/terms")
        await anna.wait_for("Terms")
        anna.send_text("/privacy")
        await anna.wait_for("Privacy")
        assert not app.telegram.state().trouble
        assert metric(app, "darkroom_updates_set_aside_total") == 0
    assert len(fake.accepted("sendMessage")) == 3


async def test_what_cannot_be_read_is_set_aside_when_the_database_is_back(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        stored: Any = app.telegram._inbox
        stored.set_aside = failing(3, stored.set_aside, DatabaseLocked())
        fake.raw_update({"message": 7})
        anna.start()
        await anna.wait_for()
        await until(lambda: metric(app, "darkroom_updates_set_aside_total") == 1)


async def test_a_webhook_outlives_a_database_that_fails(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path, **by_webhook(fake)) as app:
        assert app.telegram
        stored: Any = app.telegram._inbox
        stored.full = failing(2, stored.full, StorageError())
        anna.start()
        await anna.wait_for(timeout=10)


async def test_an_intake_that_broke_starts_again(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        intake: Any = app.telegram._intake
        intake._take = failing(1, intake._take, RuntimeError("a mistake"))
        anna.send_text("/terms")
        await asyncio.sleep(0.3)
        anna.send_text("/privacy")
        await anna.wait_for("Privacy")


async def test_a_database_that_fails_in_an_answer_counts_no_attempt(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _is_answered_after(5, DatabaseLocked(), fake, tmp_path, monkeypatch)


async def test_an_answer_that_cannot_be_shown_now_is_tried_again_later(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _is_answered_after(5, NotNow(), fake, tmp_path, monkeypatch)


async def _is_answered_after(
    times: int, error: Exception, fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = fake.user("Anna")
    handle, left = Conversation.handle, [times]

    async def not_yet(self: Conversation, update: Any) -> None:
        if left[0]:
            left[0] -= 1
            raise error
        await handle(self, update)

    monkeypatch.setattr(Conversation, "handle", not_yet)
    async with darkroom(fake, tmp_path) as app:
        anna.start()
        await anna.wait_for(timeout=10)
        assert metric(app, "darkroom_updates_set_aside_total") == 0
    assert len(fake.accepted("sendMessage")) == 1


async def test_a_person_with_very_much_to_say_holds_up_nobody(fake: FakeTelegram, tmp_path: Path) -> None:
    mallory, anna = fake.user("Mallory"), fake.user("Anna")
    async with darkroom(fake, tmp_path, TELEGRAM__INBOX="150", **RATES) as app:
        for _ in range(300):
            mallory.send_text("/help")
        await until(lambda: metric(app, "darkroom_updates_set_aside_total") > 50)
        anna.start()
        checkout = anna.check_out("credits", 50)
        await anna.wait_for(timeout=2)
        assert await checkout.answered(2)
        async with app.services.database.read() as connection:
            waiting = await inbox.count_waiting(connection, "telegram")
        assert 150 < waiting <= 200


async def test_a_checkout_is_answered_while_the_database_is_away(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        stored: Any = app.telegram._inbox
        stored.add = failing(20, stored.add, DatabaseLocked())
        assert await anna.check_out("credits", 50).answered(0.9)
        await _all_are_done(app)
    assert len(fake.accepted("answerPreCheckoutQuery")) == 1


async def test_a_checkout_that_is_brought_is_answered_while_the_inbox_is_full(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path, **by_webhook(fake)) as app:
        assert app.telegram
        stored: Any = app.telegram._inbox

        async def full() -> bool:
            return True

        stored.full = full
        assert await anna.check_out("credits", 50).answered(2)


async def _all_are_done(app: Any) -> None:
    for _ in range(100):
        async with app.services.database.read() as connection:
            states = (await connection.execute(select(schema.inbox.c.state))).scalars().all()
        if states and set(states) == {"done"}:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(states)


async def test_what_was_erased_before_its_turn_is_no_poison(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        stored: Any = app.telegram._inbox
        begin = stored.begin

        async def too_late(number: int) -> inbox.Begun:
            sender = inbox.sender_of(app.services.vault, "telegram", str(anna.id))
            async with app.services.database.write() as connection:
                await connection.execute(delete(schema.inbox).where(schema.inbox.c.sender == sender))
            return await begin(number)  # type: ignore[no-any-return]

        stored.begin = too_late
        anna.start()
        await anna.sees_nothing(0.5)
        stored.begin = begin
        assert metric(app, "darkroom_updates_set_aside_total") == 0
        anna.send_text("/terms")
        await anna.wait_for("Terms")


async def test_a_webhook_that_telegram_refuses_turns_it_off_with_what_to_set(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    more = by_webhook(fake, "http://127.0.0.1/telegram/updates")
    async with darkroom(fake, tmp_path, **more) as app:
        await until(lambda: "https" in app._states()[0].trouble)
        assert "webhook_url" in app._states()[0].trouble
        assert not app._states()[0].works


async def test_a_token_refused_after_the_start_turns_a_webhook_off(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.faults.fail(401, method="setWebhook", times=1)
    async with darkroom(fake, tmp_path, **by_webhook(fake)) as app:
        await until(lambda: "token" in app._states()[0].trouble)


@pytest.mark.parametrize(
    "content",
    [
        '{"update_id": 99999999999999999999999}',
        '{"update_id": 9223372036854775808}',
        '{"update_id": -4}',
        '{"update_id": true}',
        '{"update_id": 1e400}',
        "[" * 20_000,
    ],
)
async def test_an_update_with_no_number_is_refused(fake: FakeTelegram, tmp_path: Path, content: str) -> None:
    more = by_webhook(fake)
    async with darkroom(fake, tmp_path, **more):
        address = f"http://127.0.0.1:{more['WEB__PORT']}/telegram/updates"
        assert await asyncio.to_thread(post, address, content.encode(), SECRET) == 400


async def test_a_command_right_after_an_album_waits_for_it(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path):
        anna.send_album([picture_bytes((61, 60)), picture_bytes((62, 60))])
        anna.send_text("/flip")
        await until(lambda: sum(is_photo(message) and message.from_bot for message in anna.messages) == 2)


def test_what_is_said_in_the_name_of_a_chat_is_that_chats() -> None:
    assert sender_of({"update_id": 1, "message": {"from": {"id": 7}, "sender_chat": {"id": -5}}}) == "-5"
    assert sender_of({"update_id": 1, "callback_query": {"from": {"id": 7}}}) == "7"
    assert sender_of({"update_id": 1, "message": {"from": 3}}) is None
