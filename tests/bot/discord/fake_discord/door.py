"""The server's door: it reads requests, lets faults strike, has them answered, and writes all of it down."""

from __future__ import annotations

import asyncio
import json
import re
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from inspect import isawaitable

from aiohttp import web

from tests.bot.discord.fake_discord import (  # noqa: F401 - importing them registers their operations
    routes_bot,
    routes_commands,
    routes_interactions,
    routes_messages,
)
from tests.bot.discord.fake_discord.contents import REQUEST_BYTES
from tests.bot.discord.fake_discord.downloads import Downloads, hang_up
from tests.bot.discord.fake_discord.errors import ApiError, invalid_form, not_found, too_large, unauthorized
from tests.bot.discord.fake_discord.faults import Fault, Faults
from tests.bot.discord.fake_discord.files import Upload
from tests.bot.discord.fake_discord.handshakes import Handshakes
from tests.bot.discord.fake_discord.rate_limits import RateLimits
from tests.bot.discord.fake_discord.registry import OPERATIONS, Operation
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.specification import specification
from tests.bot.discord.fake_discord.world import World
from tests.bot.forms import read_form

API = "/api/v10"
_MOST_BYTES = 80_000_000
_ID = re.compile(r"\{(\w+_id)\}")
_PART = re.compile(r"files\[(\d+)\]")
_PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"


@dataclass
class Door:
    """Answers HTTP requests. `violations` is what was asked otherwise than the platform allows."""

    world: World
    token: str
    faults: Faults = field(default_factory=Faults)
    limits: RateLimits = field(default_factory=RateLimits)
    requests: list[Request] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)

    def app(self) -> web.Application:
        """Return an application that answers at the platform's paths."""
        app = web.Application(client_max_size=_MOST_BYTES)
        for operation in OPERATIONS.values():
            path = API + _ID.sub(r"{\1:\\d+}", operation.path)
            app.router.add_route(operation.method, path, self._handler(operation))
        app.router.add_route("*", API + "/{path:.*}", self._unknown)
        app.router.add_get("/gateway/", Handshakes(self.world.gateway, self.token).serve)
        app.router.add_get("/gateway", Handshakes(self.world.gateway, self.token).serve)
        app.router.add_get("/{path:.*}", Downloads(self.world, self.faults, self.requests).serve)
        return app

    def _handler(self, operation: Operation) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(http: web.Request) -> web.StreamResponse:
            return await self._call(operation, http)

        return handle

    async def _unknown(self, http: web.Request) -> web.StreamResponse:
        self.violations.append(f"{http.method} {http.path}: the fake does not know it")
        return _answer(not_found().body(), 404, {})

    async def _call(self, operation: Operation, http: web.Request) -> web.StreamResponse:
        request = Request(operation.name, dict(http.match_info), dict(http.query))
        self.requests.append(request)
        fault = await self._carry_out(operation, http, request)
        return await self._respond(http, request, fault)

    async def _carry_out(self, operation: Operation, http: web.Request, request: Request) -> Fault | None:
        """Do what is asked, unless a fault strikes before; return the fault that is left to strike."""
        fault = None
        try:
            await _read(http, request)
            if operation.signed and not self._knows(http.headers.get("Authorization", "")):
                raise unauthorized()
            self._find_channel(request)
            self.limits.check(request)
            fault = self.faults.striking(request)
            if fault and not fault.accepted and fault.action != "hang":
                request.outcome = "refused" if fault.action == "refuse" else "dropped"
                request.error = fault.error
                return fault
            if fault and not fault.accepted:
                await asyncio.sleep(fault.seconds)
            self._check(request)
            result = operation.answer(self.world, request)
            request.result = await result if isawaitable(result) else result
            request.outcome = "accepted"
        except ApiError as error:
            if error.is_mistake:
                self.violations.append(f"{request.name}: {error}")
            request.outcome, request.error = "refused", error
        except Exception:
            self.crashes.append(f"{request.name}: {traceback.format_exc()}")
            request.outcome, request.error = "refused", ApiError(500, 0, "500: Internal Server Error")
        return fault

    def _find_channel(self, request: Request) -> None:
        asked = self.world.interactions.get(request.token)
        request.in_channel = asked.channel.id if asked else None

    def _check(self, request: Request) -> None:
        if request.bytes > REQUEST_BYTES:
            raise too_large()
        known = specification()
        problems = known.check_request(request.name, request.body) if known else []
        if problems:
            raise invalid_form("", "BASE_TYPE_INVALID", "; ".join(problems))

    def _knows(self, authorization: str) -> bool:
        return authorization == f"Bot {self.token}" and not self.world.gateway.revoked

    async def _respond(self, http: web.Request, request: Request, fault: Fault | None) -> web.StreamResponse:
        if fault and request.outcome != "refused":
            request.answered = False
            if fault.action == "hang" and fault.accepted:
                await asyncio.sleep(fault.seconds)
            if fault.action == "drop" or request.outcome == "dropped":
                return hang_up(http)
        error = (fault.error if fault else None) or request.error
        if error and fault and "retry_after" in error.more:
            self.limits.hold(request, error.more["retry_after"], fault.scope)
        headers = self.limits.headers(request, error)
        if error:
            return _page(error) if error.status == 502 else _answer(error.body(), error.status, headers)
        return (
            _answer(request.result, 200, headers)
            if request.result is not None
            else web.Response(status=204, headers=headers)
        )


async def _read(http: web.Request, request: Request) -> None:
    request.bytes = http.content_length or 0
    try:
        if http.content_type == "multipart/form-data":
            await _read_parts(http, request)
        elif http.can_read_body:
            request.body = json.loads(await http.text())
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


async def _read_parts(http: web.Request, request: Request) -> None:
    form = await read_form(http)
    named = ((_PART.fullmatch(name), file) for name, file in form.files.items())
    request.files = {int(part[1]): Upload(*file) for part, file in named if part}
    request.bytes = max(request.bytes, sum(len(file.data) for file in request.files.values()))
    if "payload_json" in form.words:
        request.body = json.loads(form.words["payload_json"])


def _answer(body: object, status: int, headers: dict[str, str]) -> web.Response:
    # The platform names no charset, and clients read JSON only under this very type.
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


def _page(error: ApiError) -> web.Response:
    return web.Response(status=error.status, text=_PAGE.format("502 Bad Gateway"), content_type="text/html")
