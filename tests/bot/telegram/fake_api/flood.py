"""How much the platform takes: its limits of messages, and the time it asks a bot to wait."""

import json
import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from time import monotonic

from tests.bot.telegram.fake_api.errors import ApiError, too_many_requests
from tests.bot.telegram.fake_api.requests import Request

_COUNTED = ("send", "copy", "forward", "edit")
_FREE = ("sendChatAction",)
# Seconds after a 429 in which a bot may not have read it yet, or a picture was already on its way: half of the shortest
# pause. Both ends share one busy event loop, where 0.24 s were seen.
_ON_ITS_WAY = 0.5


def counts(request: Request) -> bool:
    """Whether a request is a message or an edit, which the limits are for."""
    return request.method.startswith(_COUNTED) and request.method not in _FREE


def weight(request: Request) -> int:
    """Return how many messages a request is: an album is as many as its parts."""
    return len(json.loads(request.text("media") or "[]")) if request.method == "sendMediaGroup" else 1


@dataclass
class Window:
    """At most so many messages in so many seconds."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, more: int) -> float:
        """Return the seconds until there is room, 0 where there is."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        missing = len(self.times) + more - self.most
        return self.times[missing - 1] + self.seconds - now if 0 < missing <= len(self.times) else 0.0

    def note(self, now: float, more: int) -> None:
        """Count messages."""
        self.times.extend([now] * more)


class Flood:
    """Refuses what comes too fast (when `control` is on), and what comes before it may come again (always)."""

    def __init__(self) -> None:
        self.control = False
        self.too_early: list[Request] = []
        self._all = Window(30, 1)
        self._private: defaultdict[int, Window] = defaultdict(lambda: Window(4, 4))
        self._groups: defaultdict[int, Window] = defaultdict(lambda: Window(20, 60))
        self._until: dict[int | None, float] = {}
        self._since: dict[int | None, float] = {}

    def hold(self, chat: int | None, seconds: float) -> None:
        """Refuse messages in a chat, or in all with None, for this time."""
        self._since[chat] = monotonic()
        self._until[chat] = max(self._until.get(chat, 0.0), monotonic() + seconds)

    def check(self, request: Request) -> None:
        """Raise the 429 for a request that comes too early or too fast; count it otherwise."""
        if not counts(request):
            return
        for key in (None, request.chat):
            left = self._until.get(key, 0.0) - request.at
            if left > 0:
                if request.at - self._since[key] > _ON_ITS_WAY:
                    self.too_early.append(request)
                raise too_many_requests(math.ceil(left))
        if self.control and request.chat is not None:
            self._check_speed(request.chat, request.at, weight(request))

    def _check_speed(self, chat: int, now: float, more: int) -> None:
        own = self._groups[chat] if chat < 0 else self._private[chat]
        for window, key in ((own, chat), (self._all, None)):
            if wait := window.wait(now, more):
                raise self._refusal(key, wait)
        own.note(now, more)
        self._all.note(now, more)

    def _refusal(self, key: int | None, wait: float) -> ApiError:
        seconds = max(1, math.ceil(wait))
        self.hold(key, seconds)
        return too_many_requests(seconds)
