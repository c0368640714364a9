"""Files and avatars as they are downloaded."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

from tests.bot.discord.fake_discord.errors import ApiError
from tests.bot.discord.fake_discord.faults import Faults
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World


@dataclass
class Downloads:
    """Serves what the addresses lead to that the platform has given out."""

    world: World
    faults: Faults
    requests: list[Request]

    async def serve(self, http: web.Request) -> web.StreamResponse:
        """Answer a download, unless a fault strikes."""
        request = Request("download", {"path": http.path}, dict(http.query))
        self.requests.append(request)
        fault = self.faults.striking(request)
        found = self._find(http)
        if found is None:
            request.outcome, request.error = "refused", ApiError(404, 0, "404: Not Found")
            return web.Response(status=404, text="This content is no longer available.")
        data, kind = found
        request.outcome = "accepted"
        if fault and fault.action == "hang":
            await asyncio.sleep(fault.seconds)
        elif fault and fault.error:
            request.outcome, request.error = "refused", fault.error
            return web.Response(status=fault.error.status, text=fault.error.message)
        elif fault:
            return await send_half(http, data, fault.accepted)
        return web.Response(body=data, content_type=kind or "application/octet-stream")

    def _find(self, http: web.Request) -> tuple[bytes, str] | None:
        avatar = self.world.files.avatar(http.path)
        if avatar is not None:
            return avatar, "image/png"
        attachment = self.world.files.follow(http.rel_url.raw_path, http.query)
        return (attachment.data, attachment.content_type) if attachment else None


def hang_up(http: web.Request) -> web.Response:
    """Break the connection."""
    if http.transport:
        http.transport.abort()
    return web.Response()


async def send_half(http: web.Request, data: bytes, begin: bool) -> web.StreamResponse:
    """Break the connection in the middle of an answer, or, without `begin`, before it."""
    if begin:
        response = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await response.prepare(http)
        await response.write(data[: len(data) // 2])
    return hang_up(http)
