"""Gets the bytes of a picture from Discord, counted before and while they come."""

import asyncio
import logging
from contextlib import suppress

import aiohttp
import discord

from bot.discord.failures import send_error
from bot.discord.pictures import address_of
from bot.discord.rest import TROUBLES, Rest
from handlers.errors import FetchLater, NotNow, Rejected, SourceGone
from handlers.request import AttachmentRef
from tools.errors import TooLarge

log = logging.getLogger(__name__)

_PAUSES = (0.5, 2.0, 5.0)
_CHUNK = 1 << 16
_SECONDS = 60
_OK = 200
_GONE = (400, 401, 403, 404, 410)  # an address that has expired answers 403 or 404
_SCHEMES = ("https://", "http://")


class _Expired(Exception):
    """The address leads nowhere any more."""


class DiscordFetch:
    """Downloads pictures from where they lie. An expired address is renewed where its message can be read again."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    async def fetch(self, ref: AttachmentRef, max_bytes: int) -> bytes:
        """Return the file; raises SourceGone when Discord has it no more, TooLarge past `max_bytes`, or FetchLater."""
        if ref.bytes is not None and ref.bytes > max_bytes:
            raise TooLarge(limit_bytes=max_bytes, bytes=ref.bytes)
        for pause in (*_PAUSES, None):
            try:
                return await self._found(*address_of(ref), max_bytes)
            except discord.RateLimited as limited:
                raise FetchLater(limited.retry_after) from None
            except (*TROUBLES, NotNow) as error:
                if pause is None:
                    log.warning("a picture could not be fetched", extra={"kind": type(error).__name__})
                    raise SourceGone from None
                await asyncio.sleep(pause)
        raise SourceGone

    async def _found(self, place: str, address: str, max_bytes: int) -> bytes:
        """Return what lies at the address, or at the one by which it is known now; raises SourceGone."""
        with suppress(_Expired):
            if address:
                return await self._download(address, max_bytes)
        with suppress(_Expired):
            if place:
                return await self._download(await self._renewed(place), max_bytes)
        raise SourceGone

    async def _renewed(self, place: str) -> str:
        """Return the address as the message names it now; raises SourceGone where that is no more."""
        channel, message, attachment = place.split("/")
        try:
            found = await self._rest.client.get_partial_messageable(int(channel)).fetch_message(int(message))
        except discord.HTTPException as error:
            if isinstance(send_error(error), Rejected):
                raise SourceGone from None
            raise
        address = next((each.url for each in found.attachments if str(each.id) == attachment), None)
        if address is None:
            raise SourceGone
        return address

    async def _download(self, address: str, max_bytes: int) -> bytes:
        if not address.startswith(_SCHEMES):
            raise SourceGone
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS))
        async with self._session.get(address, allow_redirects=False) as response:
            if response.status in _GONE:
                raise _Expired
            if response.status != _OK:
                raise aiohttp.ClientPayloadError(f"status {response.status}")
            if response.content_length is not None and response.content_length > max_bytes:
                raise TooLarge(limit_bytes=max_bytes, bytes=response.content_length)
            data = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > max_bytes:
                    raise TooLarge(limit_bytes=max_bytes)
        return bytes(data)
