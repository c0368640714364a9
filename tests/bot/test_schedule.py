"""Upkeep runs again and again, whatever happened the last time."""

import asyncio

from bot.metrics import Metrics
from bot.schedule import Schedule


async def test_upkeep_that_raises_is_counted_and_runs_again() -> None:
    metrics = Metrics()
    runs: list[int] = []

    again = asyncio.Event()

    async def upkeep() -> None:
        runs.append(1)
        if len(runs) > 2:
            again.set()
        raise RuntimeError("the disk is gone")

    schedule = Schedule(metrics)
    schedule.every(0.02, upkeep, "purge")
    schedule.start()
    async with asyncio.timeout(30):
        await again.wait()
    await schedule.stop()
    counted = metrics.registry.get_sample_value("darkroom_upkeep_failures_total", {"name": "purge"})
    assert counted is not None
    assert counted >= 2


async def test_upkeep_that_takes_long_is_not_started_twice_at_once() -> None:
    running, most, ended = 0, 0, 0
    thrice = asyncio.Event()

    async def upkeep() -> None:
        nonlocal running, most, ended
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        ended += 1
        if ended == 3:
            thrice.set()

    schedule = Schedule(Metrics())
    schedule.every(0.01, upkeep, "slow")
    schedule.start()
    async with asyncio.timeout(30):
        await thrice.wait()
    await schedule.stop()
    assert most == 1


async def test_upkeep_runs_once_at_the_start_and_does_not_delay_it() -> None:
    ran = asyncio.Event()

    async def upkeep() -> None:
        ran.set()

    schedule = Schedule(Metrics())
    schedule.every(3600, upkeep, "purge")
    schedule.start()
    at_the_start = ran.is_set()
    async with asyncio.timeout(30):
        await ran.wait()
    await schedule.stop()
    assert not at_the_start


async def test_stopping_waits_until_upkeep_has_let_go() -> None:
    running, let_go = asyncio.Event(), asyncio.Event()

    async def upkeep() -> None:
        running.set()
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0.05)
            let_go.set()

    metrics = Metrics()
    schedule = Schedule(metrics)
    schedule.every(3600, upkeep, "purge")
    schedule.start()
    await running.wait()

    await schedule.stop()

    assert let_go.is_set()
    assert metrics.registry.get_sample_value("darkroom_upkeep_failures_total", {"name": "purge"}) is None


async def test_a_schedule_that_never_started_can_be_stopped() -> None:
    await Schedule(Metrics()).stop()
