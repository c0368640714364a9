"""Turns at what takes much memory: one at a time, and few who wait, so that the others are still answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MOST = 4
"""So many may have asked for a turn and not ended it."""


class Turns:
    """Gives one turn after another, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._asked = 0

    @property
    def is_full(self) -> bool:
        """Whether nobody else should wait for a turn."""
        return self._asked >= MOST

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold the turn inside the block, first waiting for it."""
        self._asked += 1
        try:
            async with self._lock:
                yield
        finally:
            self._asked -= 1
