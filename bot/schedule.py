"""When each upkeep function runs. What it does stands in the function."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.metrics import Metrics

Upkeep = Callable[[], Awaitable[None]]


class Schedule:
    """Runs each upkeep function at its interval, never twice at once; one that raises is counted and runs again."""

    def __init__(self, metrics: Metrics) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._scheduler.add_listener(lambda event: _count(metrics, event), EVENT_JOB_ERROR)
        self._running: set[asyncio.Task[None] | None] = set()

    def every(self, seconds: float, upkeep: Upkeep, name: str) -> None:
        """Run `upkeep` each `seconds` seconds, the first time right after the start, which does not wait for it."""

        async def run() -> None:
            task = asyncio.current_task()
            self._running.add(task)
            try:
                with suppress(asyncio.CancelledError):  # `stop` alone cancels it, and that is no failure
                    await upkeep()
            finally:
                self._running.discard(task)

        self._scheduler.add_job(run, "interval", seconds=seconds, id=name, name=name, next_run_time=datetime.now(UTC))

    def start(self) -> None:
        """Begin; there must be a running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Start nothing more, cancel what runs and wait until it has let go.

        Upkeep commits in steps and is picked up by the next start.
        """
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            await asyncio.gather(*filter(None, self._running), return_exceptions=True)


def _count(metrics: Metrics, event: JobExecutionEvent) -> None:
    metrics.upkeep_failed(event.job_id)
