"""The same conversation on the playground, on Telegram and on Discord yields the same pictures, byte for byte."""

import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from aiohttp import ClientSession, CookieJar

from bot.app import App
from bot.config import load_settings
from bot.discord.slash_commands import GROUPS
from handlers.pipeline import write
from tests.bot.discord import running as discord_running
from tests.bot.discord.fake_discord import FakeDiscord
from tests.bot.discord.fake_discord import User as DiscordUser
from tests.bot.pictures import picture_bytes
from tests.bot.telegram import running as telegram_running
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.fake_api import User as TelegramUser
from tests.bot.web.conftest import Site, Visitor, settled
from tools.catalog import load_catalog
from tools.tool import Takes, Tool

Asked = tuple[Tool[..., Any], Mapping[str, object]]

CATALOG = load_catalog()
PNG, JPEG = picture_bytes((120, 90)), picture_bytes((120, 90), "JPEG")
SHELVES = {shelf: group for group, shelf in GROUPS.items()}
EXAMPLES = 2
"""So many of a tool's own examples are asked for."""


class Person(Protocol):
    """Somebody in one of the chats."""

    async def ask(self, asked: Asked, picture: bytes | None) -> bytes:
        """Ask for a tool as one does there, and return the picture that comes back."""
        ...

    async def chain(self, words: str, picture: bytes) -> bytes:
        """Ask for several tools at once."""
        ...


@dataclass
class OnTelegram:
    """Sends files with a command under them."""

    person: TelegramUser

    async def ask(self, asked: Asked, picture: bytes | None) -> bytes:
        return await self.chain(write(*asked), picture)

    async def chain(self, words: str, picture: bytes | None) -> bytes:
        if picture is None:
            self.person.send_text(f"/{words}")
        else:
            self.person.send_document(picture, "picture", "image/png", f"/{words}")
        return (await self.person.wait_for(lambda message: bool(message.upload), timeout=30)).upload


@dataclass
class OnDiscord:
    """Uses slash commands."""

    person: DiscordUser

    async def ask(self, asked: Asked, picture: bytes | None) -> bytes:
        tool, given = asked
        pictures = {} if picture is None else {"image": picture}
        words = f"{SHELVES[tool.category]} {tool.name}"
        return await self._shown(words, **pictures, **dict(given))

    async def chain(self, words: str, picture: bytes | None) -> bytes:
        return await self._shown("image do", image=picture, pipeline=words)

    async def _shown(self, words: str, **options: Any) -> bytes:
        return (await self.person.slash(words, **options).shown(lambda message: bool(message.files), seconds=30)).data


@dataclass
class OnThePlayground:
    """Types into the page."""

    visitor: Visitor

    async def ask(self, asked: Asked, picture: bytes | None) -> bytes:
        return await self.chain(write(*asked), picture)

    async def chain(self, words: str, picture: bytes | None) -> bytes:
        uploads = [await self.visitor.upload(picture)] if picture else []
        reply = await self.visitor.say(id=f"message-{secrets.token_hex(4)}", text=f"/{words}", uploads=uploads)
        job = await settled(self.visitor, str(reply["job"]))
        answer = await self.visitor.get(job["files"][0]["url"])
        return await answer.read()


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[list[Person]]:
    """One person in each chat of one Darkroom."""
    async with FakeTelegram() as telegram, FakeDiscord() as discord:
        environment = telegram_running.environment(telegram, tmp_path) | discord_running.settings(discord)
        app = App(load_settings(None, environment))
        url = next(line.text for line in await app.start() if line.name == "playground")
        try:
            await discord.until_served()
            async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
                visitor = Visitor(Site(url, app.services), http)
                await visitor.arrive()
                yield [
                    OnThePlayground(visitor),
                    OnTelegram(telegram.user("Anna")),
                    OnDiscord(discord.user("Anna")),
                ]
        finally:
            await app.stop(2)


async def test_every_tool_brings_the_same_picture_to_each(people: list[Person]) -> None:
    different = []
    makers = [tool for tool in CATALOG.values() if tool.takes is not Takes.SOURCE]
    for tool in makers:
        for number, given in enumerate(tool.examples[:EXAMPLES]):
            source = None if tool.takes is Takes.NOTHING else (JPEG if number else PNG)
            found = [await person.ask((tool, given), source) for person in people]
            if len(set(found)) != 1:
                different.append((tool.name, dict(given), [len(each) for each in found]))
    assert not different
    assert len(makers) > 10


async def test_several_tools_at_once_do_too(people: list[Person]) -> None:
    words = "resize width:80 | blur radius:2 | crop ratio:1:1 | filter name:sepia"
    assert len({await person.chain(words, PNG) for person in people}) == 1
