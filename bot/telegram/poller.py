"""Asks Telegram for updates. What arrived is stored before Telegram hears that it did: a higher offset confirms."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.connections import connections
from bot.telegram.failures import retry_seconds
from bot.telegram.inbox import Inbox, insist, is_checkout, is_update

log = logging.getLogger(__name__)

WANTED = ("message", "callback_query", "my_chat_member", "pre_checkout_query")
"""The kinds of updates that are asked for: no more of people than is needed."""

_FULL_PAUSE = 0.5
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_CONFLICTS = 4
"""A poll of a process that was just killed may stand for some seconds more; after so many refusals in a row
somebody else polls."""


class UpdatesEnded(Exception):
    """Telegram will not give us updates, and asking again does not help; the message says why and what to do."""


class Poller:
    """Brings updates into the inbox. `last_good` is when Telegram answered last, on the clock of time.monotonic.

    `at_once` is given what may not wait until it is stored.
    """

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        wake: Callable[[], None],
        seconds: int,
        at_once: Callable[[Mapping[str, Any]], None] = lambda update: None,
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._wake = wake
        self._seconds = seconds
        self._at_once = at_once
        self._request = connections(1)
        self._failures = 0
        self._conflicts = 0
        self.last_good: float | None = None

    async def run(self) -> None:
        """Poll until cancelled; raises UpdatesEnded."""
        newest = await insist(self._inbox.newest)
        offset = None if newest is None else newest + 1
        await self._request.initialize()
        try:
            while True:
                updates = await self._updates(offset)
                if not updates:
                    continue
                for update in filter(is_checkout, updates):
                    self._at_once(update)
                try:
                    await self._inbox.add(updates)
                except Exception as error:
                    log.error("updates could not be stored; they are asked for again", extra={"kind": _kind(error)})
                    await self._pause()
                    continue
                offset = max(int(update["update_id"]) for update in updates) + 1
                self._wake()
                await self._room()
        finally:
            await self._request.shutdown()

    async def _room(self) -> None:
        """Wait until the inbox takes more; Telegram keeps what is not asked for."""
        while await insist(self._inbox.full):  # noqa: ASYNC110 - the rows are the truth, and nobody tells of them
            await asyncio.sleep(_FULL_PAUSE)

    async def _updates(self, offset: int | None) -> list[dict[str, Any]]:
        """Return the next updates; none where nothing came or Telegram could not be reached just now."""
        try:
            found = await self._request.post(self._address(offset), read_timeout=self._seconds + 10)
        except InvalidToken:
            raise UpdatesEnded("Telegram refused the token; set [telegram] token") from None
        except Conflict:
            self._conflicts += 1
            if self._conflicts > _CONFLICTS:
                raise UpdatesEnded("another instance polls with this token; stop it, then start again") from None
            await self._pause()
        except RetryAfter as error:
            await asyncio.sleep(retry_seconds(error))
        except TelegramError as error:
            log.warning("Telegram could not be asked for updates", extra={"kind": _kind(error)})
            await self._pause()
        else:
            self._failures = self._conflicts = 0
            self.last_good = time.monotonic()
            updates = found if isinstance(found, list) else []
            return [update for update in updates if isinstance(update, dict) and is_update(update)]
        return []

    def _address(self, offset: int | None) -> str:
        asked = {"timeout": self._seconds, "allowed_updates": json.dumps(WANTED)}
        if offset is not None:
            asked["offset"] = offset
        return f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"

    async def _pause(self) -> None:
        await asyncio.sleep(_PAUSES[min(self._failures, len(_PAUSES) - 1)])
        self._failures += 1


def _kind(error: Exception) -> str:
    return type(error).__name__
