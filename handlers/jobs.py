"""The life of a job after it was taken on: run, settle, hand over for delivery; and picked up again after a crash.

The row is the truth. Each step here commits before the next begins, and each begins by asking the row, so that a
process may die between any two of them: whoever picks the job up again goes on from the last commit.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers import sealing
from handlers.delivery import Delivery
from handlers.errors import AnswerRefused, NotDelivered, NotNow, Rejected, Uncertain, Unreachable
from handlers.extras import extras_of
from handlers.failures import stored_facts
from handlers.job_work import Finished, JobWork
from handlers.last_picture import remember
from handlers.ports import Progress
from handlers.request import ReplyTo
from handlers.result import result_reply
from handlers.sentences import KNOWN, Known
from handlers.services import Services
from handlers.submit import kept_for, priority_of
from storage import jobs, uploads, usage
from storage.database import Connection
from storage.jobs import MAX_ATTEMPTS, Job
from tools.errors import WorkerDied

log = logging.getLogger(__name__)

SEND_PAUSES = (1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0)
"""Seconds between two tries at sending a result that is not kept, while its job still runs."""

HELD_BYTES = 256_000_000
"""So many bytes of results may wait for their chats in memory; past that a job keeps its place until it is sent, so
that no more are made."""


@dataclass(frozen=True, slots=True)
class _Done:
    """An attempt whose work is done, to be settled."""

    job: Job
    to: ReplyTo
    work: JobWork
    finished: Finished


class JobRunner:
    """Runs and delivers jobs. One per process; it remembers nothing that a restart could not find in the rows."""

    def __init__(self, services: Services, send_pauses: Sequence[float] = SEND_PAUSES) -> None:
        self._services = services
        self._send_pauses = send_pauses
        self._delivery = Delivery(services)
        self._told: dict[int, int] = {}
        self._held = 0

    async def deliver(self, job_id: int) -> None:
        """Send the answer to a settled job: the runner of the lane "deliver"."""
        await self._delivery.deliver(job_id)

    async def run(self, job_id: int) -> None:
        """Work on a job until it is settled: the runner of every other lane. Cancelling leaves the row as it is."""
        while job := await self._begin(job_id):
            try:
                await self._attempt(job)
            except WorkerDied as error:
                if job.attempt < MAX_ATTEMPTS:
                    continue
                await self._fail(job, error)
            return

    async def reconcile(self) -> None:
        """Pick up what was left lying: hand open rows over again, and answers that did not arrive yet.

        The queue leaves out what it holds already. Called at the start and every few seconds.
        """
        async with self._services.database.read() as connection:
            rows = await jobs.open_jobs(connection)
        rows = [job for job in rows if job.platform in self._services.chats]
        if rows:
            async with self._services.database.write() as connection:
                for job in rows:
                    self._services.queue.hand_over(connection, job.id, job.lane, job.account_id, priority_of(job))
        await self._delivery.reconcile()
        await self._tell_places(rows)

    async def _begin(self, job_id: int) -> Job | None:
        async with self._services.database.write() as connection:
            before = await jobs.get(connection, job_id)
            if before is None or before.platform not in self._services.chats:
                return None
            job = await jobs.begin(connection, job_id, self._services.clock())
            if job is None and before.is_open:
                self._services.queue.hand_over(connection, job_id, "deliver", before.account_id)
            return job

    async def _attempt(self, job: Job) -> None:
        """Do the work and settle; raises WorkerDied alone, with the job still running."""
        try:
            to = self._reply_to(job)
            await self._services.chats[job.platform].send.progress(to, job.public_id, Progress(None, running=True))
            work = JobWork(job, to, self._services)
            done = _Done(job, to, work, await work.do())
            await (self._settle_kept(done) if job.keep_until else self._send_and_settle(done))
        except WorkerDied:
            raise
        except KNOWN as error:
            await self._fail(job, error)
        except Exception:
            log.exception("a job failed", extra={"job": job.public_id, "tools": job.tools})
            await self._fail(job, None)

    async def _send_and_settle(self, done: _Done) -> None:
        """Send a result from memory and settle; keep it after all where there is no way to its owner just now."""
        try:
            arrived = await self._send_held(done.job, done.to, done.finished)
        except Unreachable:
            await self._settle_kept(replace(done, finished=await done.work.keep(done.finished)))
        except AnswerRefused:
            await self._settle_sent(done, False)
            await self._delivery.tell_undelivered(done.job)
        else:
            await self._settle_sent(done, arrived)

    async def _send_held(self, job: Job, to: ReplyTo, finished: Finished) -> bool:
        """Send a result from memory; a chat that makes us wait keeps nobody else's job from being worked on."""
        size = sum(len(data) for data in finished.data if data)
        if self._held + size <= HELD_BYTES:
            self._services.queue.release(job.id)
        self._held += size
        try:
            return await self._send(job, to, finished)
        finally:
            self._held -= size

    async def _send(self, job: Job, to: ReplyTo, finished: Finished) -> bool:
        """Send a result that is not kept. False when the chat refused it for good.

        Raises NotDelivered, Unreachable and AnswerRefused. What may have arrived, or has in part, is never said to have
        failed, whatever comes of the further tries.
        """
        extras = await extras_of(job, to, finished.outcome, self._services)
        reply = result_reply(job, finished.outcome, self._services, finished.data, extras)
        doubts, begun = 0, False
        for pause in (*self._send_pauses, None):
            try:
                await self._services.chats[job.platform].send.send(to, reply, job.public_id)
            except (Rejected, Unreachable) as error:
                if isinstance(error, Unreachable | AnswerRefused) and not (begun or doubts):
                    raise
                return begun or doubts > 0
            except Uncertain:
                doubts += 1
                if doubts == Delivery.UNCERTAIN_TRIES:
                    return True
            except NotNow as error:
                begun = begun or error.begun
                if pause is not None:
                    await asyncio.sleep(pause)
            else:
                return True
        if begun or doubts:
            return True
        raise NotDelivered

    async def _settle_sent(self, done: _Done, arrived: bool) -> None:
        job, now = done.job, self._services.clock()
        async with self._services.database.write() as connection:
            if not arrived:
                await jobs.lock(connection, job.id)
            if not await jobs.succeed(connection, job.id, job.attempt, None, None, now):
                return
            await (jobs.delivered if arrived else jobs.undeliverable)(connection, job.id, now)
            await self._note_success(connection, done)

    async def _settle_kept(self, done: _Done) -> None:
        """Settle a job whose files are stored, and send or hand over its answer; a fenced attempt deletes its files.

        An answer whose files its chat fetches by itself is only a few words, which are sent at once. The sending of
        files may take long: it must not keep the next job from this runner.
        """
        job, finished, now = done.job, done.finished, self._services.clock()
        until = now + self._kept_for(job)
        limits = self._services.chats[job.platform].limits
        at_once = limits.fetches_later
        sealed = sealing.seal_outcome(self._services.vault, job.account_id, finished.outcome)
        with self._delivery.held(job.id):
            async with self._services.database.write() as connection:
                settled = await jobs.succeed(
                    connection,
                    job.id,
                    job.attempt,
                    done.work.result_key,
                    sealed,
                    now,
                    until,
                    sending=at_once,
                    keep_sources=not limits.draws_palette,
                    result_hashes=finished.hashes,
                )
                if settled:
                    await self._note_files(connection, job, finished, until)
                    await self._note_success(connection, done)
                    if not at_once:
                        self._services.queue.hand_over(connection, job.id, "deliver", job.account_id)
            if settled and at_once:
                await self._delivery.attempt(settled)
        if not settled:
            await done.work.discard()

    async def _note_files(self, connection: Connection, job: Job, finished: Finished, until: datetime) -> None:
        now = self._services.clock()
        for made in finished.outcome.files:
            if made.key:
                await uploads.record(connection, made.key, job.account_id, "result", made.bytes, now, until, job.id)

    def _kept_for(self, job: Job) -> timedelta:
        """Return how long its stored results stay; one that was to be sent from memory waits as a paid one does."""
        chat, config = self._services.chats[job.platform].limits, self._services.config
        return kept_for(job.price, chat.fetches_later, config) or timedelta(hours=config.jobs.result_hours)

    async def _fail(self, job: Job, error: Known | None) -> None:
        code, facts = (error.code, stored_facts(error)) if error else ("unexpected", {})
        async with self._services.database.write() as connection:
            if await jobs.fail(connection, job.id, job.attempt, code, facts, self._services.clock()):
                self._services.queue.hand_over(connection, job.id, "deliver", job.account_id)

    async def _note_success(self, connection: Connection, done: _Done) -> None:
        """Count the tools, and remember what came of them as the last picture here."""
        job, work = done.job, done.work
        for tool in dict.fromkeys(job.tools.split("|")):
            await usage.count(connection, job.account_id, tool, self._services.clock().date())
        if done.finished.outcome.goes_on:
            await remember(connection, self._services, job.account_id, done.to, work.pictures, work.steps)

    async def _tell_places(self, rows: Sequence[Job]) -> None:
        """Tell those who wait their place in line, when it changed since they were told."""
        places = self._services.queue.places()
        for job in rows:
            place = places.get(job.id)
            if place and place != self._told.get(job.id):
                to = self._reply_to(job)
                await self._services.chats[job.platform].send.progress(
                    to, job.public_id, Progress(place, running=False)
                )
        self._told = {job.id: places[job.id] for job in rows if job.id in places}

    def _reply_to(self, job: Job) -> ReplyTo:
        return sealing.unseal_reply_to(self._services.vault, job.account_id, job.reply_to or b"")
