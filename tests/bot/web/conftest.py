"""A real playground on a free port of this machine, and visitors who talk to it as their browsers would."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from PIL import Image

from bot.app import App
from bot.config import Settings
from bot.metrics import Metrics
from bot.services import open_services
from bot.web.server import WebServer
from bot.web.session import VISITOR_COOKIE
from handlers.services import Services
from tests.schema import sqlite_with_schema


@dataclass(frozen=True)
class Site:
    """A served playground."""

    url: str
    services: Services


class Visitor:
    """One browser: it keeps its cookies and names the guard header."""

    def __init__(self, site: Site, http: ClientSession) -> None:
        self.site = site
        self.http = http

    async def get(self, path: str, **more: Any) -> ClientResponse:
        return await self.http.get(self.site.url + path, **more)

    async def post(self, path: str, **more: Any) -> ClientResponse:
        headers = {"X-Darkroom": "1", **more.pop("headers", {})}
        return await self.http.post(self.site.url + path, headers=headers, **more)

    async def delete(self, path: str) -> ClientResponse:
        return await self.http.delete(self.site.url + path, headers={"X-Darkroom": "1"})

    async def arrive(self) -> dict[str, Any]:
        """Ask for a session, as the page does first."""
        answer: dict[str, Any] = await (await self.get("/api/v1/session")).json()
        return answer

    async def upload(self, data: bytes) -> str:
        answer = await self.post("/api/v1/uploads", data=BytesIO(data))
        assert answer.status == 201, await answer.text()
        return str((await answer.json())["upload"])

    async def say(self, **message: Any) -> dict[str, Any]:
        answer = await self.post("/api/v1/messages", json=message)
        assert answer.status == 200, await answer.text()
        reply: dict[str, Any] = await answer.json()
        return reply


async def settled(visitor: Visitor, job: str) -> dict[str, Any]:
    """Wait until a job is over, and return it."""
    async with asyncio.timeout(30):
        while True:
            answer: dict[str, Any] = await (await visitor.get(f"/api/v1/jobs/{job}")).json()
            if answer["settled"]:
                return answer
            await asyncio.sleep(0.05)


def cookie_of(visitor: Visitor) -> str:
    """Return what the visitor's cookie says; empty where there is none."""
    return next((cookie.value for cookie in visitor.http.cookie_jar if cookie.key == VISITOR_COOKIE), "")


def png(width: int = 32, height: int = 24, colour: str = "teal", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), colour).save(out, "PNG")
    return out.getvalue()


def settings_in(
    folder: Path,
    access: str = "open",
    prices: dict[str, int] | None = None,
    jobs: dict[str, int] | None = None,
    rates: dict[str, int] | None = None,
    invite_codes: tuple[str, ...] = (),
    **web: Any,
) -> Settings:
    return Settings.model_validate(
        {
            "access": {"mode": access, "invite_codes": invite_codes},
            "jobs": jobs or {},
            "rates": rates or {"user_per_minute": 60_000, "bot_per_minute": 600_000},
            "prices": {"enabled": prices is not None, "tools": prices or {}},
            "web": {"port": 0, **web},
            "database": {"url": sqlite_with_schema(folder / "darkroom.db"), "ballast_bytes": 0},
            "media": {"url": "memory:"},
            "keys": {"folder": folder / "keys"},
        }
    )


@asynccontextmanager
async def serve(folder: Path, **given: Any) -> AsyncIterator[Site]:
    """Serve the web side alone: messages are answered, but no job is worked on."""
    settings = settings_in(folder, **given)
    async with open_services(settings, alone=True) as (services, chats):
        server = WebServer(services, settings.web, Metrics())
        chats["web"] = server.chat()
        url = await server.start()
        try:
            yield Site(url, services)
        finally:
            await server.stop()


@asynccontextmanager
async def serve_all(folder: Path, **given: Any) -> AsyncIterator[Site]:
    """Serve all of Darkroom: jobs are worked on by the real engine."""
    app = App(settings_in(folder, **given))
    lines = await app.start()
    try:
        yield Site(next(line.text for line in lines if line.name == "playground"), app.services)
    finally:
        await app.stop(grace=1)


Opened = Callable[[Site], Awaitable[Visitor]]


@pytest.fixture
async def open_visitor() -> AsyncIterator[Opened]:
    async with AsyncExitStack() as stack:

        async def open_one(site: Site) -> Visitor:
            # aiohttp keeps cookies of addresses without a name only when told to.
            http = await stack.enter_async_context(ClientSession(cookie_jar=CookieJar(unsafe=True)))
            return Visitor(site, http)

        yield open_one


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(tmp_path) as site:
        yield site


@pytest.fixture
async def visitor(site: Site, open_visitor: Opened) -> Visitor:
    visitor = await open_visitor(site)
    await visitor.arrive()
    return visitor


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Site]:
    async with serve_all(tmp_path) as house:
        yield house
