"""Pictures made to keep a decoder busy for ever hold up nobody for long."""

import asyncio
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.proofs.bot_process import BotProcess
from tests.proofs.corpus import corpus_file
from tests.proofs.visitor import Visitor

GOOD = 20
SECONDS = 30


def picture() -> bytes:
    result = io.BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(result, "JPEG")
    return result.getvalue()


def endless() -> bytes:
    """Return an animation that is within every limit and keeps a worker busy until it is ended."""
    result = io.BytesIO()
    disc = Image.radial_gradient("L").resize((900, 550)).point(lambda value: value // 32 * 32)
    frames = [disc.transform(disc.size, Image.Transform.AFFINE, (1, 0, n, 0, 1, n)) for n in range(280)]
    frames[0].save(result, "GIF", save_all=True, append_images=frames[1:], optimize=False)
    return result.getvalue()


def scans() -> bytes:
    return corpus_file("generated/jpeg_scan_bomb.jpg").read_bytes()


def frames() -> bytes:
    return corpus_file("generated/gif_frames_x_pixels.gif").read_bytes()


@pytest.mark.proof
@pytest.mark.parametrize(
    ("bomb", "order"),
    [(scans, "/convert png"), (frames, "/gif"), (endless, "/" + " | ".join(["blur 0.7 | sharpen"] * 4))],
)
async def test_twenty_good_pictures_behind_three_bombs_are_done_in_time(
    tmp_path: Path, bomb: Callable[[], bytes], order: str
) -> None:
    async with (
        BotProcess(tmp_path, {"JOBS__WAITING_PER_USER": "50"}) as bot,
        Visitor(await bot.start()) as attacker,
        Visitor(bot.address) as visitor,
    ):
        await attacker.send("agree-to-terms", "/agree")
        upload, powder = await visitor.upload(picture()), await attacker.upload(bomb())
        began = time.monotonic()
        lit = [(await attacker.send(f"bomb-number-{n}", order, powder))["job"] for n in range(3)]
        await asyncio.sleep(0.2)
        asked = [(await visitor.send(f"good-number-{n}", "/convert png", upload))["job"] for n in range(GOOD)]
        done = await asyncio.gather(*(visitor.settled(job) for job in asked))
        took = time.monotonic() - began
        assert {job["state"] for job in done} <= {"done", "delivered"}
        ends = [await attacker.settled(job) for job in lit]
        print(f"\n{GOOD} pictures behind 3 bombs ({bomb.__name__}, {order}): {took:.1f} s;", end=" ")
        print("the bombs:", [each["error"] or each["state"] for each in ends])
        assert took < SECONDS
        assert await bot.stop() == 0
