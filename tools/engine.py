"""Runs work in sandboxed worker processes: one picture's trouble is one clear answer, and the others go on."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from os import cpu_count

from tools.catalog import load_catalog
from tools.errors import OutOfMemory, TimedOut, ToolError, WorkerDied
from tools.limits import Limits
from tools.pool import Worker, start_fork_server
from tools.sandbox import SandboxReport, probe
from tools.tool import Cost
from tools.work import Result, Work
from tools.worker import work_on

_LOG = logging.getLogger(__name__)
_PATIENCE = 5
"""Seconds that a worker's own end may come late before its pool is taken down from outside."""

_WORN = 0.25
"""The share of its memory that a worker may have used at once and still be given another picture. Freed memory comes
back in pieces: after one large picture there was no piece left for the next, where a new process had room."""

_PAUSE = 1
"""Seconds before a worker that could not start may be tried again, so that a broken installation does not spin."""


@dataclass(frozen=True, slots=True)
class EngineState:
    """How many workers there are, how many work, and which locks hold in them (until one is up: could hold)."""

    workers: int
    running: int
    sandbox: SandboxReport


class Engine:
    """A few worker processes. Dear work never takes the last of them, so that quick work always gets through."""

    def __init__(self, limits: Limits, workers: int = 0) -> None:
        """`workers` 0 makes one for each processor, at least two."""
        self._limits = limits
        self._count = workers or max(2, cpu_count() or 0)
        self._dear = asyncio.Semaphore(max(1, self._count - 1))
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._answers: set[asyncio.Future[Result | ToolError]] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._workers: set[Worker] = set()
        self._stopped = False
        self._sandbox = probe()

    async def start(self) -> None:
        """Begin to start the workers and return at once; work that comes sooner waits for them."""
        for _ in range(self._count):
            self._do(self._open(Worker(self._limits)))

    async def run(self, work: Work) -> Result:
        """Do the work in a worker and return its result; raises ToolError. Cancelling kills the worker."""
        seconds = self._seconds(work)
        dear: AbstractAsyncContextManager[None] = nullcontext()
        async with self._dear if seconds > self._limits.light_seconds else dear:
            worker = await self._free.get()
            answer = await self._ask(worker, work, seconds)
        if isinstance(answer, WorkerDied) and answer.facts:
            _LOG.error("a tool failed in a way nobody foresaw: %s", answer.facts)
        if isinstance(answer, ToolError):
            raise answer
        return answer

    async def stop(self) -> None:
        """Kill every worker. Work that still runs ends with WorkerDied."""
        self._stopped = True
        for answer in self._answers:
            answer.cancel()
        for chore in self._chores:
            chore.cancel()
        workers = list(self._workers)
        await asyncio.gather(*(asyncio.to_thread(worker.stop) for worker in workers))
        for worker in workers:  # Whoever waits for one gets it, finds it closed and is answered.
            self._free.put_nowait(worker)

    def state(self) -> EngineState:
        """Tell how busy the engine is and how well its workers are locked."""
        return EngineState(self._count, len(self._answers), self._sandbox)

    def _seconds(self, work: Work) -> int:
        """The wall-clock limit of the dearest step. No picture may use a second class of its own on top."""
        costs = {load_catalog()[step.tool].cost for step in work.steps}
        return self._limits.heavy_seconds if Cost.HEAVY in costs else self._limits.light_seconds

    async def _ask(self, worker: Worker, work: Work, seconds: int) -> Result | ToolError:
        try:
            return await self._answer(worker, work, seconds)
        except TimeoutError:
            return TimedOut(limit_seconds=seconds)
        except (OSError, RuntimeError, EOFError) as error:  # pebble's ProcessExpired and BrokenProcessPool among them
            _LOG.warning("a worker died: %s", error)
            return WorkerDied()
        except asyncio.CancelledError:
            if not self._stopped:
                raise
            return WorkerDied()

    async def _answer(self, worker: Worker, work: Work, seconds: int) -> Result | ToolError:
        """Wait for the worker's answer; without one the worker is replaced before it is used again."""
        try:
            scheduled = worker.schedule(work_on, work, self._limits, seconds + _PATIENCE, timeout=seconds)
            answer = asyncio.wrap_future(scheduled)
            self._answers.add(answer)
            answer.add_done_callback(self._answers.discard)
            found = await asyncio.wait_for(answer, seconds + _PATIENCE)
        except BaseException:
            self._do(self._replace(worker))
            raise
        if self._is_worn(found):
            self._do(self._replace(worker))
        else:
            self._free.put_nowait(worker)
        return found

    def _is_worn(self, answer: Result | ToolError) -> bool:
        """Whether a worker had so much in memory that the next large picture may not find enough in one piece."""
        if isinstance(answer, ToolError):
            return isinstance(answer, OutOfMemory)
        return answer.peak_bytes > _WORN * self._limits.memory

    async def _replace(self, worker: Worker) -> None:
        self._workers.discard(worker)
        await asyncio.to_thread(worker.stop)
        await self._open(Worker(self._limits))

    async def _open(self, worker: Worker) -> None:
        """Start a worker and offer it. One that cannot start is offered too: whoever takes it is told at once."""
        self._workers.add(worker)
        try:
            start_fork_server()
            self._sandbox = await asyncio.to_thread(worker.open)
        except (OSError, RuntimeError, EOFError) as error:
            _LOG.error("a worker could not start: %s; `python -m bot doctor` tells what is missing", error)
            await asyncio.sleep(_PAUSE)
        self._free.put_nowait(worker)

    def _do(self, chore: Coroutine[None, None, None]) -> None:
        if self._stopped:
            chore.close()
            return
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
