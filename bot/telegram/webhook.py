"""Takes updates that Telegram brings. It is told that one arrived only when it is stored."""

import hmac
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.telegram.inbox import Inbox, is_checkout, is_update

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The address that Telegram posts to. `at_once` is given what may not wait until it is stored."""

    def __init__(
        self,
        inbox: Inbox,
        secret: str,
        wake: Callable[[], None],
        at_once: Callable[[Mapping[str, Any]], None] = lambda update: None,
    ) -> None:
        self._inbox = inbox
        self._secret = secret.encode()
        self._wake = wake
        self._at_once = at_once
        self.last_good: float | None = None

    async def receive(self, request: web.Request) -> web.Response:
        """Store one update: 200 when it is, 401 without the secret, 503 when there is no room for more just now."""
        shown = request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), self._secret):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not is_update(update):
            return web.Response(status=400)
        if is_checkout(update):
            self._at_once(update)
        try:
            return await self._store(update)
        except Exception as error:
            log.error("an update could not be stored; Telegram brings it again", extra={"kind": type(error).__name__})
            return web.Response(status=503)

    async def _store(self, update: Mapping[str, Any]) -> web.Response:
        if await self._inbox.full():
            return web.Response(status=503, headers={"Retry-After": "5"})
        await self._inbox.add([update])
        self.last_good = time.monotonic()
        self._wake()
        return web.Response()
