"""Bring the answers of settled jobs to their chats; give back what was paid for one that never arrived."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from handlers import sealing
from handlers.errors import AnswerRefused, NotNow, Rejected, SendError, Uncertain, Unreachable
from handlers.extras import Extras, extras_of
from handlers.outcome import Outcome
from handlers.reply import Reply
from handlers.request import ReplyTo
from handlers.result import failure_reply, result_reply, undelivered_reply
from handlers.services import Services
from storage import jobs
from storage.errors import FileGone, KeyMissing
from storage.jobs import Job

log = logging.getLogger(__name__)

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=5)


class Delivery:
    """Sends answers from what is stored.

    It remembers when to try again, which answers may have arrived, and what goes with each.
    """

    UNCERTAIN_TRIES = 2
    """How often an answer is sent that may have arrived each time; then it counts as delivered and stays paid."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._try_again: dict[int, datetime] = {}
        self._doubtful: set[int] = set()
        self._begun: set[int] = set()
        self._held: set[int] = set()
        self._extras: dict[int, Extras] = {}
        self._is_new = True

    async def deliver(self, job_id: int) -> None:
        """Try once to send the answer to a settled job."""
        async with self._services.database.write() as connection:
            job = await jobs.start_delivery(connection, job_id, self._services.clock())
        if job:
            await self.attempt(job)

    @contextmanager
    def held(self, job_id: int) -> Iterator[None]:
        """Keep `reconcile` from handing the answer to this job over meanwhile: whoever settles it sends it at once."""
        self._held.add(job_id)
        try:
            yield
        finally:
            self._held.discard(job_id)

    async def attempt(self, job: Job) -> None:
        """Send the answer to a settled job, in whose row this try is counted already."""
        try:
            await self._send(job)
        except (Rejected, KeyMissing, FileGone) as error:
            await self._end(job, may_tell=isinstance(error, AnswerRefused))
        except Uncertain:
            doubted_before = job.id in self._doubtful
            self._doubtful.add(job.id)
            if doubted_before:
                await self._note_delivered(job)
        except Unreachable:
            self._postpone(job)
        except NotNow as error:
            if error.begun:
                self._begun.add(job.id)
            self._postpone(job)
        except Exception:
            log.exception("an answer could not be put together", extra={"job": job.public_id})
            self._postpone(job)
        else:
            await self._note_delivered(job)

    async def tell_undelivered(self, job: Job) -> None:
        """Say that the chat refused a result, as far as it takes that."""
        if job.reply_to is None:
            return
        try:
            to = sealing.unseal_reply_to(self._services.vault, job.account_id, job.reply_to)
            reply = undelivered_reply(job, self._services)
            await self._services.chats[job.platform].send.send(to, reply, job.public_id)
        except (SendError, KeyMissing) as error:
            log.info("nobody was told of a refusal", extra={"job": job.public_id, "kind": type(error).__name__})

    def _postpone(self, job: Job) -> None:
        pause = min(_FIRST_PAUSE * 2 ** min(job.delivery_attempts - 1, 10), _LONGEST_PAUSE)
        self._try_again[job.id] = self._services.clock() + pause

    async def reconcile(self) -> None:
        """Hand answers over that did not arrive yet; give up on those that nobody took for a day."""
        now = self._services.clock()
        async with self._services.database.read() as connection:
            unsent = await jobs.undelivered(connection)
        if self._is_new:
            # What was on its way when the last process ended may have arrived.
            self._doubtful.update(job.id for job in unsent if job.delivery_attempts and job.id not in self._try_again)
            self._is_new = False
        due = []
        for job in unsent:
            if now - (job.settled_at or now) > timedelta(hours=self._services.config.jobs.deliver_hours):
                await self._end(job)
            elif self._is_due(job, now):
                due.append(job)
        if due:
            async with self._services.database.write() as connection:
                for job in due:
                    self._services.queue.hand_over(connection, job.id, "deliver", job.account_id)

    def _is_due(self, job: Job, now: datetime) -> bool:
        has_chat = job.platform in self._services.chats
        return has_chat and job.id not in self._held and self._try_again.get(job.id, now) <= now

    async def _send(self, job: Job) -> None:
        services = self._services
        if job.reply_to is None:
            raise Rejected
        to = sealing.unseal_reply_to(services.vault, job.account_id, job.reply_to)
        reply = failure_reply(job, services) if job.state == "failed" else await self._result(job, to)
        await services.chats[job.platform].send.send(to, reply, job.public_id)

    async def _result(self, job: Job, to: ReplyTo) -> Reply:
        services = self._services
        outcome = sealing.unseal_outcome(services.vault, job.account_id, job.result) if job.result else Outcome()
        later = services.chats[job.platform].limits.fetches_later
        data = [
            None if later or made.key is None else await services.files.get(made.key, job.account_id)
            for made in outcome.files
        ]
        if job.id not in self._extras:
            self._extras[job.id] = await extras_of(job, to, outcome, services)
        return result_reply(job, outcome, services, tuple(data), self._extras[job.id])

    async def _end(self, job: Job, may_tell: bool = False) -> None:
        """End it without another try: what arrived in part, or may have, is delivered; anything else is given back."""
        if job.id in self._doubtful | self._begun:
            await self._note_delivered(job)
            return
        await self._give_up(job)
        if may_tell and job.state != "failed":
            await self.tell_undelivered(job)

    async def _note_delivered(self, job: Job) -> None:
        async with self._services.database.write() as connection:
            await jobs.delivered(connection, job.id, self._services.clock())
        self._forget(job)

    async def _give_up(self, job: Job) -> None:
        """End it undelivered: what was paid is given back, once."""
        async with self._services.database.write() as connection:
            await jobs.undeliverable(connection, job.id, self._services.clock())
        self._forget(job)

    def _forget(self, job: Job) -> None:
        self._try_again.pop(job.id, None)
        self._doubtful.discard(job.id)
        self._begun.discard(job.id)
        self._extras.pop(job.id, None)
