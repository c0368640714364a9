"""The server's door: it reads requests, lets faults strike, has them answered, and writes all of it down."""

from __future__ import annotations

import asyncio
import json
import re
import traceback
from inspect import isawaitable
from typing import Any

from aiohttp import web

from tests.bot.forms import read_form
from tests.bot.telegram.fake_api import (  # noqa: F401 - importing them registers their methods
    methods_answers,
    methods_chats,
    methods_edit,
    methods_profile,
    methods_send,
    methods_updates,
)
from tests.bot.telegram.fake_api.errors import NOT_FOUND, TOO_LARGE, UNAUTHORIZED, ApiError
from tests.bot.telegram.fake_api.faults import Fault, Faults
from tests.bot.telegram.fake_api.flood import Flood, counts
from tests.bot.telegram.fake_api.registry import METHODS
from tests.bot.telegram.fake_api.requests import Request, Upload
from tests.bot.telegram.fake_api.specification import specification
from tests.bot.telegram.fake_api.world import World

UPLOAD_BYTES = 50_000_000
_MOST_BYTES = 80_000_000
_TOKEN = re.compile(r"\d+:[\w-]+")
_PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"


class Door:
    """Answers HTTP requests."""

    def __init__(
        self,
        world: World,
        token: str,
        faults: Faults,
        flood: Flood,
        requests: list[Request],
        violations: list[str],
        crashes: list[str],
    ) -> None:
        self._world = world
        self._token = token
        self._faults = faults
        self._flood = flood
        self._requests = requests
        self._violations = violations
        self._crashes = crashes
        self.revoked = False

    def app(self) -> web.Application:
        """Return an application that answers at the platform's paths."""
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_route("*", "/bot{token:[^/]*}/{method}", self._call)
        app.router.add_get("/file/bot{token:[^/]*}/{path:.*}", self._download)
        return app

    async def _call(self, http: web.Request) -> web.StreamResponse:
        try:
            self._check_token(http.match_info["token"])
            request = await _read(http)
        except ApiError as error:
            return _refusal(error)
        self._requests.append(request)
        fault = await self._carry_out(request)
        return await self._respond(http, request, fault)

    async def _carry_out(self, request: Request) -> Fault | None:
        """Do what is asked, unless a fault strikes before; return the fault that is left to strike."""
        fault = None
        try:
            self._check(request)
            self._flood.check(request)
            fault = self._faults.striking(request)
            if fault and not fault.accepted:
                request.outcome = "refused" if fault.action == "refuse" else "dropped"
                request.error = fault.error
                return fault
            result = METHODS[request.method](self._world, request)
            request.result = await result if isawaitable(result) else result
            request.outcome = "accepted"
        except ApiError as error:
            request.outcome, request.error = "refused", error
        except Exception:
            self._crashes.append(f"{request.method}: {traceback.format_exc()}")
            request.outcome, request.error = "refused", ApiError(500, "Internal Server Error")
        return fault

    def _check(self, request: Request) -> None:
        if self._world.logged_out and request.method != "getMe":
            raise ApiError(400, "Bad Request: Logged out")
        if known := specification():
            self._violations += known.check_call(request.method, request.params, request.files)
        if request.method not in METHODS:
            self._violations.append(f"{request.method}: the fake does not know it")
            raise ApiError(404, f"{NOT_FOUND}: method not found")
        if any(len(file.data) > UPLOAD_BYTES for file in request.files.values()):
            raise ApiError(413, TOO_LARGE)

    async def _respond(self, http: web.Request, request: Request, fault: Fault | None) -> web.StreamResponse:
        if fault and request.outcome != "refused":
            request.answered = False
            if fault.action == "hang":
                await asyncio.sleep(fault.seconds)
            if fault.action == "drop" or request.outcome == "dropped":
                return _hang_up(http)
        if fault and fault.error:
            self._hold(fault, request)
            return _refusal(fault.error)
        if request.error:
            return _refusal(request.error)
        return web.json_response({"ok": True, "result": request.result})

    def _hold(self, fault: Fault, request: Request) -> None:
        seconds = fault.error.parameters.get("retry_after") if fault.error else None
        if seconds and counts(request):
            self._flood.hold(None if fault.everywhere else request.chat, seconds)

    async def _download(self, http: web.Request) -> web.StreamResponse:
        request = Request("download", {"path": http.match_info["path"]})
        self._requests.append(request)
        fault = self._faults.striking(request)
        file = self._world.files.follow(http.match_info["path"], self._world.clock.now())
        if http.match_info["token"] != self._token or file is None:
            request.outcome, request.error = "refused", ApiError(404, NOT_FOUND)
            return _refusal(request.error)
        request.outcome = "accepted"
        if fault and fault.action == "hang":
            await asyncio.sleep(fault.seconds)
        elif fault:
            return _refusal(fault.error) if fault.error else await _send_half(http, file.data, fault.accepted)
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, NOT_FOUND)
        if token != self._token or self.revoked:
            raise ApiError(401, UNAUTHORIZED)


async def _read(http: web.Request) -> Request:
    params, files = dict(http.query), dict[str, Upload]()
    try:
        if http.content_type == "application/json":
            given: dict[str, Any] = await http.json()
            params |= {name: v if isinstance(v, str) else json.dumps(v) for name, v in given.items()}
        elif http.content_type == "multipart/form-data":
            form = await read_form(http)
            params |= form.words
            files = {name: Upload(*file) for name, file in form.files.items()}
        else:
            params |= {name: str(value) for name, value in (await http.post()).items()}
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, TOO_LARGE) from None
    return Request(_proper(http.match_info["method"]), params, files)


def _proper(name: str) -> str:
    """Return a method's name as the API writes it; the platform takes any case."""
    return next((known for known in METHODS if known.lower() == name.lower()), name)


def _refusal(error: ApiError) -> web.Response:
    if error.code == 502:
        return web.Response(status=502, text=_PAGE.format("502 Bad Gateway"), content_type="text/html")
    after = error.parameters.get("retry_after")
    headers = {"Retry-After": str(after)} if after else {}
    return web.json_response(error.body(), status=error.code, headers=headers)


def _hang_up(http: web.Request) -> web.Response:
    if http.transport:
        http.transport.abort()
    return web.Response()


async def _send_half(http: web.Request, data: bytes, begin: bool) -> web.StreamResponse:
    if begin:
        response = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await response.prepare(http)
        await response.write(data[: len(data) // 2])
    return _hang_up(http)
