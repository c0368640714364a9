"""A whole Darkroom with its Discord bot, against the fake platform."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.config import load_settings
from tests.bot.discord.fake_discord import FakeDiscord


def environment(fake: FakeDiscord, folder: Path, **more: str) -> dict[str, str]:
    """Return settings for a Darkroom in this folder."""
    return {
        "DARKROOM_WEB__PORT": "0",
        "DARKROOM_DATABASE__URL": f"sqlite:///{folder}/data/darkroom.db",
        "DARKROOM_MEDIA__URL": f"file:{folder}/media",
        "DARKROOM_KEYS__FOLDER": f"{folder}/keys",
        "DARKROOM_QUEUE__CPU": "2",
        "DARKROOM_JOBS__RECONCILE_SECONDS": "1",
        "DARKROOM_RATES__USER_PER_MINUTE": "60000",
        "DARKROOM_RATES__GROUP_PER_MINUTE": "60000",
        "DARKROOM_RATES__BOT_PER_MINUTE": "600000",
        **settings(fake),
        **{f"DARKROOM_{name}": value for name, value in more.items()},
    }


def settings(fake: FakeDiscord) -> dict[str, str]:
    """Return the settings that lead to the fake."""
    return {
        "DARKROOM_DISCORD__TOKEN": fake.token,
        "DARKROOM_DISCORD__API_URL": fake.api_url,
        "DARKROOM_DISCORD__GATEWAY_URL": fake.gateway_url,
        "DARKROOM_DISCORD__CDN_URL": fake.cdn_url,
    }


@asynccontextmanager
async def darkroom(fake: FakeDiscord, folder: Path, **more: str) -> AsyncIterator[App]:
    """Run it until it listens. `more` are settings by their name after DARKROOM_."""
    app = App(load_settings(None, environment(fake, folder, **more)))
    await app.start()
    try:
        await fake.until_served()
        yield app
    finally:
        await app.stop(2)
