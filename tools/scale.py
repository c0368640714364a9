"""Resample a picture, on several threads, without letting hidden colour bleed out from under transparent pixels."""

from itertools import pairwise
from math import ceil

from PIL import Image

from tools.strips import Box, pieced
from tools.threads import threads

_THREADED_PIXELS = 250_000
_STRIP_PIXELS = 6_000_000
_SUPPORT = 3  # pixels of the result that the widest filter, LANCZOS, reaches to either side
Region = tuple[float, float, float, float]


def scale(
    image: Image.Image,
    size: tuple[int, int],
    resample: Image.Resampling = Image.Resampling.LANCZOS,
    box: Region | None = None,
) -> Image.Image:
    """Return `box` of the picture (left, top, right, bottom, fractions allowed; default all) at `size` pixels.

    RGBA is weighted by its alpha. Large results are made in horizontal strips, one thread each: Pillow frees the
    interpreter lock, and a strip of a resampling is the same as that part of the whole.
    """
    whole = (0.0, 0.0, float(image.width), float(image.height))
    region = box or whole
    if size == image.size and region == whole:
        return image.copy()
    pixels = max(size[0] * size[1], (region[2] - region[0]) * (region[3] - region[1]))
    # A strip's intermediate result takes memory too, so those of large pictures are many and small.
    count = min(size[1], max(threads(), int(pixels // _STRIP_PIXELS)))
    if count == 1 or pixels < _THREADED_PIXELS:
        return _resampled(image, size, resample, region)
    image.load()
    step = (region[3] - region[1]) / size[1]
    reach = ceil(_SUPPORT * max(1, step)) + 1

    def strip(place: Box) -> Image.Image:
        upper, lower = region[1] + place[1] * step, min(region[3], region[1] + place[3] * step)
        top, bottom = max(0, int(upper) - reach), min(image.height, ceil(lower) + reach)
        part = image.crop((0, top, image.width, bottom))
        box = (region[0], upper - top, region[2], lower - top)
        return _resampled(part, (size[0], place[3] - place[1]), resample, box)

    edges = [size[1] * number // count for number in range(count + 1)]
    return pieced(size, [(0, upper, size[0], lower) for upper, lower in pairwise(edges)], strip)


def scaled_size(size: tuple[int, int], factor: float) -> tuple[int, int]:
    """Return a size times a factor, at least one pixel each way."""
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _resampled(image: Image.Image, size: tuple[int, int], resample: Image.Resampling, box: Region) -> Image.Image:
    if image.mode == "RGBA" and resample is not Image.Resampling.NEAREST:
        return image.convert("RGBa").resize(size, resample, box).convert("RGBA")
    return image.resize(size, resample, box)
