"""Sending a picture: in pieces as the reader takes them, within a time, and few stored ones at once."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.web.context import WEB, hung_up, visitor_of
from bot.web.errors import not_found
from bot.web.places import Places
from storage.errors import FileGone, KeyMissing
from storage.uploads import StoredFile

_CHUNK = 64 * 1024
PLACES: web.AppKey[Places] = web.AppKey("download_places", Places)


@asynccontextmanager
async def opened(request: web.Request, file: StoredFile) -> AsyncIterator[bytes]:
    """Hold a place and the file's bytes inside the block, first waiting for the place; refuses a file that is gone."""
    network = request.app[WEB].clients.network(request)
    async with request.app[PLACES].take(network, visitor_of(request)):
        if hung_up(request):
            raise ConnectionResetError("who waited for a place has gone")
        try:
            data = await request.app[WEB].services.files.get(file.key, file.account_id)
        except (FileGone, KeyMissing):
            raise not_found() from None
        yield data


async def send(request: web.Request, data: bytes, mime: str, headers: Mapping[str, str]) -> web.StreamResponse:
    """Answer with these bytes. A reader who has not taken them in time is hung up on."""
    response = web.StreamResponse(headers={"Content-Type": mime, "Content-Length": str(len(data)), **headers})
    await response.prepare(request)
    if request.method == "HEAD":
        return response
    try:
        async with asyncio.timeout(request.app[WEB].config.download_seconds):
            for start in range(0, len(data), _CHUNK):
                await response.write(memoryview(data)[start : start + _CHUNK])
            await response.write_eof()
    except TimeoutError:
        if request.transport:
            request.transport.abort()
        raise ConnectionResetError("too slow a reader") from None
    return response
