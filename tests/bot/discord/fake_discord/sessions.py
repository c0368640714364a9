"""Sessions of the gateway: what a bot was told in one, so that it can be told again after a break."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.bot.discord.fake_discord.errors import JSON

_MOST_EVENTS = 5000
Told = JSON | Callable[["Session"], JSON]


class Connection:
    """One websocket. What is sent is sent in order, by `run`. `ended_here` says that the platform closed it."""

    def __init__(self, http: web.Request, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.ended_here = False
        self._http = http
        self._waiting: asyncio.Queue[str | tuple[int, str]] = asyncio.Queue()
        self._packer = zlib.compressobj() if http.query.get("compress") == "zlib-stream" else None

    def send(self, message: JSON) -> None:
        """Send a message."""
        self._waiting.put_nowait(json.dumps(message))

    def send_text(self, text: str) -> None:
        """Send anything, also what is no JSON."""
        self._waiting.put_nowait(text)

    def close(self, code: int, reason: str = "") -> None:
        """Close after everything that waits was sent."""
        self.ended_here = True
        self._waiting.put_nowait((code, reason))

    def abort(self) -> None:
        """Break without a word."""
        if self._http.transport:
            self._http.transport.abort()

    async def run(self) -> None:
        """Send what is to be sent until the connection is closed."""
        while True:
            message = await self._waiting.get()
            if isinstance(message, tuple):
                await self.socket.close(code=message[0], message=message[1].encode())
                return
            try:
                await self._write(message)
            except ConnectionError:
                return

    async def _write(self, text: str) -> None:
        if self._packer is None:
            await self.socket.send_str(text)
        else:
            packed = self._packer.compress(text.encode()) + self._packer.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(packed)


@dataclass(eq=False)
class Session:
    """What began with an IDENTIFY. `shard` is its number and how many there are."""

    id: str
    intents: int
    shard: tuple[int, int]
    connection: Connection | None
    last: int = 0
    alone_since: float | None = None
    _events: deque[JSON] = field(default_factory=lambda: deque(maxlen=_MOST_EVENTS))

    def tell(self, event: str, data: Told) -> None:
        """Tell of an event, now or when the bot resumes."""
        self.last += 1
        content = data(self) if callable(data) else data
        message: JSON = {"op": 0, "t": event, "s": self.last, "d": content}
        self._events.append(message)
        if self.connection:
            self.connection.send(message)

    def knows(self, number: int) -> bool:
        """Whether everything after this number can still be told."""
        oldest = self._events[0]["s"] if self._events else self.last + 1
        return oldest - 1 <= number

    def replay(self, connection: Connection, after: int) -> None:
        """Go on over another connection: tell what was missed."""
        self.connection, self.alone_since = connection, None
        for message in self._events:
            if message["s"] > after:
                connection.send(message)
        self.tell("RESUMED", {"_trace": []})

    def serves(self, guild: int | None) -> bool:
        """Whether events of a guild, or with None of no guild, come to this shard."""
        number, count = self.shard
        return (0 if guild is None else (guild >> 22) % count) == number
