"""Gets the bytes of a picture from Telegram, counted while they come."""

import asyncio
import logging
import time

import aiohttp
from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.telegram.failures import retry_seconds, says
from bot.telegram.limits import DOWNLOAD_BYTES
from handlers.errors import FetchLater, SourceGone
from handlers.request import AttachmentRef
from tools.errors import TooLarge

log = logging.getLogger(__name__)

_PAUSES = (0.5, 2.0, 5.0)
_CHUNK = 1 << 16
_SECONDS = 60


class TelegramFetch:
    """Downloads files by their id. An address holds the bot's token, so it is used once and kept nowhere."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._session: aiohttp.ClientSession | None = None
        self._not_before = 0.0

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    async def fetch(self, ref: AttachmentRef, max_bytes: int) -> bytes:
        """Return the file; raises SourceGone when Telegram has it no more, TooLarge past `max_bytes`, or FetchLater."""
        for pause in (*_PAUSES, None):
            if (left := self._not_before - time.monotonic()) > 0:
                raise FetchLater(left)
            try:
                return await self._download(await self._address(ref, max_bytes), max_bytes)
            except RetryAfter as error:
                self._not_before = time.monotonic() + retry_seconds(error)
                raise FetchLater(retry_seconds(error)) from None
            except (TelegramError, aiohttp.ClientError, TimeoutError) as error:
                if pause is None or isinstance(error, BadRequest):
                    log.warning("a picture could not be fetched", extra={"kind": type(error).__name__})
                    raise SourceGone from None
                await asyncio.sleep(pause)
        raise SourceGone

    async def _address(self, ref: AttachmentRef, max_bytes: int) -> str:
        try:
            file = await self._bot.get_file(ref.key)
        except BadRequest as error:
            if says(error, "file is too big"):
                raise TooLarge(limit_bytes=min(max_bytes, DOWNLOAD_BYTES)) from None
            raise
        address = file.file_path or ""
        if not address.startswith(("https://", "http://")):
            raise SourceGone  # a path on a disk: only a local Bot API server names one, and we read no strange paths
        if file.file_size is not None and file.file_size > max_bytes:
            raise TooLarge(limit_bytes=max_bytes, bytes=file.file_size)
        return address

    async def _download(self, address: str, max_bytes: int) -> bytes:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS))
        async with self._session.get(address, allow_redirects=False) as response:
            if response.status != 200:
                raise aiohttp.ClientPayloadError(f"status {response.status}")
            data = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > max_bytes:
                    raise TooLarge(limit_bytes=max_bytes)
        return bytes(data)
