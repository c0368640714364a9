"""The client that asks and sends: there once Discord knows us, and as long as Darkroom runs."""

from contextlib import suppress

import aiohttp
import discord

from handlers.errors import NotNow

TROUBLES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What discord.py raises where a request did not end well."""

LONGEST_WAIT = 30.0
"""Seconds that a request waits for its turn at most: what has to wait longer is tried again without holding a place."""


class Rest:
    """Holds it. It never listens, so what breaks listening does not break it."""

    def __init__(self) -> None:
        self._client: discord.Client | None = None

    @property
    def client(self) -> discord.Client:
        """Return it; raises NotNow until Discord knows us."""
        if self._client is None:
            raise NotNow
        return self._client

    @property
    def me(self) -> discord.ClientUser | None:
        """Return who we are, once that is known."""
        return self._client.user if self._client else None

    async def log_in(self, token: str) -> discord.Client:
        """Ask Discord who we are; raises discord.LoginFailure for a token that it refuses, and the `TROUBLES`."""
        client = discord.Client(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        try:
            await client.login(token)
        except BaseException:
            await client.close()
            raise
        self._client = client
        return client

    async def close(self) -> None:
        """Close the connections."""
        if self._client:
            with suppress(*TROUBLES):
                await self._client.close()
