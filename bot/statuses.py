"""Status messages: only for what takes longer than three seconds, edited at most every three, gone with the result."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.asker import asker_of
from handlers.errors import SendError, Uncertain
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import Identity, ReplyTo

log = logging.getLogger(__name__)

QUIET_SECONDS = 3.0
STATUS = "status"
"""The name under which an address holds the status message's number."""

Words = Callable[[ReplyTo, str, Progress], Reply]
Note = Callable[[str, ReplyTo], Awaitable[None]]


class NotShown(Exception):
    """A chat refused a status for good; its next state is tried all the same."""


@dataclass(slots=True)
class Status:
    """What is shown of one job. While it is `sending` it must not be given up."""

    to: ReplyTo
    state: Progress
    task: "asyncio.Task[None] | None" = None
    message_id: int | None = None
    shown: Progress | None = None
    sending: bool = False
    closed: bool = False
    forgotten: bool = False


class Statuses(ABC):
    """What is shown of jobs on their way. `words` makes the text, `note` keeps where it stands over a restart."""

    def __init__(self, words: Words, note: Note, quiet: float = QUIET_SECONDS) -> None:
        self._words = words
        self._note = note
        self._quiet = quiet
        self._jobs: dict[str, Status] = {}

    def begin(self, job: str, to: ReplyTo, state: Progress) -> None:
        """Follow a job: it is spoken of once it has taken longer than the quiet seconds."""
        if job not in self._jobs:
            known = to.extra.get(STATUS)
            status = Status(to, state, message_id=int(known) if known else None)
            self._jobs[job] = status
            status.task = asyncio.create_task(self._follow(job, status, self._quiet))

    def update(self, job: str, to: ReplyTo, state: Progress) -> None:
        """Note how far a job is."""
        self.begin(job, to, state)
        self._jobs[job].state = state

    def hurry(self, job: str, to: ReplyTo, state: Progress) -> None:
        """Follow a job, and speak of it at once."""
        self.begin(job, to, state)
        status = self._jobs[job]
        if status.task and not (status.closed or status.sending or status.shown):
            status.task.cancel()
            status.task = asyncio.create_task(self._follow(job, status, pause=0))

    async def taken(self, job: str, to: ReplyTo) -> int | None:
        """Return the status message that stands for a job, to be replaced by its result; it is edited no more.

        One that is on its way just now is waited for; one that only waits for its turn is given up. A message from
        before a restart is found in the address.
        """
        status = self._jobs.get(job)
        if status is None:
            known = to.extra.get(STATUS)
            return int(known) if known else None
        status.closed = True
        if status.task and not status.sending:
            status.task.cancel()
        elif status.task:
            await asyncio.wait({status.task})
        return status.message_id

    def forget(self, job: str) -> None:
        """Stop following a job. A status message that is on its way just now is deleted when it is there."""
        status = self._jobs.pop(job, None)
        if status is None:
            return
        status.closed = status.forgotten = True
        if status.task and not status.sending:
            status.task.cancel()

    def forget_asker(self, person: Identity) -> None:
        """Stop following the jobs of one person."""
        for job in [job for job, status in self._jobs.items() if asker_of(status.to) == person]:
            self.forget(job)

    async def close(self, grace: float) -> None:
        """Stop following all of them; a message that is on its way has `grace` seconds, so that its number is kept."""
        statuses, self._jobs = list(self._jobs.values()), {}
        for status in statuses:
            status.closed = True
        tasks = {status.task: status.sending for status in statuses if status.task}
        if sending := {task for task, is_sending in tasks.items() if is_sending}:
            await asyncio.wait(sending, timeout=grace)
        for task in tasks:
            task.cancel()

    @abstractmethod
    async def send(self, status: Status, reply: Reply) -> int:
        """Show it, in the place of the message that stands there already, and return the message's number.

        Sets `status.sending` while nobody knows whether it was shown. Raises SendError or NotShown.
        """

    @abstractmethod
    async def delete(self, to: ReplyTo, number: int) -> None:
        """Delete the status message with this number; raises SendError or NotShown."""

    async def _follow(self, job: str, status: Status, pause: float) -> None:
        while not status.closed:
            await asyncio.sleep(pause)
            pause = self._quiet
            if status.state != status.shown and not status.closed:
                try:
                    await self._show(job, status)
                except (SendError, NotShown) as error:
                    log.debug("a status was not shown", extra={"kind": type(error).__name__})

    async def _show(self, job: str, status: Status) -> None:
        state, is_new = status.state, status.message_id is None
        try:
            status.message_id = await self.send(status, self._words(status.to, job, state))
        except Uncertain:
            # One may stand whose number nobody knows: it cannot be edited, and a second one must not join it.
            status.closed = is_new
            raise
        status.shown = state
        if status.forgotten:
            await self.delete(status.to, status.message_id)
        elif is_new:
            status.to = replace(status.to, extra={**status.to.extra, STATUS: str(status.message_id)})
            await self._note(job, status.to)
