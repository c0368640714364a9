"""How many sessions are begun with Discord in a day: past 1,000 it takes the token away."""

import asyncio
import time
from collections import deque
from collections.abc import Callable

DAY = 24 * 60 * 60.0
_WAIT = 60.0


class IdentifyBudget:
    """Counts the sessions of the last 24 hours, and holds back the next one where they are enough.

    A process knows only its own. `learn` is told how many Discord itself still allows.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic, wait: float = _WAIT) -> None:
        self._most = most
        self._clock = clock
        self._wait = wait
        self._begun: deque[float] = deque()
        self._not_before = 0.0

    @property
    def spent(self) -> bool:
        """Whether no session may be begun just now."""
        now = self._clock()
        while self._begun and self._begun[0] <= now - DAY:
            self._begun.popleft()
        return len(self._begun) >= self._most or now < self._not_before

    def learn(self, remaining: int, reset_seconds: float, least: int = 20) -> None:
        """Note how many Discord allows until it counts anew; the last few are not touched."""
        if remaining < least:
            self._not_before = self._clock() + reset_seconds

    async def take(self) -> None:
        """Count a session that begins now, once one may."""
        while self.spent:  # noqa: ASYNC110 - it is time that is awaited
            await asyncio.sleep(self._wait)
        self._begun.append(self._clock())
