"""Keeps the connection to Discord's gateway up, whatever breaks it, without begun sessions running out."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress

import discord
from discord.http import Route

from bot.discord.client import Events, Listening, ShardedListening
from bot.discord.config import DiscordConfig
from bot.discord.identifies import IdentifyBudget
from bot.discord.rest import TROUBLES, Rest

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
STEADY_SECONDS = 120.0
"""After so long without trouble the pauses begin anew."""

_REFUSED = {4004: "Discord refused the token; set [discord] token", 4010: "[discord] shards is wrong",
            4011: "this bot is in too many servers for [discord] shards; set it to 0",
            4014: "Discord refused the intents; they are none that need its permission"}  # fmt: skip


class GatewayEnded(Exception):
    """Discord will not let us listen, and trying again does not help; the message says why and what to do."""


class Gateway:
    """Listens until cancelled. A payload that breaks discord.py ends its client; a new one is made after a pause."""

    def __init__(
        self,
        config: DiscordConfig,
        events: Events,
        budget: IdentifyBudget,
        rest: Rest,
        first_pause: float = FIRST_PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._events = events
        self._budget = budget
        self._rest = rest
        self._first_pause = first_pause
        self._clock = clock

    async def run(self) -> None:
        """Listen; raises GatewayEnded."""
        failures = 0
        while True:
            began = self._clock()
            await self._listen()
            self._events.down()
            failures = 0 if self._clock() - began > STEADY_SECONDS else failures + 1
            await asyncio.sleep(min(self._first_pause * 2 ** min(failures, 16), self._config.slowest_restart))

    async def _listen(self) -> None:
        """Listen with a new client until it ends; raises GatewayEnded where none would do better."""
        client = self._client()
        try:
            await self._ask_budget()
            await client.login(self._config.token.get_secret_value())
            await client.connect(reconnect=True)
        except discord.LoginFailure:
            raise GatewayEnded(_REFUSED[4004]) from None
        except discord.PrivilegedIntentsRequired:
            raise GatewayEnded(_REFUSED[4014]) from None
        except discord.ConnectionClosed as error:
            if error.code in _REFUSED:
                raise GatewayEnded(_REFUSED[error.code]) from None
            log.warning("the connection to Discord was closed; it is built up anew", extra={"code": error.code})
        except Exception as error:  # whatever a payload breaks in the library: what is in it must not be logged
            log.warning("listening to Discord broke; it begins anew", extra={"kind": type(error).__name__})
        finally:
            with suppress(*TROUBLES):
                await client.close()
            await asyncio.sleep(0)  # the last event, that it was closed, is told in a task of its own

    def _client(self) -> Listening:
        shards = self._config.shards
        if shards == 1:
            return Listening(self._events)
        return ShardedListening(self._events, shard_count=shards or None)

    async def _ask_budget(self) -> None:
        """Ask how many sessions Discord still allows today: an earlier process may have begun some."""
        try:
            told = await self._rest.client.http.request(Route("GET", "/gateway/bot"))
            limit = told["session_start_limit"]
            self._budget.learn(int(limit["remaining"]), int(limit["reset_after"]) / 1000)
        except (*TROUBLES, KeyError, TypeError, ValueError) as error:
            log.debug("Discord did not say how many sessions are left", extra={"kind": type(error).__name__})
