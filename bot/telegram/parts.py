"""An answer that takes several messages: each goes out once, however often the whole answer is tried."""

from collections.abc import Awaitable, Callable, Collection, Sequence

from telegram import Message

from handlers.errors import Uncertain

_MOST = 10_000


Keep = Callable[[Sequence[str], Sequence[int]], Awaitable[None]]


class Parts:
    """What of one answer has gone out. `doubtful`: one of its messages may have arrived, and is not sent again.

    `before` are the parts that went out before a restart. `keep` is given the names of all that went out, and the
    numbers of the messages that are new among them, before another part follows.
    """

    def __init__(self, before: Collection[str] = (), keep: Keep | None = None) -> None:
        self.doubtful = False
        self.refused: set[str] = set()
        self._sent: dict[str, list[int]] = {name: [] for name in before}
        self._kept = len(self._sent)
        self._keep = keep

    @property
    def numbers(self) -> list[int]:
        """Return the messages that went out and were not given to `keep`, without those that nobody knows of."""
        return [number for numbers in list(self._sent.values())[self._kept :] for number in numbers]

    @property
    def all_numbers(self) -> list[int]:
        """Return the messages that went out since the start of the program."""
        return [number for numbers in self._sent.values() for number in numbers]

    @property
    def begun(self) -> bool:
        """Whether anything went out, or may have."""
        return bool(self._sent)

    async def once(self, name: str, send: Callable[[], Awaitable[Sequence[Message]]]) -> None:
        """Send the part of this name, unless that was done before; raises Rejected, NotNow or BadRequest."""
        if name in self._sent:
            return
        if self._keep and len(self._sent) > self._kept:
            await self._keep(list(self._sent), self.numbers)
            self._kept = len(self._sent)
        self._sent[name] = []
        try:
            self._sent[name] = [message.message_id for message in await send()]
        except Uncertain:
            self.doubtful = True
        except BaseException:
            del self._sent[name]
            raise


class Answers:
    """The answers that are on their way, and those that are not to be sent again. Bounded; all of it is in memory."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, bool], Parts] = {}
        self._doubtful: dict[str, None] = {}

    def is_doubtful(self, delivery: str) -> bool:
        """Whether this answer may have arrived."""
        return delivery in self._doubtful

    def parts(self, delivery: str, is_error: bool, new: Callable[[], Parts]) -> Parts:
        """Return what went out of an answer. That a job failed is told under the same id as what it did not bring."""
        parts = self._open.get((delivery, is_error)) or self._open.setdefault((delivery, is_error), new())
        if len(self._open) > _MOST:
            del self._open[next(iter(self._open))]
        return parts

    def end(self, delivery: str, *, doubtful: bool) -> None:
        """Forget what went out: nothing more will."""
        for is_error in (False, True):
            self._open.pop((delivery, is_error), None)
        if doubtful:
            self._doubtful[delivery] = None
            if len(self._doubtful) > _MOST:
                del self._doubtful[next(iter(self._doubtful))]
