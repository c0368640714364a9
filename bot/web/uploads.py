"""Receiving a picture: bytes are counted as they come, sealed, and stored for an hour at most."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web

from bot.web import downloads
from bot.web.admission import visitors_call, why_not
from bot.web.chat import WEB_LIMITS
from bot.web.context import WEB, Web, identity_of, known_account, visitor_of
from bot.web.errors import Refused, not_found
from bot.web.places import Places
from handlers.admit import admit_stored, bytes_allowed
from handlers.errors import StorageFull
from storage import accounts, uploads
from storage.accounts import Account
from storage.files import upload_key
from storage.uploads import StoredFile
from tools.formats import format_of_bytes
from tools.values import ByteSize

_CHUNK = 64 * 1024
_FOLDER = "in/"
_SHOWN = ("jpeg", "png", "gif", "webp", "avif", "bmp")
"""The formats that every browser draws."""

PLACES: web.AppKey[Places] = web.AppKey("upload_places", Places)
routes = web.RouteTableDef()


@routes.post("/api/v1/uploads")
async def receive(request: web.Request) -> web.Response:
    """Store the body, which is the picture and nothing else, and return its key."""
    # A form would have to be searched for the picture in bytes that no limit counts.
    if request.content_type.startswith("multipart/"):
        raise Refused(415, "bad_request")
    here = request.app[WEB]
    if not here.uploads.take(visitor_of(request).encode()):
        raise Refused(429, "too_many")
    limit = bytes_allowed(await _admitted(request), here.services.config, WEB_LIMITS)
    if (request.content_length or 0) > limit + _CHUNK:
        raise _too_large(limit)
    async with request.app[PLACES].take(here.clients.network(request), visitor_of(request)):
        data = await _read(request, limit, here.config.upload_seconds)
        key = await _store(request, here, data)
    return web.json_response({"upload": key.removeprefix(_FOLDER), "bytes": len(data)}, status=201)


@routes.get("/api/v1/uploads/{upload}")
async def show(request: web.Request) -> web.StreamResponse:
    """Return the visitor's own upload; nothing, where it is no picture that browsers show."""
    (file,) = await own_uploads(request, [request.match_info["upload"]])
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}
    async with downloads.opened(request, file) as data:
        kind = _kind(data)
        if kind is None:
            return web.Response(status=204, headers=headers)
        return await downloads.send(request, data, kind, headers)


@routes.delete("/api/v1/uploads/{upload}")
async def erase(request: web.Request) -> web.Response:
    """Erase the visitor's own upload."""
    services = request.app[WEB].services
    (file,) = await own_uploads(request, [request.match_info["upload"]])
    await services.files.delete(file.key)
    async with services.database.write() as connection:
        await uploads.drop(connection, file.key)
    return web.json_response({"erased": True})


async def own_uploads(request: web.Request, names: Sequence[str]) -> list[StoredFile]:
    """Return the visitor's own uploads; what is another's or has expired is not there."""
    services = request.app[WEB].services
    async with services.database.read() as connection:
        account = await known_account(request, connection)
        found = [await uploads.owned(connection, _FOLDER + name, account.id, services.clock()) for name in names]
    files = [file for file in found if file]
    if len(files) < len(names):
        raise not_found()
    return files


async def _admitted(request: web.Request) -> Account | None:
    """Return the visitor's account; refuses before a byte is stored for somebody whose messages would be refused."""
    call = await visitors_call(request)
    if reason := await why_not(call):
        raise Refused(403, "not_admitted", reason=reason)
    return call.account


async def _read(request: web.Request, limit: int, seconds: int) -> bytes:
    """Read the body; stops at the first byte past the limit, and when it takes too long."""
    data = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > limit:
                    raise _too_large(limit)
    except TimeoutError:
        raise Refused(408, "bad_request") from None
    if not data:
        raise Refused(400, "empty")
    return bytes(data)


async def _store(request: web.Request, here: Web, data: bytes) -> str:
    services, identity, now = here.services, identity_of(request), here.services.clock()
    key = upload_key()
    async with services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, now)
        try:
            await admit_stored(connection, account.id, len(data), services.config)
        except StorageFull:
            raise Refused(413, "storage_full") from None
        expires = now + timedelta(minutes=services.config.privacy.upload_minutes)
        # The row comes first: what a crash leaves is then a row whose file is missing, and both go at its expiry.
        await uploads.record(connection, key, account.id, "upload", len(data), now, expires)
    try:
        # It is worked on in a moment. What a power cut makes of it before that is a picture that is no longer there.
        await services.files.put(key, account.id, data, lasting=False)
    except BaseException:
        async with services.database.write() as connection:
            await uploads.drop(connection, key)
        raise
    return key


def _too_large(limit: int) -> Refused:
    return Refused(413, "too_large", limit=str(ByteSize(limit)))


def _kind(data: bytes) -> str | None:
    found = format_of_bytes(data)
    return found.mime if found and found.name in _SHOWN else None
