"""What handlers need from outside. `bot` offers it; handlers know only these shapes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from handlers.reply import Reply
from handlers.request import AttachmentRef, Identity, ReplyTo

if TYPE_CHECKING:
    from storage.database import Connection

Clock = Callable[[], datetime]
"""Returns now, aware and in UTC."""

Runner = Callable[[int], Awaitable[None]]
"""Works on the job with this row id until there is nothing left to do in its lane."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job is: `place` in the queue (1 = next), or running."""

    place: int | None
    running: bool


@dataclass(frozen=True, slots=True)
class Depth:
    """How busy one lane is: jobs waiting, jobs running, seconds that the oldest has waited."""

    waiting: int
    running: int
    oldest_seconds: float


class Fetch(Protocol):
    """Gets the bytes behind an attachment."""

    async def fetch(self, ref: AttachmentRef, max_bytes: int) -> bytes:
        """Return the file; raise SourceGone where it is no more, TooLarge past `max_bytes`.

        Raises FetchLater where the chat asks to wait: whoever fetches then waits without keeping others from it.
        """
        ...


class Send(Protocol):
    """Brings answers to a chat."""

    async def send(self, to: ReplyTo, reply: Reply, delivery: str) -> None:
        """Show `reply`. `delivery` is the same for every try of one answer, so a chat that can leaves out repeats.

        Raises Rejected (AnswerRefused where another answer may get through), Uncertain or NotNow.
        """
        ...

    async def progress(self, to: ReplyTo, job: str, state: Progress) -> None:
        """Show how far the job with this public id is. Best effort: it raises nothing."""
        ...

    async def stopped(self, to: ReplyTo, reply: Reply) -> None:
        """Show `reply` where the status of its job stands, if it has one: the job was cancelled, no result will come.

        Who cancelled it is answered by itself. Best effort: it raises nothing.
        """
        ...

    async def forget(self, person: Identity) -> None:
        """Drop what the adapter itself remembers of somebody who is erased. It raises nothing."""
        ...


class Admins(Protocol):
    """Knows who runs a group."""

    async def is_admin(self, group: str, identity: Identity) -> bool:
        """Ask the chat whether this person is an admin of the group; its answer may be a minute old.

        Raises AdminsUnknown where the chat gave none.
        """
        ...


class Queue(Protocol):
    """Hands job ids to runners at least once. It knows nothing of money, people or files."""

    def hand_over(self, connection: "Connection", job_id: int, lane: str, account_id: int, priority: int = 0) -> None:
        """Queue a job once the open transaction commits. A job that this lane already holds is not queued twice.

        Those of a higher priority go first, though never alone: the others keep moving.
        """
        ...

    def place(self, job_id: int) -> int | None:
        """Return the place in line, 1 for the next; None when it is running or unknown."""
        ...

    def places(self) -> Mapping[int, int]:
        """Return the place in line of every job that waits, by its number: for those who ask for many."""
        ...

    def cancel(self, job_id: int) -> None:
        """Forget a waiting job, or cancel the runner that works on it."""
        ...

    def release(self, job_id: int) -> None:
        """Give the place of a running job to the next in line: it only waits for its chat from now on.

        It still counts as running: it can be cancelled, and is not queued a second time.
        """
        ...

    async def retake(self, job_id: int) -> None:
        """Wait for a place again, given away by `release`; return at once where it was not."""
        ...

    def depth(self) -> Mapping[str, Depth]:
        """Return how busy each lane is."""
        ...

    def full(self, lane: str) -> int | None:
        """Return how many wait when the lane takes no more, else None."""
        ...

    async def start(self, runners: Mapping[str, Runner]) -> None:
        """Begin to run what was handed over, each lane with its runner."""
        ...

    async def stop(self, grace: float) -> None:
        """Take on nothing new, and give running work `grace` seconds to end."""
        ...
