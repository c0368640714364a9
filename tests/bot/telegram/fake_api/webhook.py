"""Updates that are posted to the bot."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.bot.telegram.fake_api.errors import JSON, bad_request

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_PORTS = (None, 80, 88, 443, 8443)
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 2.0
_ANSWER_SECONDS = 60


class Webhook:
    """Posts updates in their order, each until it is taken. `refused` counts the posts that were not.

    Addresses are those of the world; `world.hosts` says where on this machine they are.
    """

    def __init__(self, world: World, address: str, secret: str, most: int) -> None:
        self.address = address
        self.secret = secret
        self.refused = 0
        self._most = most
        self._world = world
        self._error: JSON = {}
        self._task = asyncio.create_task(self._post_all())

    async def stop(self) -> None:
        """Post nothing more."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def to_json(self) -> JSON:
        """Return what getWebhookInfo tells."""
        return {"url": self.address, "max_connections": self._most, "ip_address": "127.0.0.1", **self._error}

    async def _post_all(self) -> None:
        pause = _FIRST_PAUSE
        async with ClientSession(timeout=ClientTimeout(total=_ANSWER_SECONDS)) as http:
            while True:
                update = await self._world.updates.first()
                problem = await self._post(http, update)
                if problem is None:
                    self._world.updates.take(update)
                    pause = _FIRST_PAUSE
                    continue
                self.refused += 1
                self._error = {"last_error_date": int(self._world.clock.now()), "last_error_message": problem}
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _post(self, http: ClientSession, update: JSON) -> str | None:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            async with http.post(self._local(), json=update, headers=headers, allow_redirects=False) as answer:
                await answer.read()
                return None if answer.ok else f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except ClientError:
            return "Connection refused"

    def _local(self) -> str:
        parts = urlsplit(self.address)
        place = self._world.hosts.get(f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{parts.netloc}")
        return place + parts.path + (f"?{parts.query}" if parts.query else "")


def check_address(address: str) -> None:
    """Refuse an address to which the platform would not post."""
    parts = urlsplit(address)
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def check_secret(secret: str) -> None:
    """Refuse a secret with signs that a header may not have."""
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
