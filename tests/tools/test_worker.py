"""Inside a locked worker every codec still works, and each picture's memory is measured by itself."""

import os
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import av
import numpy
import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from tools.catalog import load_catalog
from tools.engine import Engine
from tools.errors import Corrupt, OutOfMemory
from tools.limits import Limits
from tools.pool import Worker, start_fork_server
from tools.work import Result, Step, Work
from tools.worker import work_on

SIZE = (96, 64)
FLIP = Step("flip", load_catalog()["flip"].bind({}))


@pytest.fixture
async def engine() -> AsyncIterator[Engine]:
    engine = Engine(Limits(), workers=2)
    await engine.start()
    yield engine
    await engine.stop()


def picture(size: tuple[int, int] = SIZE) -> Image.Image:
    across = numpy.linspace(0, 255, size[0], dtype=numpy.uint8)
    return Image.fromarray(numpy.stack([numpy.tile(across, (size[1], 1))] * 3, axis=2))


def encoded(format_: str, size: tuple[int, int] = SIZE) -> bytes:
    register_heif_opener()
    result = BytesIO()
    picture(size).save(result, format_)
    return result.getvalue()


def clip(codec: str, container: str) -> bytes:
    result = BytesIO()
    with av.open(result, "w", format=container) as file:
        stream = file.add_stream(codec, rate=10)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for _ in range(3):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(numpy.asarray(picture()), format="rgb24")))
        file.mux(stream.encode())
    return result.getvalue()


SOURCES = {
    **{name: encoded(name) for name in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "BMP", "TIFF")},
    "MP4": clip("libx264", "mp4"),
    "WebM": clip("libvpx-vp9", "webm"),
}


def convert(data: bytes) -> Work:
    return Work((Step("convert", load_catalog()["convert"].bind({"to": "png"})),), (data,))


@pytest.mark.parametrize("name", SOURCES)
async def test_every_format_is_decoded_behind_the_lock(engine: Engine, name: str) -> None:
    result = await engine.run(Work((FLIP,), (SOURCES[name],)))
    assert (result.media[0].width, result.media[0].height) == SIZE


async def test_memory_is_measured_for_each_picture_by_itself(engine: Engine) -> None:
    small, large = SOURCES["JPEG"], encoded("JPEG", (6000, 4000))
    alone = Engine(Limits(), workers=1)
    await alone.start()
    before, heavy, after = [await alone.run(convert(data)) for data in (small, large, small)]
    await alone.stop()
    assert heavy.peak_bytes > before.peak_bytes + 3 * 6000 * 1000
    assert after.peak_bytes < heavy.peak_bytes


async def test_a_picture_that_needs_more_memory_than_allowed_is_refused_as_such() -> None:
    engine = Engine(Limits(memory=120_000_000), workers=1)
    await engine.start()
    try:
        with pytest.raises(OutOfMemory):
            await engine.run(Work((FLIP,), (encoded("PNG", (7000, 7000)),)))
        assert isinstance(await engine.run(convert(SOURCES["PNG"])), Result)
    finally:
        await engine.stop()


async def test_what_is_no_picture_is_refused_by_the_worker_and_the_worker_goes_on(engine: Engine) -> None:
    with pytest.raises(Corrupt):
        await engine.run(convert(SOURCES["PNG"][:60]))
    assert await engine.run(convert(SOURCES["PNG"]))


def pages_fetched(process: int) -> int:
    """Return how many pages of memory the kernel has given a process so far (proc(5), minflt)."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[7])


def test_memory_is_kept_from_one_picture_to_the_next() -> None:
    start_fork_server()
    worker, limits = Worker(Limits()), Limits()
    try:
        process = worker.schedule(os.getpid, timeout=20).result()
        work = convert(encoded("JPEG", (2000, 1500)))
        fetched = []
        for _ in range(4):
            before = pages_fetched(process)
            assert isinstance(worker.schedule(work_on, work, limits, 20, timeout=20).result(), Result)
            fetched.append(pages_fetched(process) - before)
        assert fetched[-1] < fetched[0] / 2
    finally:
        worker.stop()


def test_what_a_codec_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    start_fork_server()
    worker = Worker(Limits())
    try:
        written = worker.schedule(os.write, 2, b"TIFFReadDirectory: Warning, unknown field", timeout=20).result()
    finally:
        worker.stop()

    assert written > 0
    assert capfd.readouterr().err == ""
