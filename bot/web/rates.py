"""How often something may happen, counted in memory: a token bucket for each key."""

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 10_000


class Rate:
    """Allows `per_hour` events an hour for each key, as many at once at first. Forgets the keys seen longest ago."""

    def __init__(self, per_hour: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_hour = per_hour
        self._clock = clock
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def allows(self, key: bytes) -> bool:
        """Whether one more is left for this key; does not take it."""
        return self._refilled(key) >= 1

    def take(self, key: bytes) -> bool:
        """Take one for this key; False when none is left."""
        left = self._refilled(key)
        allowed = left >= 1
        self._left[key] = (left - allowed, self._clock())
        self._left.move_to_end(key)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return allowed

    def _refilled(self, key: bytes) -> float:
        left, at = self._left.get(key, (float(self._per_hour), self._clock()))
        return min(self._per_hour, left + (self._clock() - at) * self._per_hour / 3600)
