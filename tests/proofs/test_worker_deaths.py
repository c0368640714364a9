"""A picture that kills whoever works on it is given up after three attempts, and its price comes back."""

import asyncio
import io
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from PIL import Image

from tests.proofs.bot_process import BotProcess
from tests.proofs.visitor import Visitor

ATTEMPTS = 3
CREDITS = 100
SETTINGS = {"PRICES__ENABLED": "true", "PRICES__TOOLS": '{"rotate": 5, "flip": 1}'}


def picture(side: int) -> bytes:
    result = io.BytesIO()
    Image.radial_gradient("L").resize((side, side)).convert("RGB").save(result, "JPEG")
    return result.getvalue()


async def killed_at_work(bot: BotProcess) -> None:
    """Kill the workers in each attempt, until the job is settled."""
    seen = 0
    for _ in range(6000):
        found = bot.rows("SELECT state, attempt FROM jobs")
        if found and found[0][0] not in ("reserved", "running"):
            return
        if found and found[0][0] == "running" and found[0][1] != seen:
            seen = int(str(found[0][1]))
            await asyncio.sleep(0.1)
            for worker in bot.workers():
                with suppress(psutil.NoSuchProcess):
                    worker.kill()
        await asyncio.sleep(0.01)
    raise AssertionError("the job was not settled")


@pytest.mark.proof
async def test_a_job_whose_worker_dies_three_times_ends_failed_and_refunded(tmp_path: Path) -> None:
    async with BotProcess(tmp_path, SETTINGS) as bot, Visitor(await bot.start()) as visitor:
        upload = await visitor.upload(picture(6500))
        await bot.command("grant", f"web:{visitor.id}", str(CREDITS))
        visitor.listen()
        job = (await visitor.send("deadly-picture", "/rotate 7 | /blur 20 | /rotate 7", upload))["job"]
        await killed_at_work(bot)
        settled = await visitor.settled(job)
        assert (settled["state"], settled["error"]) == ("failed", "crashed")
        assert bot.rows("SELECT attempt FROM jobs") == [(ATTEMPTS,)]
        assert bot.rows("SELECT kind FROM ledger WHERE job_id IS NOT NULL ORDER BY kind") == [("hold",), ("refund",)]
        assert bot.rows("SELECT credits FROM accounts") == [(CREDITS,)]
        after = (await visitor.send("good-picture", "/flip", await visitor.upload(picture(100))))["job"]
        assert (await visitor.answered(after))["error"] is None
        await visitor.deaf()
        assert visitor.answers == {(job, False): 1, (after, True): 1}
        assert await bot.stop() == 0
