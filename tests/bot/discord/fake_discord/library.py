"""The real discord.py, told to talk to the fake."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.bot.discord.fake_discord.server import FakeDiscord

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Client(discord.Client):
    """A client with commands that collects what it is told: the names of events, messages, and what went wrong."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.01, **options)
        self.tree = app_commands.CommandTree(self)
        self.told: list[str] = []
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.problems: list[str] = []

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Note an event and go on as always."""
        self.told.append(event)
        super().dispatch(event, *args, **kwargs)

    async def on_message(self, message: discord.Message) -> None:
        """Keep what others say."""
        if message.author != self.user:
            self.heard.put_nowait(message)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Keep what went wrong in place of printing it."""
        self.problems.append(traceback.format_exc())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify without the pause of five seconds."""


@contextmanager
def pointed_at(fake: FakeDiscord) -> Iterator[None]:
    """Let the library find the API, the gateway and avatars at the fake, which it keeps in its classes."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE, Asset.BASE = fake.api_url, fake.cdn_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before


@asynccontextmanager
async def running(fake: FakeDiscord, client: discord.Client) -> AsyncIterator[asyncio.Task[None]]:
    """Run a client, from when it has been told of all guilds; its task, when it ends early, says why.

    The commands of a `Client` are registered before, and at the end nothing went wrong in it.
    """
    with pointed_at(fake):
        await client.login(fake.token)
        if isinstance(client, Client) and client.tree.get_commands():
            await client.tree.sync()
        task = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        try:
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED, timeout=5)
            if task.done():
                await task
            yield task
        finally:
            ready.cancel()
            await client.close()
            await asyncio.gather(task, ready, return_exceptions=True)
    if isinstance(client, Client):
        assert not client.problems, client.problems[0]
