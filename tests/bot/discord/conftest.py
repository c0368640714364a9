"""A fake of Discord for every test that wants one, and discord.py as it was before once a test is over."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import App
from bot.discord.statuses import DiscordStatuses
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.running import darkroom


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """Discord's addresses are attributes of classes in discord.py: what a test changed is changed back."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = before


@pytest.fixture(autouse=True)
def no_statuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests makes nothing come later than a status: those have tests of their own."""
    monkeypatch.setattr("bot.discord.adapter.DiscordStatuses", partial(DiscordStatuses, quiet=60))


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A platform; at the end it holds that every request kept to the rules."""
    async with FakeDiscord() as fake:
        yield fake
    fake.check()


@pytest.fixture
async def app(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[App]:
    """A whole Darkroom that listens."""
    async with darkroom(fake, tmp_path) as app:
        yield app


@pytest.fixture
def anna(fake: FakeDiscord) -> User:
    return fake.user("Anna")


@pytest.fixture
def bert(fake: FakeDiscord) -> User:
    return fake.user("Bert")
