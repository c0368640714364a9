"""One picture's trouble is one clear answer; whoever comes next notices nothing."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.tools import misbehave
from tools import engine as engine_file
from tools.catalog import load_catalog
from tools.engine import Engine
from tools.errors import TimedOut, WorkerDied
from tools.limits import Limits
from tools.pool import Worker
from tools.sandbox import probe
from tools.tool import Cost
from tools.work import Step, Work

ROOT = Path(__file__).parents[2]
TIMES = 100 if os.environ.get("DARKROOM_PROVE") == "1" else 10
LIMITS = Limits(light_seconds=2, heavy_seconds=6)


@pytest.fixture
async def engine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    """An engine of two workers in which a source's bytes name the deed."""
    monkeypatch.setattr(engine_file, "Worker", partial(Worker, ready=misbehave.ready))
    engine = Engine(LIMITS, workers=2)
    await engine.start()
    yield engine
    await engine.stop()


def deed(name: str, *steps: Step) -> Work:
    return Work(steps, (name.encode(),))


async def who(engine: Engine) -> int:
    return int((await engine.run(deed("say who"))).media[0].data)


async def both(engine: Engine) -> set[int]:
    found: set[int] = set()
    while len(found) < 2:
        found = {await who(engine), await who(engine)}
        await asyncio.sleep(0.02)
    return found


def runs(process: int) -> bool:
    """Tell whether a process does anything; one that nobody has waited for yet does not."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def until_gone(process: int) -> float:
    began = time.monotonic()
    while runs(process):
        await asyncio.sleep(0.02)
        assert time.monotonic() - began < 10
    return time.monotonic() - began


async def test_work_that_comes_before_the_workers_are_up_waits_for_them(engine: Engine) -> None:
    assert await who(engine) != os.getpid()
    assert engine.state().sandbox.missing == probe().missing


async def test_a_worker_that_held_much_at_once_starts_afresh(engine: Engine) -> None:
    before = await both(engine)
    worn = int((await engine.run(deed("swell"))).media[0].data)
    assert worn in before
    await until_gone(worn)
    assert worn not in await both(engine)


async def test_a_crash_in_c_is_one_clear_answer_each_time(engine: Engine) -> None:
    for _ in range(TIMES):
        bad, good = await asyncio.gather(engine.run(deed("crash")), who(engine), return_exceptions=True)
        assert isinstance(bad, WorkerDied)
        assert isinstance(good, int)


async def test_a_worker_that_is_killed_is_one_clear_answer_each_time(engine: Engine) -> None:
    for _ in range(TIMES):
        workers = await both(engine)
        asleep = [asyncio.ensure_future(engine.run(deed("sleep"))) for _ in workers]
        await asyncio.sleep(0.2)
        for process in workers:
            os.kill(process, signal.SIGKILL)
        answers = await asyncio.gather(*asleep, return_exceptions=True)
        assert [type(answer) for answer in answers] == [WorkerDied] * len(workers)
    assert await who(engine)


async def test_work_that_never_ends_is_ended_although_it_never_leaves_c(engine: Engine) -> None:
    began = time.monotonic()
    with pytest.raises(TimedOut) as caught:
        await engine.run(deed("spin"))
    assert caught.value.facts == {"limit_seconds": 2}
    assert time.monotonic() - began < 4


async def test_cancelling_ends_the_process_that_works(engine: Engine) -> None:
    workers = await both(engine)
    spinning = [asyncio.ensure_future(engine.run(deed("spin"))) for _ in workers]
    await asyncio.sleep(0.3)
    for task in spinning:
        task.cancel()
    await asyncio.gather(*spinning, return_exceptions=True)
    assert all(task.cancelled() for task in spinning)
    assert [await until_gone(process) < 1 for process in workers] == [True, True]
    assert await who(engine) not in workers


async def test_twenty_good_pictures_are_not_held_up_by_three_bombs(engine: Engine) -> None:
    began = time.monotonic()
    bombs = [asyncio.ensure_future(engine.run(deed("spin"))) for _ in range(3)]
    await asyncio.sleep(0)
    assert len(await asyncio.gather(*(who(engine) for _ in range(20)))) == 20
    assert time.monotonic() - began < 2 * LIMITS.light_seconds + 2
    assert {type(bomb) for bomb in await asyncio.gather(*bombs, return_exceptions=True)} == {TimedOut}


async def test_dear_work_never_takes_the_last_worker(engine: Engine) -> None:
    dear = next(tool for tool in load_catalog().values() if tool.cost is Cost.HEAVY)
    asleep = [asyncio.ensure_future(engine.run(deed("sleep", Step(dear.name, {})))) for _ in range(3)]
    await who(engine)
    await asyncio.sleep(0.3)
    assert await asyncio.wait_for(who(engine), LIMITS.light_seconds)
    assert not any(task.done() for task in asleep)


async def test_a_failure_that_nobody_foresaw_is_an_answer_and_logged_by_place(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(WorkerDied) as caught:
        await engine.run(deed("something else"))
    assert caught.value.facts["kind"] == "KeyError"
    assert "misbehave.py" in caplog.text


async def test_an_answer_that_is_larger_than_allowed_is_not_read(engine: Engine) -> None:
    with pytest.raises(WorkerDied):
        await engine.run(deed("flood"))
    assert await who(engine)


async def test_stopping_answers_those_who_run_and_those_who_wait(engine: Engine) -> None:
    workers = await both(engine)
    asked = [asyncio.ensure_future(engine.run(deed("sleep"))) for _ in range(4)]
    await asyncio.sleep(0.2)
    began = time.monotonic()
    await engine.stop()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert {type(answer) for answer in answers} == {WorkerDied}
    assert time.monotonic() - began < 2
    assert not any(runs(process) for process in workers)


ABANDONED = """
import asyncio, psutil
from functools import partial
from tests.tools import misbehave
from tools import engine as file
from tools.limits import Limits
from tools.work import Work
async def main():
    file.Worker = partial(file.Worker, ready=misbehave.ready)
    engine = file.Engine(Limits(light_seconds=1), workers=3)
    await engine.start()
    await engine.run(Work((), (b"say who",)))
    spin = asyncio.ensure_future(engine.run(Work((), (b"spin",))))
    await asyncio.sleep(0.3)
    print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_no_process_outlives_a_bot_that_was_killed() -> None:
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ABANDONED), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert bot.stdout
    family = [int(word) for word in (await bot.stdout.readline()).split()]
    assert len(family) >= 4
    bot.kill()
    await bot.wait()
    for process in family:
        await until_gone(process)
