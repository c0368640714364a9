"""On a full disk people are told so and pay nothing, nothing breaks, and all goes on when there is room again."""

import io
from pathlib import Path

import aiohttp
import numpy as np
import pytest
from PIL import Image

from tests.conftest import fill
from tests.proofs.bot_process import BotProcess
from tests.proofs.visitor import Visitor

CREDITS = 10
SETTINGS = {
    "PRICES__ENABLED": "true",
    "PRICES__TOOLS": '{"rotate": 1, "resize": 1}',
    "DATABASE__BALLAST_BYTES": "1000000",
}
PAGE = 4096


def photo() -> bytes:
    noise = np.random.default_rng(7).integers(0, 255, (300, 300, 3), dtype=np.uint8)
    result = io.BytesIO()
    Image.fromarray(noise).save(result, "JPEG", quality=95)
    return result.getvalue()


@pytest.mark.proof
async def test_a_full_disk_is_said_and_costs_nothing(tmp_path: Path, small_disk: Path) -> None:
    bot = BotProcess(small_disk, SETTINGS | {"KEYS__FOLDER": f"{tmp_path}/keys"})
    async with bot, Visitor(await bot.start()) as visitor:
        upload = await visitor.upload(photo())
        await bot.command("grant", f"web:{visitor.id}", str(CREDITS))

        filler = fill(small_disk)
        with pytest.raises(aiohttp.ClientResponseError) as refused:
            await visitor.upload(photo())
        assert refused.value.status == 507
        reply = await visitor.send("asked-when-full", "/rotate 90", upload)
        assert reply["error"] == "disk_full"
        assert "Nothing was charged." in reply["text"]
        assert bot.rows("SELECT credits FROM accounts") == [(CREDITS,)]

        filler.unlink()
        job = (await visitor.send("asked-with-room", "/rotate 90", upload))["job"]
        assert (await visitor.settled(job))["state"] in ("done", "delivered")

        # Room for the rows, but not for the result that is to be kept.
        fill(small_disk, leave=50 * PAGE)
        job = (await visitor.send("large-result", "/resize 2000", upload))["job"]
        settled = await visitor.settled(job)
        assert (settled["state"], settled["error"]) == ("failed", "disk_full")
        filler.unlink()

        assert bot.rows("SELECT credits FROM accounts") == [(CREDITS - 1,)]
        assert bot.rows("PRAGMA integrity_check") == [("ok",)]
        job = (await visitor.send("room-again", "/resize 2000", upload))["job"]
        assert (await visitor.settled(job))["state"] in ("done", "delivered")

        fill(small_disk)
        reply = await visitor.press("erase-when-full", await visitor.send("delete-when-full", "/delete"))
        assert "0 entries and 0 files are left" in reply["text"]
        assert bot.rows("SELECT count(*) FROM identities") == [(0,)]
        assert await bot.stop() == 0
