"""What goes wrong on purpose: answers that refuse, connections that break, answers that never come."""

import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal

from tests.bot.discord.fake_discord.errors import ApiError, too_many_requests
from tests.bot.discord.fake_discord.requests import Request

Action = Literal["refuse", "drop", "hang"]
Scope = Literal["user", "global", "shared"]

_WORDS = {
    500: "500: Internal Server Error",
    502: "502: Bad Gateway",
    503: "503: Service Unavailable",
    504: "504: Gateway Timeout",
}


@dataclass
class Fault:
    """One thing that goes wrong for requests that fit: `times` of them, or all, or a share of them at random."""

    action: Action
    operation: str
    channel: int | None
    times: int | None
    accepted: bool = False
    error: ApiError | None = None
    seconds: float = 0
    share: float = 1
    dice: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - a repeatable test
    scope: Scope = "user"
    after: int = 0
    happened: int = 0

    def strikes(self, request: Request) -> bool:
        """Whether this request is hit; counts it if so."""
        fits = fnmatchcase(request.name, self.operation) and self.channel in (None, request.channel)
        if not fits or (self.times is not None and self.happened >= self.times) or self.dice.random() >= self.share:
            return False
        if self.after:
            self.after -= 1
            return False
        self.happened += 1
        return True


class Faults:
    """Everything that is to go wrong. `operation` is a pattern such as "create_message" or "*webhook*"; "download" is
    that of a file. `times=None` means always. Each of these returns the fault, whose `happened` counts its strikes.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def clear(self) -> None:
        """Let everything go well again."""
        self._faults.clear()

    def too_many_requests(
        self,
        retry_after: float,
        *,
        operation: str = "*",
        channel: int | None = None,
        times: int | None = 1,
        scope: Scope = "user",
    ) -> Fault:
        """Answer 429. Until it is over, requests of the same bucket (of all, in the scope "global") are refused as
        well, and those that come too early are in `fake.too_early`.
        """
        error = too_many_requests(retry_after, scope == "global")
        return self._add(Fault("refuse", operation, channel, times, error=error, scope=scope))

    def too_many_at_random(
        self, share: float, retry_after: float = 0.05, *, operation: str = "*", seed: int = 0
    ) -> Fault:
        """Answer 429 to a share of the requests."""
        dice = random.Random(seed)  # noqa: S311 - a repeatable test
        error = too_many_requests(retry_after)
        return self._add(Fault("refuse", operation, None, None, error=error, share=share, dice=dice))

    def fail(
        self,
        status: int = 500,
        *,
        error: ApiError | None = None,
        operation: str = "*",
        channel: int | None = None,
        times: int | None = 1,
        accepted: bool = False,
        after: int = 0,
    ) -> Fault:
        """Answer with an error; when `accepted`, after doing what was asked. A 502 comes as a page, not as JSON.

        The first ones, as many as `after`, go well.
        """
        refusal = error or ApiError(status, 0, _WORDS.get(status, f"{status}: Error"))
        return self._add(Fault("refuse", operation, channel, times, accepted, refusal, after=after))

    def drop(
        self, *, operation: str = "*", channel: int | None = None, times: int | None = 1, accepted: bool = True
    ) -> Fault:
        """Break the connection: after doing what was asked, or, when not `accepted`, before."""
        return self._add(Fault("drop", operation, channel, times, accepted))

    def drop_at_random(self, share: float, *, operation: str = "*", accepted: bool = True, seed: int = 0) -> Fault:
        """Break the connection of a share of the requests."""
        dice = random.Random(seed)  # noqa: S311 - a repeatable test
        return self._add(Fault("drop", operation, None, None, accepted, share=share, dice=dice))

    def hang(
        self,
        seconds: float,
        *,
        operation: str = "*",
        channel: int | None = None,
        times: int | None = 1,
        accepted: bool = True,
    ) -> Fault:
        """Answer only after some time: what was asked is done at once, or, when not `accepted`, after the time."""
        return self._add(Fault("hang", operation, channel, times, accepted, seconds=seconds))

    def striking(self, request: Request) -> Fault | None:
        """Return the fault that hits a request, or None."""
        return next((fault for fault in self._faults if fault.strikes(request)), None)

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault
