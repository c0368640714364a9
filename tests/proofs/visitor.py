"""A visitor of the playground who speaks its HTTP API and remembers what was asked and what came."""

import asyncio
import io
import json
from collections import Counter
from typing import Any, Self

import aiohttp

HEADERS = {"X-Darkroom": "1"}
BROKEN = (aiohttp.ClientError, ConnectionError, TimeoutError)
"""What a request ends with when the bot is killed under it."""


class Visitor:
    """One person with a cookie. `answers` counts the answers that came for each job, by whether they hold files."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: Counter[tuple[str, bool]] = Counter()
        self._last: dict[str, dict[str, Any]] = {}
        self._news = asyncio.Event()
        self._http = aiohttp.ClientSession(
            headers=HEADERS, cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(60)
        )
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.get("session")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.deaf()
        await self._http.close()

    @property
    def id(self) -> str:
        """The name by which the bot knows this visitor."""
        return next(each.value for each in self._http.cookie_jar if each.key == "darkroom_visitor").split(".")[0]

    async def get(self, path: str) -> Any:
        async with self._http.get(f"{self.address}/api/v1/{path}") as response:
            response.raise_for_status()
            return await response.json()

    async def upload(self, data: bytes) -> str:
        """Hand a picture in and return the key to name it by."""
        async with self._http.post(f"{self.address}/api/v1/uploads", data=io.BytesIO(data)) as response:
            response.raise_for_status()
            return str((await response.json())["upload"])

    async def send(self, key: str, text: str, *uploads: str) -> dict[str, Any]:
        """Send a message under an idempotency key and return the reply."""
        return await self._ask({"id": key, "text": text, "uploads": list(uploads)})

    async def press(self, key: str, reply: dict[str, Any]) -> dict[str, Any]:
        """Press the first button of a reply and return what comes of it."""
        return await self._ask({"id": key, "button": reply["buttons"][0][0]["token"]})

    async def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        async with self._http.post(f"{self.address}/api/v1/messages", json=body) as response:
            response.raise_for_status()
            reply: dict[str, Any] = await response.json()
            return reply

    async def cancel(self, job: str) -> None:
        async with self._http.post(f"{self.address}/api/v1/jobs/{job}/cancel") as response:
            response.raise_for_status()

    async def download(self, url: str) -> bytes:
        async with self._http.get(self.address + url) as response:
            response.raise_for_status()
            return await response.read()

    async def settled(self, job: str) -> dict[str, Any]:
        """Wait until a job is over and return it."""
        while True:
            found: dict[str, Any] = await self.get(f"jobs/{job}")
            if found["settled"]:
                return found
            await asyncio.sleep(0.05)

    async def answered(self, job: str) -> dict[str, Any]:
        """Wait until the answer to a job has come over the stream of events, and return it."""
        while job not in self._last:
            self._news.clear()
            await self._news.wait()
        return self._last[job]

    def listen(self) -> None:
        """Begin to count the answers that the stream of events brings, until the bot ends."""
        self._reader = asyncio.ensure_future(self._read())

    async def deaf(self) -> None:
        """Stop listening, with everything read that had arrived."""
        if self._reader:
            await asyncio.wait({self._reader}, timeout=0.2)
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
            self._reader = None

    async def _read(self) -> None:
        # An id that this run of the bot did not give makes it send what it has from the beginning.
        headers = {"Last-Event-ID": "earlier-0"}
        try:
            async with self._http.get(f"{self.address}/api/v1/events", headers=headers) as response:
                kind = ""
                async for line in response.content:
                    name, _, value = line.decode().strip().partition(": ")
                    if name == "event":
                        kind = value
                    elif name == "data" and kind == "reply":
                        data = json.loads(value)
                        self.answers[data["job"], bool(data["files"])] += 1
                        self._last[data["job"]] = data
                        self._news.set()
        except BROKEN:
            return
