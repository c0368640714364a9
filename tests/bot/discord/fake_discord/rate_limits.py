"""How much the platform takes, by bucket and in all, and what its answers say of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from dataclasses import dataclass, field
from time import monotonic, time

from tests.bot.discord.fake_discord.errors import ApiError, too_many_requests
from tests.bot.discord.fake_discord.faults import Scope
from tests.bot.discord.fake_discord.requests import Request

GLOBAL = (50, 1.0)
_MAJOR = ("channel_id", "guild_id", "webhook_token", "interaction_token")
_LIMITS = {
    "create_message": (5, 5.0),
    "update_message": (5, 5.0),
    "delete_message": (5, 1.0),
    "trigger_typing_indicator": (5, 5.0),
    "create_dm": (5, 5.0),
    "bulk_set_application_commands": (5, 20.0),
}
_OF_WEBHOOKS = (5, 2.0)
_OTHER = (50, 1.0)
_ROOMY = (1000, 1.0)  # what answers say while nothing is enforced
_ON_ITS_WAY = 0.2  # seconds after a 429 in which a bot may not have read it yet


def bucket_of(request: Request) -> str:
    """Return the name of the bucket that a request is counted in; all of an interaction's webhook share one."""
    name = "webhook" if "webhook" in request.name else request.name
    return ":".join([name, *(request.ids[part] for part in _MAJOR if part in request.ids)])


def counts(request: Request) -> bool:
    """Whether a request counts for the limit of all: those of interactions do not."""
    return not request.token


@dataclass
class Window:
    """At most so many requests in so many seconds."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def left(self, now: float) -> int:
        """Return how many more it takes now."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return self.most - len(self.times)

    def resets_in(self, now: float) -> float:
        """Return the seconds until it takes another."""
        return self.times[0] + self.seconds - now if self.times else 0.0


class RateLimits:
    """Refuses what comes too fast (when `control` is on), and what comes before it may come again (always)."""

    def __init__(self) -> None:
        self.control = False
        self.too_early: list[Request] = []
        self._windows: dict[str, Window] = {}
        self._all = Window(*GLOBAL)
        self._until: defaultdict[str, float] = defaultdict(float)
        self._since: dict[str, float] = {}

    def hold(self, request: Request, seconds: float, scope: Scope) -> None:
        """Refuse requests of the same bucket, or all that count, for this time."""
        key = "" if scope == "global" else bucket_of(request)
        self._since[key] = monotonic()
        self._until[key] = max(self._until[key], monotonic() + seconds)

    def check(self, request: Request) -> None:
        """Raise the 429 for a request that comes too early or too fast; count it otherwise."""
        for key in (bucket_of(request), *([""] if counts(request) else [])):
            left = self._until.get(key, 0.0) - request.at
            if left > 0:
                if request.at - self._since[key] > _ON_ITS_WAY:
                    self.too_early.append(request)
                raise too_many_requests(round(left, 3), everywhere=not key)
        if self.control:
            self._check_speed(request)

    def headers(self, request: Request, error: ApiError | None) -> dict[str, str]:
        """Return what an answer says of its bucket; a refusal by what stands before the platform says nothing."""
        if error and error.status == 429 and "retry_after" not in error.more:
            return {}
        now, window = monotonic(), self._window(request)
        limit, left, resets = window.most, max(window.left(now), 0), window.resets_in(now)
        if not self.control:
            limit, left, resets = _ROOMY[0], _ROOMY[0] - 1, _ROOMY[1]
        headers = {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(left), "Via": "1.1 google"}
        headers |= {"X-RateLimit-Reset": f"{time() + resets:.3f}", "X-RateLimit-Reset-After": f"{resets:.3f}"}
        headers["X-RateLimit-Bucket"] = hashlib.md5(_family(request).encode()).hexdigest()  # noqa: S324 - a mere name
        return headers | (_refusal(error) if error and error.status == 429 else {})

    def _check_speed(self, request: Request) -> None:
        window = self._window(request)
        for limit, everywhere in ((window, False), *([(self._all, True)] if counts(request) else [])):
            if limit.left(request.at) <= 0:
                raise too_many_requests(round(max(limit.resets_in(request.at), 0.001), 3), everywhere)
        window.times.append(request.at)
        if counts(request):
            self._all.times.append(request.at)

    def _window(self, request: Request) -> Window:
        limit = _OF_WEBHOOKS if _family(request) == "webhook" else _LIMITS.get(request.name, _OTHER)
        return self._windows.setdefault(bucket_of(request), Window(*limit))


def _family(request: Request) -> str:
    return bucket_of(request).partition(":")[0]


def _refusal(error: ApiError) -> dict[str, str]:
    everywhere = bool(error.more.get("global"))
    headers = {"Retry-After": str(error.more["retry_after"]), "X-RateLimit-Scope": "global" if everywhere else "user"}
    return headers | ({"X-RateLimit-Global": "true"} if everywhere else {"X-RateLimit-Remaining": "0"})
