"""What happens in a channel, in order, and how a test waits for it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from tests.bot.discord.fake_discord.messages import Message

PATIENCE = 20.0  # seconds that a test waits for the bot, whose machine may be busy
What = Callable[[Message], object] | str | None
Deed = Literal["sent", "edited", "deleted", "reacted"]


@dataclass(frozen=True)
class Happening:
    """The bot did something to a message. `at` is the monotonic time."""

    deed: Deed
    message: Message
    at: float


class Happenings:
    """What the bot did in one channel."""

    def __init__(self) -> None:
        self._list: list[Happening] = []
        self._news = asyncio.Event()

    def __len__(self) -> int:
        return len(self._list)

    def add(self, deed: Deed, message: Message) -> None:
        """Note a deed and wake those who wait for one."""
        self._list.append(Happening(deed, message, monotonic()))
        self._news.set()
        self._news = asyncio.Event()

    def since(self, mark: int) -> list[Happening]:
        """Return what happened after a mark, which is the number of happenings until then."""
        return self._list[mark:]

    async def news(self, seconds: float) -> bool:
        """Wait until something happens; False when it takes longer than this."""
        try:
            await asyncio.wait_for(self._news.wait(), max(seconds, 0))
        except TimeoutError:
            return False
        return True


def fits(message: Message, what: What) -> bool:
    """Whether a message is what a test waits for: words in it, a predicate that holds, or anything."""
    if what is None:
        return True
    return what in message.words if isinstance(what, str) else bool(what(message))
