"""How fast requests may come: token buckets for a person, a group and everyone, in the memory of this process.

A request that is refused by one bucket drains none of the others, and none of its own: whoever waits as long as they
are told is answered. Seconds are counted by a clock that nobody sets.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

V = TypeVar("V")

MOST_KEYS = 10_000
NOTICE_SECONDS = 30.0

Bucket = tuple[Hashable, int]
"""Whose it is, and how many it gives a minute; as many are there at first."""


class Rates:
    """Counts requests, and remembers which chats were told to wait. Forgets what was seen longest ago."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._told: OrderedDict[Hashable, float] = OrderedDict()

    def take(self, buckets: Sequence[Bucket]) -> float:
        """Take one from every bucket and return 0; or take nothing, and return in how many seconds all have one."""
        now = self._clock()
        left = [self._refilled(key, per_minute, now) for key, per_minute in buckets]
        wait = max(((1 - each) * 60 / rate for each, (_, rate) in zip(left, buckets, strict=True)), default=0.0)
        if wait > 0:
            return wait
        for each, (key, _) in zip(left, buckets, strict=True):
            _note(self._left, key, (each - 1, now))
        return 0.0

    def may_tell(self, place: Hashable) -> bool:
        """Whether a chat is to be told that it is too fast: once in `NOTICE_SECONDS`."""
        now = self._clock()
        if now - self._told.get(place, -NOTICE_SECONDS) < NOTICE_SECONDS:
            return False
        _note(self._told, place, now)
        return True

    def _refilled(self, key: Hashable, per_minute: int, now: float) -> float:
        left, at = self._left.get(key, (float(per_minute), now))
        return min(float(per_minute), left + (now - at) * per_minute / 60)


def _note(table: "OrderedDict[Hashable, V]", key: Hashable, value: V) -> None:
    table[key] = value
    table.move_to_end(key)
    if len(table) > MOST_KEYS:
        table.popitem(last=False)
