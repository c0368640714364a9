"""What Darkroom adds to a tool: upload, job, worker, delivery and download over loopback, beside the tool alone."""

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator

from benchmarks.codecs import jpeg, scene
from benchmarks.figures import Figure, almost_worst, median
from benchmarks.served import served
from tests.proofs.visitor import Visitor
from tools.catalog import load_catalog
from tools.engine import Engine
from tools.limits import Limits
from tools.process import process
from tools.work import Step, Work

_WAITING = 100
_ORDER = "/crop 1:1"


def picture() -> bytes:
    """Return a JPEG of 3 MB (2.95) whose square crop has 1.0 MB at the quality of results."""
    return jpeg(scene(3000, 2000), quality=97)


def work(data: bytes) -> Work:
    """Return the same work as the order that is typed."""
    return Work((Step("crop", load_catalog()["crop"].bind({"ratio": "1:1"})),), (data,))


async def figures(runs: int) -> AsyncIterator[Figure]:
    """Yield milliseconds that a job takes more than the tool, and how quick answers are while jobs wait."""
    data = picture()
    alone, through_worker = _alone(data, runs), await _through_worker(data, runs)
    yield Figure("the tool alone", alone, "ms")
    yield Figure("1 MB written and synced to this disk, median", median(_synced(runs)), "ms")
    yield Figure(f"worker hop, {len(data) / 1e6:.1f} MB in, median", median(through_worker), "ms", 6)
    async with served() as (_, visitor):
        jobs, made = await _jobs(visitor, data, runs)
        over = [taken - alone for taken in jobs]
        yield Figure(
            f"a job over the tool, {len(data) / 1e6:.1f} MB in, {made / 1e6:.1f} MB out, median", median(over), "ms", 30
        )
        yield Figure("a job over the tool, 95th percentile", almost_worst(over), "ms", 60)
        async for figure in _answers_while_jobs_wait(visitor, data):
            yield figure


def _alone(data: bytes, runs: int) -> float:
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        process(work(data), Limits())
        times.append(1000 * (time.perf_counter() - began))
    return median(times[1:])


def _synced(runs: int) -> list[float]:
    """Return milliseconds that a job waits for with its result, and for less in each of its five commits."""
    times = []
    with tempfile.TemporaryFile() as file:
        for _ in range(runs):
            began = time.perf_counter()
            file.write(os.urandom(1_000_000))
            file.flush()
            os.fsync(file.fileno())
            times.append(1000 * (time.perf_counter() - began))
    return times


async def _through_worker(data: bytes, runs: int) -> list[float]:
    engine = Engine(Limits(), workers=2)
    await engine.start()
    hops = []
    for _ in range(runs + 2):
        began = time.perf_counter()
        result = await engine.run(work(data))
        hops.append(1000 * (time.perf_counter() - began - result.seconds))
    await engine.stop()
    return hops[2:]


async def _jobs(visitor: Visitor, data: bytes, runs: int) -> tuple[list[float], int]:
    """Return milliseconds from the first byte up to the last byte down, and the bytes of one result."""
    visitor.listen()
    times, size = [], 0
    for number in range(runs + 2):
        began = time.perf_counter()
        upload = await visitor.upload(data)
        job = (await visitor.send(f"measured-{number:06}", _ORDER, upload))["job"]
        size = len(await visitor.download((await visitor.answered(job))["files"][0]["url"]))
        times.append(1000 * (time.perf_counter() - began))
    await visitor.deaf()
    return times[2:], size


async def _answers_while_jobs_wait(visitor: Visitor, data: bytes) -> AsyncIterator[Figure]:
    upload = await visitor.upload(data)
    await asyncio.gather(*(visitor.send(f"waiting-{number:06}", "/blur 30", upload) for number in range(_WAITING)))
    for order in ("/help", "/privacy"):
        began = time.perf_counter()
        assert (await visitor.send(f"asked-{os.urandom(6).hex()}", order))["text"]
        yield Figure(f"{order} while {_WAITING} jobs wait", time.perf_counter() - began, "s", 1)
