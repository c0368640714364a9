"""What a visitor is to be told by itself: a short line of events for each, kept in memory and read over SSE.

It may be lost at any time. The page asks for its open jobs again whenever the stream opens, so nothing depends on it.
"""

import asyncio
import json
import secrets
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_VISITORS = 2_000
MOST_EVENTS = 100
MOST_STREAMS = 8
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `number` counts up in this process, `delivery` tells repeats of one answer."""

    number: int
    kind: str
    data: Mapping[str, Any]
    delivery: str | None = None


@dataclass(slots=True)
class _Line:
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=MOST_EVENTS))
    news: asyncio.Event = field(default_factory=asyncio.Event)
    streams: int = 0


class Outbox:
    """A line of events for each visitor. Full lines lose their oldest event, idle visitors their line."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, _Line] = OrderedDict()
        self._number = 0
        self._run = secrets.token_hex(4)
        self._closed = False

    def put(self, visitor: str, kind: str, data: Mapping[str, Any], delivery: str | None = None) -> None:
        """Add an event; an answer that is in the line already is left out."""
        line = self._line(visitor)
        if delivery and any(event.delivery == delivery for event in line.events):
            return
        self._number += 1
        line.events.append(Event(self._number, kind, data, delivery))
        line.news.set()

    async def follow(self, visitor: str, last_id: str | None, pulse: float) -> AsyncGenerator[bytes, None]:
        """Yield events after `last_id` as SSE text, from now on without one; a comment after `pulse` quiet seconds."""
        line = self._line(visitor)
        if line.streams >= MOST_STREAMS:
            return
        line.streams += 1
        try:
            seen = self._seen(last_id)
            yield b": here\n\n"
            while not self._closed:
                line.news.clear()
                # One at a time: while a slow reader takes this one, the rest may be forgotten.
                while event := _first_after(seen, line.events):
                    seen = event.number
                    yield self._text(event)
                if not await _set_within(line.news, pulse):
                    yield b": still here\n\n"
        finally:
            line.streams -= 1

    def forget(self, visitor: str) -> None:
        """Drop a visitor's events, those too that an open stream has not told yet; the stream goes on."""
        line = self._lines.get(visitor)
        if line:
            line.events.clear()
        if line and not line.streams:
            del self._lines[visitor]

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for line in self._lines.values():
            line.news.set()

    def _line(self, visitor: str) -> _Line:
        line = self._lines.setdefault(visitor, _Line())
        self._lines.move_to_end(visitor)
        if len(self._lines) > MOST_VISITORS:
            idle = next((name for name, each in self._lines.items() if not each.streams), None)
            self._lines.pop(idle or next(iter(self._lines)))
        return line

    def _seen(self, last_id: str | None) -> int:
        """Return the number to go on after. An id of an earlier process has seen nothing of this one."""
        run, _, number = (last_id or "").partition("-")
        if not last_id:
            return self._number
        is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
        return int(number) if run == self._run and is_number else 0

    def _text(self, event: Event) -> bytes:
        data = json.dumps(event.data, separators=(",", ":"))
        return f"id: {self._run}-{event.number}\nevent: {event.kind}\ndata: {data}\n\n".encode()


def _first_after(number: int, events: Iterable[Event]) -> Event | None:
    return next((event for event in events if event.number > number), None)


async def _set_within(news: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await news.wait()
    except TimeoutError:
        return False
