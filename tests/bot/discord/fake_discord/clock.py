"""The platform's time, and the ids that it makes of it."""

import itertools
import time
from datetime import UTC, datetime

EPOCH = 1_420_070_400.0  # the first second of 2015, from which ids count milliseconds
_SHIFT = 22


class Clock:
    """Tells the time of day, which a test may move forward. At a pace below 1 a busy machine has more time."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._start = time.time()
        self._ahead = 0.0

    def now(self) -> float:
        """Return seconds since 1970."""
        return self._start + (time.time() - self._start) * self._pace + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self._ahead += seconds


class Snowflakes:
    """Gives out ids, each above the last and with the time in it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return an id that nothing else has."""
        self._last = max(self._last + 1, snowflake_at(self._clock.now()))
        return self._last


class Tokens:
    """Gives out secrets that are told apart from everything else in a log."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def next(self) -> str:
        """Return a token that nothing else has."""
        return f"aW50ZXJhY3Rpb246{next(self._numbers):08d}secret"


def snowflake_at(seconds: float) -> int:
    """Return the first id of a moment."""
    return int((seconds - EPOCH) * 1000) << _SHIFT


def timestamp(seconds: float) -> str:
    """Return a moment as the platform writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
