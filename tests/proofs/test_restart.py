"""What waits when Darkroom ends is done by the next start: each job once, in the order in which one person asked."""

import asyncio
import io
import secrets
import time
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from PIL import Image

from tests.proofs.bot_process import BotProcess
from tests.proofs.counts import WHOLE, count
from tests.proofs.visitor import Visitor

JOBS = count(1000)
PEOPLE = 10 if WHOLE else 2
SETTINGS = {
    "PRICES__ENABLED": "true",
    "PRICES__TOOLS": '{"flip": 1}',
    "JOBS__WAITING_PER_USER": str(JOBS),
    "QUEUE__WAITING": str(2 * JOBS),
    "LIMITS__LIGHT_SECONDS": "300",
}


def picture() -> bytes:
    result = io.BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(result, "JPEG")
    return result.getvalue()


async def open_account(bot: BotProcess, visitor: Visitor) -> str:
    upload = await visitor.upload(picture())
    await bot.command("grant", f"web:{visitor.id}", str(JOBS), "--cause", visitor.id)
    return upload


async def order(visitor: Visitor, upload: str, number: int) -> None:
    for _ in range(number):
        assert (await visitor.send(secrets.token_hex(8), "/flip", upload))["job"]


@pytest.mark.proof
@pytest.mark.timeout(900)
async def test_a_thousand_waiting_jobs_settle_after_a_restart(tmp_path: Path) -> None:
    async with BotProcess(tmp_path, SETTINGS) as bot, AsyncExitStack() as doors:
        address = await bot.start()
        people = [await doors.enter_async_context(Visitor(address)) for _ in range(PEOPLE)]
        uploads = [await open_account(bot, person) for person in people]
        asleep = bot.workers()
        for worker in asleep:
            worker.suspend()
        await asyncio.gather(*(order(*each, JOBS // PEOPLE) for each in zip(people, uploads, strict=True)))
        await bot.kill()
        for worker in asleep:
            worker.kill()
        await settle_after_restart(bot)


async def settle_after_restart(bot: BotProcess) -> None:
    waiting = len(bot.rows("SELECT 1 FROM jobs WHERE state IN ('reserved', 'running')"))
    assert waiting > 0.95 * JOBS

    began = time.monotonic()
    await bot.start()
    served = time.monotonic() - began
    first = None
    while open_jobs := bot.rows("SELECT 1 FROM jobs WHERE state NOT IN ('delivered', 'failed')"):
        first = first or (time.monotonic() - began if len(open_jobs) < waiting else None)
        await asyncio.sleep(0.1)
    print(
        f"\n{waiting} jobs waited; first page {served:.1f} s, all done {time.monotonic() - began:.1f} s after the start"
    )
    print(f"first result {first:.1f} s after the start" if first else "every result came within one look")
    assert await bot.stop() == 0
    assert bot.rows("SELECT state, count(*) FROM jobs GROUP BY state") == [("delivered", JOBS)]
    assert bot.rows("SELECT kind, count(*) FROM ledger WHERE job_id IS NOT NULL GROUP BY kind ORDER BY kind") == [
        ("capture", JOBS),
        ("hold", JOBS),
    ]
    for (account,) in bot.rows("SELECT id FROM accounts"):
        started = bot.rows("SELECT id FROM jobs WHERE account_id = ? ORDER BY started_at, id", account)
        assert started == sorted(started)
