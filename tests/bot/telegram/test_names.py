"""The bot's name: as BotFather has it, or as the operator wants it, told once and never in a hurry."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.app import App
from bot.telegram.config import TelegramConfig
from storage import adapter_state
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_private_chat import until

BOTH = '{"en": "Darkroom", "de": "Dunkelkammer"}'


async def test_a_name_from_botfather_is_left_alone(fake: FakeTelegram, tmp_path: Path) -> None:
    async with darkroom(fake, tmp_path):
        await until(lambda: bool(fake.calls("getUpdates")))
    assert fake.calls("setMyName") == []


async def test_names_are_told_in_each_language_once_and_again_when_they_changed(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    for _ in range(2):
        async with darkroom(fake, tmp_path, TELEGRAM__NAMES=BOTH) as app:
            assert app.telegram
            await until_noted(app, "Dunkelkammer")
            await app.telegram._names.set()
    async with darkroom(fake, tmp_path, TELEGRAM__NAMES=BOTH.replace("kammer", "raum")):
        await until(lambda: len(fake.calls("setMyName")) >= 3)
    told = [(request.text("language_code"), request.text("name")) for request in fake.calls("setMyName")]
    assert told == [("", "Darkroom"), ("de", "Dunkelkammer"), ("de", "Dunkelraum")]


async def test_a_pause_that_telegram_asks_for_is_kept_over_restarts(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.faults.too_many_requests(80_000, method="setMyName")
    for _ in range(3):
        async with darkroom(fake, tmp_path, TELEGRAM__NAMES=BOTH) as app:
            assert app.telegram
            await until_noted(app, "not_before")
            await app.telegram._names.set()
    assert len(fake.calls("setMyName")) == 1


async def test_a_name_is_told_when_the_pause_is_over(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.faults.too_many_requests(3600, method="setMyName")
    async with darkroom(fake, tmp_path, TELEGRAM__NAMES=BOTH) as app:
        assert app.telegram
        await until_noted(app, "not_before")
        later = app.services.clock() + timedelta(hours=2)
        object.__setattr__(app.services, "clock", lambda: later)
        await app.telegram._names.set()
    assert len(fake.accepted("setMyName")) == 2


@pytest.mark.parametrize("names", [{"german": "Dunkelkammer"}, {"en": ""}, {"en": "x" * 65}])
def test_a_name_that_telegram_would_not_take_is_refused_at_the_start(names: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        TelegramConfig(names=names)


async def until_noted(app: App, word: str) -> None:
    for _ in range(250):
        async with app.services.database.read() as connection:
            if word in (await adapter_state.get(connection, "telegram", "names") or ""):
                return
        await asyncio.sleep(0.02)
    raise AssertionError("it was not noted in time")
