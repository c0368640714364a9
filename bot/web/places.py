"""Who may send or get a picture right now: a few at a time, and neither a network nor a visitor all of them."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_Holder = tuple[bytes, str]


class Places:
    """A bounded number of places, so that slow ones never hold all.

    One network gets half of them at most, and one visitor half of the network's. Visitors who wait take turns.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._of_network = max(1, most // 2)
        self._of_visitor = max(1, self._of_network // 2)
        self._held: Counter[_Holder] = Counter()
        self._waiting: dict[_Holder, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def take(self, network: bytes, visitor: str) -> AsyncIterator[None]:
        """Hold a place inside the block, first waiting for one."""
        holder = (network, visitor)
        await self._wait(holder)
        try:
            yield
        finally:
            self._leave(holder)

    async def _wait(self, holder: _Holder) -> None:
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(holder, deque()).append(place)
        self._fill()
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():  # it came in the same moment
                self._leave(holder)
            raise

    def _leave(self, holder: _Holder) -> None:
        self._held[holder] -= 1
        if not self._held[holder]:
            del self._held[holder]
        self._fill()

    def _fill(self) -> None:
        while self._held.total() < self._most and (holder := next(filter(self._has_room, self._waiting), None)):
            places = self._waiting.pop(holder)
            place = places.popleft()
            if places:
                self._waiting[holder] = places  # behind the others
            if not place.cancelled():
                self._held[holder] += 1
                place.set_result(None)

    def _has_room(self, holder: _Holder) -> bool:
        of_network = sum(held for (network, _), held in self._held.items() if network == holder[0])
        return of_network < self._of_network and self._held[holder] < self._of_visitor
