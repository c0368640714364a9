"""What goes wrong on purpose: answers that refuse, connections that break, answers that never come."""

import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal

from tests.bot.telegram.fake_api.errors import ApiError, too_many_requests
from tests.bot.telegram.fake_api.requests import Request

Action = Literal["refuse", "drop", "hang"]

_WORDS = {
    401: "Unauthorized",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass
class Fault:
    """One thing that goes wrong for requests that fit: `times` of them, or all, or a share of them at random."""

    action: Action
    method: str
    chat: int | None
    times: int | None
    accepted: bool = False
    error: ApiError | None = None
    seconds: float = 0
    share: float = 1
    dice: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - a repeatable test
    everywhere: bool = False
    happened: int = 0

    def strikes(self, request: Request) -> bool:
        """Whether this request is hit; counts it if so."""
        fits = fnmatchcase(request.method, self.method) and self.chat in (None, request.chat)
        if not fits or (self.times is not None and self.happened >= self.times) or self.dice.random() >= self.share:
            return False
        self.happened += 1
        return True


class Faults:
    """Everything that is to go wrong. `method` is a pattern such as "send*"; `times=None` means always.

    Each of these returns the fault, whose `happened` counts how often it struck.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def clear(self) -> None:
        """Let everything go well again."""
        self._faults.clear()

    def too_many_requests(
        self,
        retry_after: int,
        *,
        method: str = "send*",
        chat: int | None = None,
        times: int | None = 1,
        everywhere: bool = False,
    ) -> Fault:
        """Answer 429. Until it is over, messages and edits in that chat (or `everywhere`) are refused as well, and
        those that come too early are in `fake.too_early`.
        """
        error = too_many_requests(retry_after)
        return self._add(Fault("refuse", method, chat, times, error=error, everywhere=everywhere))

    def too_many_at_random(self, share: float, retry_after: int = 1, *, method: str = "send*", seed: int = 0) -> Fault:
        """Answer 429 to a share of the requests, each for the chat that it is about."""
        dice = random.Random(seed)  # noqa: S311 - a repeatable test
        fault = Fault("refuse", method, None, None, error=too_many_requests(retry_after), share=share, dice=dice)
        return self._add(fault)

    def fail(
        self,
        code: int = 500,
        description: str = "",
        *,
        method: str = "*",
        chat: int | None = None,
        times: int | None = 1,
        accepted: bool = False,
    ) -> Fault:
        """Answer with an error; when `accepted`, after doing what was asked. A 502 comes as a page, not as JSON."""
        error = ApiError(code, description or _WORDS.get(code, "Bad Request"))
        return self._add(Fault("refuse", method, chat, times, accepted, error))

    def drop(
        self, *, method: str = "*", chat: int | None = None, times: int | None = 1, accepted: bool = True
    ) -> Fault:
        """Break the connection: after doing what was asked, or, when not `accepted`, before."""
        return self._add(Fault("drop", method, chat, times, accepted))

    def drop_at_random(self, share: float, *, method: str = "send*", accepted: bool = True, seed: int = 0) -> Fault:
        """Break the connection of a share of the requests."""
        dice = random.Random(seed)  # noqa: S311 - a repeatable test
        return self._add(Fault("drop", method, None, None, accepted, share=share, dice=dice))

    def hang(
        self,
        seconds: float,
        *,
        method: str = "*",
        chat: int | None = None,
        times: int | None = 1,
        accepted: bool = True,
    ) -> Fault:
        """Answer only after some time: what was asked is done at once, or, when not `accepted`, never."""
        return self._add(Fault("hang", method, chat, times, accepted, seconds=seconds))

    def striking(self, request: Request) -> Fault | None:
        """Return the fault that hits a request, or None."""
        return next((fault for fault in self._faults if fault.strikes(request)), None)

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault
