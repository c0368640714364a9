"""A whole Darkroom with its Telegram bot, against the fake platform."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.config import load_settings
from tests.bot.telegram.fake_api import FakeTelegram
from tests.schema import sqlite_with_schema


def environment(fake: FakeTelegram, folder: Path, **more: str) -> dict[str, str]:
    """Return settings for a Darkroom in this folder, sending as fast as it can unless told otherwise."""
    return {
        "DARKROOM_WEB__PORT": "0",
        "DARKROOM_DATABASE__URL": sqlite_with_schema(folder / "data" / "darkroom.db"),
        "DARKROOM_MEDIA__URL": f"file:{folder}/media",
        "DARKROOM_KEYS__FOLDER": f"{folder}/keys",
        "DARKROOM_QUEUE__CPU": "2",
        "DARKROOM_JOBS__RECONCILE_SECONDS": "1",
        "DARKROOM_RATES__USER_PER_MINUTE": "60000",
        "DARKROOM_RATES__GROUP_PER_MINUTE": "60000",
        "DARKROOM_RATES__BOT_PER_MINUTE": "600000",
        "DARKROOM_TELEGRAM__TOKEN": fake.token,
        "DARKROOM_TELEGRAM__BASE_URL": fake.base_url,
        "DARKROOM_TELEGRAM__BASE_FILE_URL": fake.base_file_url,
        "DARKROOM_TELEGRAM__MESSAGES_PER_SECOND": "1000",
        "DARKROOM_TELEGRAM__CHAT_PER_SECOND": "1000",
        "DARKROOM_TELEGRAM__GROUP_PER_MINUTE": "60000",
        **{f"DARKROOM_{name}": value for name, value in more.items()},
    }


@asynccontextmanager
async def darkroom(fake: FakeTelegram, folder: Path, **more: str) -> AsyncIterator[App]:
    """Run it. `more` are settings by their name after DARKROOM_."""
    app = App(load_settings(None, environment(fake, folder, **more)))
    await app.start()
    try:
        yield app
    finally:
        await app.stop(2)
