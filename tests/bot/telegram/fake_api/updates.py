"""The updates that wait for the bot, and the polls by which it gets them."""

import asyncio
from collections import deque
from time import monotonic
from typing import Any

from tests.bot.telegram.fake_api.errors import JSON, OTHER_POLLER, ApiError, conflict

LONGEST_POLL = 50
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates in their order. One is gone once a poll names a higher number, or a webhook took it."""

    def __init__(self, first: int = 581_000_001) -> None:
        self.allowed: frozenset[str] | None = None
        self.conflicts = 0
        self._waiting: deque[JSON] = deque()
        self._next = first
        self._news = asyncio.Event()
        self._poll: asyncio.Future[ApiError] | None = None

    @property
    def newest(self) -> int:
        """The number of the update that was added last."""
        return self._next - 1

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, kind: str, content: JSON) -> JSON | None:
        """Add an update, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        return self.put_raw({kind: content}) if wanted else None

    def put_raw(self, content: JSON) -> JSON:
        """Add any update; a number is given to it unless it brings its own."""
        update = {"update_id": self._next, **content}
        self._next += 1
        self._waiting.append(update)
        self._wake()
        return update

    def put_again(self, update: JSON) -> None:
        """Deliver an update once more, as the platform may."""
        self._waiting.append(update)
        self._wake()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """Return updates from `offset` on and forget those before it; wait where there are none.

        Raises the conflict when another poll or a webhook ends this one.
        """
        self.end_poll(conflict(OTHER_POLLER))
        if self.conflicts:
            self.conflicts -= 1
            raise conflict(OTHER_POLLER)
        self._confirm(offset)
        deadline = monotonic() + min(max(seconds, 0), LONGEST_POLL)
        end = self._poll = asyncio.get_running_loop().create_future()
        try:
            while not self._waiting and (left := deadline - monotonic()) > 0:
                await self._wait(end, left)
        finally:
            if self._poll is end:
                self._poll = None
        return list(self._waiting)[:limit]

    async def first(self) -> JSON:
        """Wait for the oldest update and return it without taking it."""
        while not self._waiting:
            await self._news.wait()
        return self._waiting[0]

    def take(self, update: JSON) -> None:
        """Forget an update that the webhook took."""
        if self._waiting and self._waiting[0] is update:
            self._waiting.popleft()
            self._wake()

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def end_poll(self, why: ApiError) -> None:
        """End the poll that waits, if one does."""
        if self._poll and not self._poll.done():
            self._poll.set_result(why)

    def interrupt(self, times: int) -> None:
        """End the poll that waits and the next ones, so many in all, as another instance's polls would."""
        if self._poll and not self._poll.done():
            self.end_poll(conflict(OTHER_POLLER))
            times -= 1
        self.conflicts += times

    async def emptied(self, seconds: float) -> None:
        """Wait until the bot has taken everything; raises AssertionError when that takes longer."""
        deadline = monotonic() + seconds
        while self._waiting:
            assert monotonic() < deadline, f"{len(self._waiting)} updates wait still, first {self._waiting[0]}"
            await asyncio.sleep(0.01)

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while offset > 0 and self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()

    async def _wait(self, end: "asyncio.Future[ApiError]", seconds: float) -> None:
        news: asyncio.Future[Any] = asyncio.ensure_future(self._news.wait())
        both: set[asyncio.Future[Any]] = {news, end}
        try:
            done, _ = await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
        if end in done:
            raise end.result()
