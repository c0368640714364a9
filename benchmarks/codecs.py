"""Decode, work and encode through the engine beside plain Pillow: `python -m benchmarks.codecs [runs]`.

Each row is measured in turns in one process, median of the runs. The floor is decoding and encoding alone. Times of two
machines, or of two days, cannot be compared: the goals are ratios within one run.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from tools.catalog import load_catalog
from tools.encoders.png import write_png
from tools.limits import Limits
from tools.process import process
from tools.work import Step, Work

Call = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Row:
    """One workload: the least there is to do, plain Pillow, and ours; goals as multiples of the floor and of Pillow."""

    name: str
    floor: Call
    plain: Call
    ours: Call
    of_floor: float
    of_plain: float = 1


def scene(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return a picture with the statistics of a photo: soft shapes, edges and some grain."""
    random = np.random.default_rng(seed)
    layers = []
    for side in (4, 16, 64, 256):
        small = random.integers(0, 256, (side, side, 3), dtype=np.uint8)
        layers.append(np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC), np.float32))
    grain = random.normal(0, 4, (height, width, 1)).astype(np.float32)
    mixed = layers[0] * 0.5 + layers[1] * 0.25 + layers[2] * 0.15 + layers[3] * 0.1 + grain
    return Image.fromarray(mixed.clip(0, 255).astype(np.uint8))


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    """Return the picture as a JPEG file by plain Pillow."""
    result = BytesIO()
    image.save(result, "JPEG", quality=quality)
    return result.getvalue()


def animation(frames: int, width: int, height: int) -> bytes:
    """Return a GIF that pans over a scene."""
    wide = scene(width * 2, height)
    shots = [wide.crop((number * 3, 0, number * 3 + width, height)).quantize(256) for number in range(frames)]
    result = BytesIO()
    shots[0].save(result, "GIF", save_all=True, append_images=shots[1:], duration=50, loop=0)
    return result.getvalue()


def through(*steps: tuple[str, Mapping[str, object]], of: bytes) -> Call:
    """Return a call of the engine's `process` with these steps."""
    catalog = load_catalog()
    work = Work(tuple(Step(name, catalog[name].bind(given)) for name, given in steps), (of,))
    return lambda: process(work, Limits()).media[0].data


def plainly(data: bytes, *changes: Callable[[Image.Image], Image.Image]) -> Call:
    """Return a call of plain Pillow: decode, each change, encode."""

    def call() -> bytes:
        image: Image.Image = Image.open(BytesIO(data)).convert("RGB")
        for change in changes:
            image = change(image)
        return jpeg(image)

    return call


def rows() -> list[Row]:
    """Return the workloads and goals of reference/perf.md, section 6."""
    twelve, two = jpeg(scene(4000, 3000)), jpeg(scene(1600, 1200))
    small = (1024, 768)

    def scaled_floor() -> bytes:
        image = Image.open(BytesIO(twelve))
        image.draft("RGB", (2000, 1500))
        return jpeg(image.reduce(2))

    def half_floor() -> bytes:
        image = Image.open(BytesIO(twelve))
        image.draft("RGB", (500, 375))
        image.load()
        return jpeg(Image.new("RGB", (4000, 3000), (90, 120, 30)))

    resized = lambda image: image.resize(small, Image.Resampling.LANCZOS)  # noqa: E731 - read beside its use
    blurred = lambda image: image.filter(ImageFilter.GaussianBlur(8))  # noqa: E731
    brighter = lambda image: ImageEnhance.Brightness(image).enhance(1.2)  # noqa: E731
    cut = lambda image: image.crop((500, 0, 3500, 3000))  # noqa: E731
    moving = animation(60, 480, 270)
    rgba = scene(1040, 1040)
    rgba.putalpha(scene(1040, 1040, 2).convert("L"))
    return [
        Row(
            "resize12",
            scaled_floor,
            plainly(twelve, resized),
            through(("resize", {"width": 1024}), of=twelve),
            1.5,
            0.25,
        ),
        Row("crop12", plainly(twelve), plainly(twelve, cut), through(("crop", {"ratio": "1:1"}), of=twelve), 1.1),
        Row("blur2", plainly(two), plainly(two, blurred), through(("blur", {"radius": 8}), of=two), 1.25, 0.5),
        Row(
            "blur12", plainly(twelve), plainly(twelve, blurred), through(("blur", {"radius": 8}), of=twelve), 1.25, 0.5
        ),
        Row("bright12", plainly(twelve), plainly(twelve, brighter), through(("brightness", {}), of=twelve), 1.8),
        Row(
            "chain12",
            scaled_floor,
            plainly(twelve, resized, blurred, brighter),
            through(("resize", {"width": 1024}), ("blur", {"radius": 8}), ("brightness", {}), of=twelve),
            2.2,
            0.4,
        ),
        Row(
            "compress2",
            plainly(two),
            _bisect(two, 300_000),
            through(("compress", {"target": "300KB"}), of=two),
            1.35,
            0.7,
        ),
        Row(
            "gifresize60",
            _gif_floor(moving),
            _gif_plain(moving),
            through(("resize", {"width": 240}), of=moving),
            1.8,
            0.5,
        ),
        Row("pngenc 1 MP", lambda: _png(rgba, 0), lambda: _png(rgba, 6), lambda: write_png(rgba), 12, 0.2),
    ]


def _png(image: Image.Image, level: int) -> bytes:
    result = BytesIO()
    image.save(result, "PNG", compress_level=level)
    return result.getvalue()


def _bisect(data: bytes, cap: int) -> Call:
    def call() -> bytes:
        image = Image.open(BytesIO(data)).convert("RGB")
        low, high, best = 1, 95, b""
        while low <= high:
            quality = (low + high) // 2
            found = jpeg(image, quality)
            best, low, high = (found, quality + 1, high) if len(found) <= cap else (best, low, quality - 1)
        return best

    return call


def _gif_frames(data: bytes) -> list[Image.Image]:
    with Image.open(BytesIO(data)) as image:
        frames = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append(image.convert("RGB"))
        return frames


def _save_gif(frames: list[Image.Image]) -> bytes:
    result = BytesIO()
    frames[0].save(result, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)
    return result.getvalue()


def _gif_floor(data: bytes) -> Call:
    ready = [frame.resize((240, 135)).quantize(256) for frame in _gif_frames(data)]

    def call() -> bytes:
        _gif_frames(data)
        return _save_gif(ready)

    return call


def _gif_plain(data: bytes) -> Call:
    return lambda: _save_gif([frame.resize((240, 135), Image.Resampling.LANCZOS) for frame in _gif_frames(data)])


def median(call: Call, runs: int) -> float:
    """Return the median milliseconds of a call, after one cold run."""
    call()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times)


def main(arguments: list[str]) -> int:
    """Print the table; the exit status says whether every goal was met."""
    runs = int(arguments[0]) if arguments else 7
    print("workload       floor   Pillow    ours  x floor  goal  x Pillow  goal     bytes")
    missed = 0
    for row in rows():
        floor, plain, ours = (median(call, runs) for call in (row.floor, row.plain, row.ours))
        good: Any = ours <= row.of_floor * floor and ours <= row.of_plain * plain
        missed += not good
        print(
            f"{row.name:12} {floor:7.1f} {plain:8.1f} {ours:7.1f} {ours / floor:8.2f} {row.of_floor:5.2f}"
            f" {ours / plain:9.2f} {row.of_plain:5.2f} {len(row.ours()):9d} {'' if good else 'missed'}"
        )
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
