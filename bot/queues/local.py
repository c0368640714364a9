"""The queue inside this process: nothing of it is kept, the job rows are. A start puts open jobs back in line."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from bot.queues.lane import Line, Waiting
from handlers.ports import Depth, Runner
from storage.database import after_commit

if TYPE_CHECKING:
    from collections.abc import Hashable

    from storage.database import Connection

log = logging.getLogger(__name__)

Finished = Callable[[str, float, bool], None]
"""Told the lane, the seconds that a runner took, and whether it came to its end without an exception."""


class _Lane:
    """Runs the jobs of one line, at most `slots` at once and `per_account` for one account."""

    def __init__(self, name: str, slots: int, per_account: int, finished: Finished) -> None:
        self.name = name
        self.line = Line()
        self.running: dict[int, asyncio.Future[None]] = {}
        self._slots = slots
        self._per_account = per_account
        self._of_account: Counter[Hashable] = Counter()
        self._working: dict[int, Waiting] = {}
        self._away: dict[int, Waiting] = {}
        self._returning: dict[int, asyncio.Future[None]] = {}
        self._finished = finished
        self._runner: Runner | None = None

    def start(self, runner: Runner) -> None:
        self._runner = runner
        self._fill()

    def pause(self) -> None:
        self._runner = None

    def add(self, job: Waiting) -> None:
        if job.job_id not in self.line and job.job_id not in self.running:
            self.line.add(job)
            self._fill()

    def cancel(self, job_id: int) -> None:
        self.line.discard(job_id)
        if task := self.running.get(job_id):
            task.cancel()

    def release(self, job_id: int) -> None:
        """Give a running job's place to the next one; it goes on, and is still known here."""
        job = self._working.pop(job_id, None)
        if job is None:
            return
        self._away[job_id] = job
        self._of_account[job.account_id] -= 1
        if not self._of_account[job.account_id]:
            del self._of_account[job.account_id]
        self._fill()

    async def retake(self, job_id: int) -> None:
        """Wait until a job that gave its place away has one again."""
        if job_id not in self._away:
            return
        returned = self._returning[job_id] = asyncio.get_running_loop().create_future()
        self._fill()
        try:
            await returned
        finally:
            self._returning.pop(job_id, None)

    def _fill(self) -> None:
        while self._runner and len(self._working) < self._slots:
            if not (self._bring_back() or self._begin(self._runner)):
                return

    def _has_room(self, account_id: "Hashable") -> bool:
        return self._of_account[account_id] < self._per_account

    def _take_place(self, job: Waiting) -> None:
        self._of_account[job.account_id] += 1
        self._working[job.job_id] = job

    def _bring_back(self) -> bool:
        for job_id, returned in self._returning.items():
            if not returned.done() and self._has_room(self._away[job_id].account_id):
                self._take_place(self._away.pop(job_id))
                returned.set_result(None)
                return True
        return False

    def _begin(self, runner: Runner) -> bool:
        job = self.line.take(self._has_room)
        if job is None:
            return False
        self._take_place(job)
        task = asyncio.ensure_future(runner(job.job_id))
        self.running[job.job_id] = task
        # A callback and no `finally`: a task that is cancelled before its first step never enters its coroutine.
        task.add_done_callback(partial(self._ended, job, time.perf_counter()))
        return True

    def _ended(self, job: Waiting, began: float, task: asyncio.Future[None]) -> None:
        del self.running[job.job_id]
        failure = None if task.cancelled() else task.exception()
        if failure:
            log.error("runner failed", exc_info=failure, extra={"lane": self.name, "row": job.job_id})
        self._finished(self.name, time.perf_counter() - began, failure is None)
        self.release(job.job_id)
        self._away.pop(job.job_id, None)


class LocalQueue:
    """Hands jobs to runners in this process, fairly between accounts."""

    def __init__(
        self, slots: Mapping[str, int], *, waiting: int, per_account: int, finished: Finished = lambda *_: None
    ) -> None:
        """Open a lane for each name in `slots`. A lane in which `waiting` jobs wait says that it is full."""
        self._waiting = waiting
        self._lanes = {name: _Lane(name, count, per_account, finished) for name, count in slots.items()}

    def hand_over(self, connection: "Connection", job_id: int, lane: str, account_id: int, priority: int = 0) -> None:
        """Queue a job once the open transaction commits. A job that the lane already holds is not queued twice."""
        into = self._lanes[lane]
        after_commit(connection, lambda: into.add(Waiting(job_id, account_id, priority, time.monotonic())))

    def place(self, job_id: int) -> int | None:
        """Return the place in line, 1 for the next; None when it is running or unknown."""
        places = (lane.line.place(job_id) for lane in self._lanes.values())
        return next((place for place in places if place is not None), None)

    def places(self) -> Mapping[int, int]:
        """Return the place in line of every job that waits, all lanes together."""
        return {job_id: place for lane in self._lanes.values() for job_id, place in lane.line.places().items()}

    def cancel(self, job_id: int) -> None:
        """Forget a waiting job, or cancel the runner that works on it."""
        for lane in self._lanes.values():
            lane.cancel(job_id)

    def release(self, job_id: int) -> None:
        """Give the place of a running job to the next in line: it only waits for its chat from now on."""
        for lane in self._lanes.values():
            lane.release(job_id)

    async def retake(self, job_id: int) -> None:
        """Wait until a job that gave its place away has one again; it comes before those that have not begun."""
        for lane in self._lanes.values():
            await lane.retake(job_id)

    def depth(self) -> Mapping[str, Depth]:
        """Return how busy each lane is."""
        now = time.monotonic()
        return {
            name: Depth(len(lane.line), len(lane.running), now - (lane.line.oldest() or now))
            for name, lane in self._lanes.items()
        }

    def full(self, lane: str) -> int | None:
        """Return how many wait when the lane takes no more, else None."""
        waiting = len(self._lanes[lane].line)
        return waiting if waiting >= self._waiting else None

    async def start(self, runners: Mapping[str, Runner]) -> None:
        """Begin to run what was handed over, each lane with its runner."""
        for name, runner in runners.items():
            self._lanes[name].start(runner)

    async def stop(self, grace: float) -> None:
        """Start nothing more and give running work `grace` seconds, then cancel it: the next start picks up its row."""
        for lane in self._lanes.values():
            lane.pause()
        tasks = [task for lane in self._lanes.values() for task in lane.running.values()]
        _, unfinished = await asyncio.wait(tasks, timeout=grace) if tasks else (set(), set())
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
