"""Every tool works on the largest pictures that are let in, within a worker's memory."""

import asyncio
import io
from collections.abc import Iterator, Mapping
from functools import cache

import psutil
import pytest
from PIL import Image

from tests.proofs.counts import WHOLE
from tests.tools.files import photo
from tools.catalog import load_catalog
from tools.engine import Engine
from tools.limits import Limits
from tools.tool import Takes
from tools.work import Step, Target, Work

SIZE = (8164, 6120)
PATIENCE = 300
LIMITS = Limits(light_seconds=PATIENCE, heavy_seconds=PATIENCE)
AT_REST = 250_000_000
CATALOG = load_catalog()
HUNGRIEST = (("rotate", {"angle": 30}), ("blur", {"radius": 24, "kind": "zoom"}), ("sharpen", {"radius": 10}))


def orders() -> list[tuple[str, Mapping[str, object]]]:
    """Return every example of every tool for pictures, with its name, and those that need most memory."""
    if not WHOLE:
        return list(HUNGRIEST)
    tools = [tool for tool in CATALOG.values() if tool.takes not in (Takes.NOTHING, Takes.SOURCE)]
    written = [("convert", {"to": format}) for format in Target().formats if format != "avif"]
    return [*((tool.name, example) for tool in tools for example in tool.examples), *written, *HUNGRIEST]


@cache
def picture(format: str) -> bytes:
    """Return an opaque JPEG or a half transparent PNG of nearly 50 megapixels."""
    image = photo(SIZE[0] // 4, SIZE[1] // 4).quantize(64).convert("RGB").resize(SIZE, Image.Resampling.NEAREST)
    if format == "PNG":
        image.putalpha(Image.radial_gradient("L").resize(SIZE).point(lambda value: max(0, 230 - value)))
    result = io.BytesIO()
    image.save(result, format, compress_level=1)
    return result.getvalue()


@pytest.fixture(scope="module")
def engine() -> Iterator[tuple[asyncio.Runner, Engine]]:
    """One engine of one worker for all of them, as it goes on from picture to picture in a running Darkroom."""
    with asyncio.Runner() as runner:
        engine = Engine(LIMITS, workers=1)
        runner.run(engine.start())
        yield runner, engine
        runner.run(engine.stop())


@pytest.mark.proof
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("format", ["JPEG", "PNG"] if WHOLE else ["PNG"])
@pytest.mark.parametrize("order", orders(), ids=str)
def test_a_picture_of_fifty_megapixels_is_worked_on(
    engine: tuple[asyncio.Runner, Engine], order: tuple[str, Mapping[str, object]], format: str
) -> None:
    name, given = order
    work = Work((Step(name, CATALOG[name].bind(given)),), (picture(format),))
    runner, workers = engine
    result = runner.run(workers.run(work))

    print(f"\n{name} {dict(given)} {format}: {result.seconds:.1f} s, {result.peak_bytes / 1e6:.0f} MB", end="")
    assert result.media[0].data
    assert result.peak_bytes < LIMITS.memory
    assert runner.run(at_rest()) < AT_REST


async def at_rest() -> int:
    """Return the bytes that the largest process of ours has, once what was let go of is gone."""
    for _ in range(100):
        await asyncio.sleep(0.02)
        largest = max(_bytes_of(child) for child in psutil.Process().children(recursive=True))
        if largest < AT_REST:
            break
    return largest


def _bytes_of(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
