"""The clock, the queue and the engine of a house: the simplest that keep their promises, in the hands of a test."""

import asyncio
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from handlers.ports import Depth, Runner
from storage.database import Connection, after_commit
from tools.engine import Engine
from tools.limits import Limits
from tools.process import process
from tools.work import Result, Work


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


class HereQueue:
    """The simplest queue that keeps the port's promises; the test runs it with `drain`."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[str, int], None] = {}
        self.running: dict[tuple[str, int], asyncio.Task[None]] = {}
        self.most = 1000
        self.released: list[int] = []
        self.retaken: list[int] = []
        self._runners: Mapping[str, Runner] = {}

    def hand_over(self, connection: Connection, job_id: int, lane: str, account_id: int, priority: int = 0) -> None:
        def add() -> None:
            if (lane, job_id) not in self.running:
                self.waiting.setdefault((lane, job_id))

        after_commit(connection, add)

    def place(self, job_id: int) -> int | None:
        line = [waiting for _, waiting in self.waiting]
        return line.index(job_id) + 1 if job_id in line else None

    def places(self) -> Mapping[int, int]:
        return {job_id: place for place, (_, job_id) in enumerate(self.waiting, 1)}

    def cancel(self, job_id: int) -> None:
        for lane in ("cpu", "deliver"):
            self.waiting.pop((lane, job_id), None)
            if task := self.running.get((lane, job_id)):
                task.cancel()

    def release(self, job_id: int) -> None:
        self.released.append(job_id)

    async def retake(self, job_id: int) -> None:
        self.retaken.append(job_id)

    def depth(self) -> Mapping[str, Depth]:
        return {"cpu": Depth(len(self.waiting), len(self.running), 0)}

    def full(self, lane: str) -> int | None:
        return len(self.waiting) if len(self.waiting) >= self.most else None

    async def start(self, runners: Mapping[str, Runner]) -> None:
        self._runners = runners

    async def stop(self, grace: float) -> None:
        self.waiting.clear()

    async def drain(self) -> None:
        """Run everything in line, and what it puts in line, one after another."""
        while self.waiting:
            lane, job_id = next(iter(self.waiting))
            del self.waiting[lane, job_id]
            task = asyncio.ensure_future(self._runners[lane](job_id))
            self.running[lane, job_id] = task
            try:
                await task
            finally:
                del self.running[lane, job_id]


class HereEngine(Engine):
    """The real work in this process, without waiting for worker processes; `troubles` come first, in order."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits, 1)
        self.works: list[Work] = []
        self.troubles: deque[BaseException] = deque()

    async def run(self, work: Work) -> Result:
        self.works.append(work)
        await asyncio.sleep(0)
        if self.troubles:
            raise self.troubles.popleft()
        return process(work, self._limits)
