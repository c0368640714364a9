"""Who may send or get a picture right now: a few at a time, and no network all of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Places:
    """A bounded number of places. One network gets half of them at most, so that slow ones never hold all."""

    def __init__(self, most: int) -> None:
        self._all = asyncio.Semaphore(most)
        self._share = max(1, most // 2)
        self._of: WeakValueDictionary[bytes, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def take(self, network: bytes) -> AsyncIterator[None]:
        """Hold a place inside the block, first waiting for one."""
        own = self._of.setdefault(network, asyncio.Semaphore(self._share))
        async with own, self._all:
            yield
