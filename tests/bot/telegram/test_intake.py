"""Updates are stored before they count as received, answered once, and a bad one stops nothing."""

import asyncio
import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.app import App
from bot.health import health
from storage import inbox
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_private_chat import is_photo, until

SECRET = "a-secret-of-some-length"  # noqa: S105 - of no bot anywhere
PUBLIC = "https://bot.example"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def metric(app: App, name: str) -> float:
    lines = app.metrics.render().decode().splitlines()
    return float(next(line.split()[-1] for line in lines if line.startswith(f"{name} ")))


async def test_the_same_update_again_is_answered_once(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path):
        anna.start()
        await anna.wait_for()
        update = fake.raw_update(
            {
                "message": {
                    "message_id": 1,
                    "date": 1_790_000_000,
                    "chat": {"id": anna.id, "type": "private", "first_name": "Anna"},
                    "from": anna.to_json(),
                    "text": "/terms",
                }
            }
        )
        await anna.wait_for("Terms")
        fake.repeat_update(update)
        anna.send_text("/privacy")
        await anna.wait_for("Privacy")
    async with darkroom(fake, tmp_path):
        fake.repeat_update(update)
        anna.send_text("/privacy")
        await anna.wait_for("Privacy")
    assert len(fake.accepted("sendMessage")) == 4


async def test_an_update_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path) as app:
        fake.raw_update({"message": {"chat": "nonsense"}})
        fake.raw_update({"message": 7})
        fake.raw_update({"something_new": {"from": {"id": 3}}})
        anna.send_text("/help")
        await anna.wait_for("/blur")
        await until(lambda: metric(app, "darkroom_updates_set_aside_total") == 2)


async def test_what_was_said_while_the_bot_was_down_is_answered(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path):
        anna.start()
        await anna.wait_for()
    anna.send_photo(picture_bytes((400, 300)), "/resize 100")
    async with darkroom(fake, tmp_path):
        await anna.wait_for(is_photo)


async def test_a_refused_token_turns_telegram_off_and_the_rest_runs(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.revoke_token()
    async with darkroom(fake, tmp_path) as app:
        (state,) = app._states()
        assert "token" in state.trouble
        assert (await health(app.services, app._states()))["ok"] is False
        assert (await health(app.services))["ok"] is True


async def test_a_poll_of_a_process_that_died_is_outlived(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna")
    fake.conflict(2)
    async with darkroom(fake, tmp_path):
        anna.start()
        await anna.wait_for(timeout=10)


async def test_another_instance_that_goes_on_polling_turns_telegram_off(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.poller._PAUSES", (0.01,))
    fake.conflict(50)
    async with darkroom(fake, tmp_path) as app:
        await until(lambda: "another instance" in app._states()[0].trouble)


async def test_without_a_network_it_starts_and_goes_on_trying(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.adapter._PAUSES", (0.05,))
    anna = fake.user("Anna")
    fake.faults.drop(method="getMe", times=40, accepted=False)
    async with darkroom(fake, tmp_path) as app:
        assert app._states()[0].name in ("", f"@{fake.username}")
        assert not app._states()[0].trouble
        anna.start()
        await anna.wait_for(timeout=10)


async def test_a_network_that_comes_back_brings_what_was_said_meanwhile(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.poller._PAUSES", (0.05,))
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path):
        fault = fake.faults.drop(method="getUpdates", times=5, accepted=False)
        anna.start()
        await anna.wait_for(timeout=10)
        assert fault.happened == 5


async def test_health_knows_when_telegram_answered_last(fake: FakeTelegram, tmp_path: Path) -> None:
    async with darkroom(fake, tmp_path, TELEGRAM__POLL_SECONDS="1") as app:
        await asyncio.sleep(1.5)
        said = await health(app.services, app._states())
        assert said["seconds_since_last_word"] == {"telegram": pytest.approx(0, abs=2)}


async def test_no_more_is_taken_while_the_inbox_is_full(fake: FakeTelegram, tmp_path: Path) -> None:
    people = [fake.user(f"Guest {number}") for number in range(30)]
    fake.faults.hang(1.5, method="sendMessage", times=5)
    async with darkroom(fake, tmp_path, TELEGRAM__INBOX="3"):
        for person in people:
            person.start()
        for person in people:
            await person.wait_for(timeout=40)


async def test_a_payment_is_refused_at_once_while_work_waits(fake: FakeTelegram, tmp_path: Path) -> None:
    people = [fake.user(f"Guest {number}") for number in range(10)]
    async with darkroom(fake, tmp_path):
        for person in people:
            for _ in range(5):
                person.send_photo(picture_bytes((2000, 1500)), "/filter cartoon")
        began = asyncio.get_running_loop().time()
        checkout = people[0].check_out("credits", 50)
        assert await checkout.answered(5)
        assert asyncio.get_running_loop().time() - began < 2


async def test_updates_that_are_brought_are_answered_too(fake: FakeTelegram, tmp_path: Path) -> None:
    port = free_port()
    fake.serve_at(PUBLIC, f"http://127.0.0.1:{port}")
    anna = fake.user("Anna")
    more = {
        "WEB__PORT": str(port),
        "TELEGRAM__MODE": "webhook",
        "TELEGRAM__WEBHOOK_URL": f"{PUBLIC}/telegram/updates",
        "TELEGRAM__WEBHOOK_SECRET": SECRET,
    }
    async with darkroom(fake, tmp_path, **more) as app:
        anna.send_photo(picture_bytes((400, 300)), "/resize 100")
        await anna.wait_for(is_photo)
        address = f"http://127.0.0.1:{port}/telegram/updates"
        update = {"update_id": 1, "message": {"chat": {"id": anna.id}}}
        for secret in (None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper()):
            assert await asyncio.to_thread(post, address, update, secret) == 401
        assert await asyncio.to_thread(post, address, "no update", SECRET) == 400
        async with app.services.database.read() as connection:
            assert await inbox.count_waiting(connection, "telegram") == 0


def post(address: str, content: object, secret: str | None) -> int:
    headers = {"Content-Type": "application/json"}
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    request = urllib.request.Request(address, body, headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


async def test_forged_presses_do_nothing(fake: FakeTelegram, tmp_path: Path) -> None:
    anna, mallory = fake.user("Anna"), fake.user("Mallory")
    async with darkroom(fake, tmp_path):
        anna.send_photo(picture_bytes(), "/flip")
        result = await anna.wait_for(is_photo)
        mallory.start()
        greeting = await mallory.wait_for()
        real = [button.data for row in result.buttons for button in row if button.data]
        forged = ["t:", "t:x", "c:erase", "c:redo?pipeline=flip", "x", "c:", "t:" + "A" * 22, *real]
        for data in forged:
            toast = await mallory.forge(greeting, data).answered()
            assert toast.text or data in ("x", "t:", "t:x") or data.startswith("c:")
        await anna.sees_nothing(0.3)
        await mallory.sees_nothing(0.3)
