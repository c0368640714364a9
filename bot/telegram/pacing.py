"""When a message may go out: answers before edits before hints, and never faster than Telegram takes them.

Telegram allows about 30 messages in a second over all chats, one a second to a person (a short burst is let through)
and 20 a minute to a group. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
import heapq
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

_PERSON_BURST = 4
_MARGIN = 1.05  # two requests need not take the same time on their way
_IDLE_CHATS = 1_000


class Priority(IntEnum):
    """What goes first when there is a queue."""

    ANSWER = 0
    EDIT = 1
    HINT = 2


@dataclass(frozen=True, slots=True)
class Rates:
    """How many messages may go out: in a second over all and to one person, in a minute to one group."""

    per_second: float = 25
    chat_per_second: float = 1
    group_per_minute: float = 20


@dataclass(slots=True)
class _Window:
    """At most so many messages in so many seconds, a quarter of them kept for answers."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)
    not_before: float = 0.0

    def ready(self, now: float, turn: "_Turn") -> float:
        """Return when there is room for it; what is more than a whole window needs an empty one."""
        self._forget(now)
        most = self.most if turn.priority == Priority.ANSWER else self.most - self.most // 4
        missing = len(self.times) + min(turn.weight, most) - most
        free = self.times[missing - 1] + self.seconds if missing > 0 else now
        return max(now, free, self.not_before)

    def take(self, now: float, weight: int) -> None:
        """Count it; what is more than a whole window is made up for by a longer pause."""
        for number in range(weight):
            self.times.append(now + max(0, number + 1 - self.most) * self.seconds / self.most)

    def is_idle(self, now: float) -> bool:
        self._forget(now)
        return not self.times and self.not_before <= now

    def _forget(self, now: float) -> None:
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()


def _window(per_second: float, seconds: float) -> _Window:
    most = max(1, int(per_second * seconds + 1e-6))
    return _Window(most, most / per_second * _MARGIN)


@dataclass(order=True, slots=True)
class _Turn:
    priority: int
    number: int
    weight: int = field(compare=False)
    granted: "asyncio.Future[None]" = field(compare=False)


class Pacer:
    """Gives each message its turn. One for a bot; all of it is in memory."""

    def __init__(self, rates: Rates, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates = rates
        self._clock = clock
        self._all = _window(rates.per_second, 1)
        self._chats: dict[str, _Window] = {}
        self._waiting: dict[str, list[_Turn]] = {}
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, chat: str, priority: Priority, patience: float | None = None, weight: int = 1) -> bool:
        """Wait until a message to this chat may go out. False when that takes longer than `patience` seconds.

        `weight` is how many messages it counts for: an album is as many as its parts.
        """
        granted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting.setdefault(chat, []), _Turn(priority, next(self._numbers), weight, granted))
        self._grant()
        try:
            await asyncio.wait_for(granted, patience)
        except TimeoutError:
            return False
        finally:
            if not granted.done():
                granted.cancel()
        return True

    def hold(self, chat: str, seconds: float) -> None:
        """Send nothing to this chat for so many seconds: Telegram asked for it."""
        window = self._window_of(chat)
        window.not_before = max(window.not_before, self._clock() + seconds)

    def held_for(self, chat: str) -> float:
        """Return the seconds for which nothing goes to this chat."""
        window = self._chats.get(chat)
        return max(0.0, window.not_before - self._clock()) if window else 0.0

    def _grant(self) -> None:
        """Give turns to whoever may go now, the most urgent first, and look again when the next one may."""
        now = self._clock()
        while self._waiting:
            chat, at = self._next(now)
            if chat is None:
                return
            if at > now:
                self._look_again(at - now)
                return
            turn = heapq.heappop(self._waiting[chat])
            if not self._waiting[chat]:
                del self._waiting[chat]
            self._window_of(chat).take(now, turn.weight)
            self._all.take(now, turn.weight)
            turn.granted.set_result(None)
        self._forget_idle(now)

    def _next(self, now: float) -> tuple[str | None, float]:
        """Return the chat whose turn it is and when it may go: the most urgent that is ready, else the soonest."""
        ready: list[tuple[int, int, str]] = []
        soonest: tuple[float, str] | None = None
        for chat, turns in list(self._waiting.items()):
            while turns and turns[0].granted.done():
                heapq.heappop(turns)
            if not turns:
                del self._waiting[chat]
                continue
            at = max(self._window_of(chat).ready(now, turns[0]), self._all.ready(now, turns[0]))
            if at <= now:
                ready.append((turns[0].priority, turns[0].number, chat))
            if soonest is None or at < soonest[0]:
                soonest = (at, chat)
        if ready:
            return min(ready)[2], now
        return (soonest[1], soonest[0]) if soonest else (None, now)

    def _look_again(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._grant)

    def _window_of(self, chat: str) -> _Window:
        if chat not in self._chats:
            is_group = chat.startswith("-")
            self._chats[chat] = (
                _window(self._rates.group_per_minute / 60, 60)
                if is_group
                else _window(self._rates.chat_per_second, _PERSON_BURST / self._rates.chat_per_second)
            )
        return self._chats[chat]

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) > _IDLE_CHATS:
            self._chats = {chat: window for chat, window in self._chats.items() if not window.is_idle(now)}
