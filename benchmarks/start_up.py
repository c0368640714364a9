"""How soon the first page is there, and what an idle Darkroom keeps in memory."""

import asyncio
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.served import served
from tests.proofs.bot_process import BotProcess

_MEGABYTE = 1_000_000
_SETTLE_SECONDS = 3


async def figures(runs: int) -> AsyncIterator[Figure]:
    """Yield the seconds to the first page, on new data and later, and resident megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        times = [await _first_page(BotProcess(Path(folder), {})) for _ in range(runs + 1)]
    yield Figure("first page after `bot run`, new database", times[0], "s")
    yield Figure("first page after `bot run`, median", median(times[1:]), "s", 2)
    async with served() as (bot, _):
        await asyncio.sleep(_SETTLE_SECONDS)
        main, *_ = bot.family()
        workers = [worker.memory_info().rss / _MEGABYTE for worker in bot.workers()]
        yield Figure("the bot's own process, idle, resident", main.memory_info().rss / _MEGABYTE, "MB", 160)
        yield Figure(f"one of {len(workers)} workers, idle, resident", max(workers), "MB")


async def _first_page(bot: BotProcess) -> float:
    began = time.perf_counter()
    async with bot:
        address = await bot.start()
        await asyncio.to_thread(_get, address)
        return time.perf_counter() - began


def _get(address: str) -> None:
    with urllib.request.urlopen(address) as page:  # noqa: S310 - a loopback address of our own
        assert page.read()
