"""Cartoon."""

from math import ceil

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from tools.filters._colour import Colours, curve, grade, luma
from tools.filters._light import as_array, as_image, unit, with_enlarged
from tools.strips import in_strips

_WORK_SIDE = 600
_TONES = 7


def cartoon(image: Image.Image) -> Image.Image:
    """Flat, bright areas with ink lines around them."""
    factor = min(1, _WORK_SIDE / min(image.size))
    small = image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))))
    flat = _flattened(_flattened(as_array(small), 3), 2)
    paint = grade(as_image(_toned(flat)), _bright)
    return with_enlarged(_ink(image), paint, lambda ink, below: ImageChops.multiply(below, ink.convert("RGB")))


def _flattened(colours: Colours, radius: int) -> Colours:
    """Give each pixel the average of the calmest of the four squares that touch it (Kuwahara 1976)."""
    mean = _box(colours, radius)
    variance = _box(luma(colours) ** 2, radius) - luma(mean) ** 2
    calmest = np.argmin(_corners(variance, radius), axis=0, keepdims=True)
    flat: Colours = np.take_along_axis(_corners(mean, radius), calmest, axis=0)[0]
    return flat


def _corners(values: Colours, radius: int) -> Colours:
    """Return what stands `radius` up or down and left or right of each pixel, as a first axis of four."""
    height, width = values.shape[:2]
    padded = np.pad(values, ((radius, radius), (radius, radius), (0, 0)), mode="edge")
    ends = (0, 2 * radius)
    corners: Colours = np.stack([padded[top : top + height, left : left + width] for top in ends for left in ends])
    return corners


def _box(values: Colours, radius: int) -> Colours:
    """Average over squares of 2 x radius + 1 pixels, by running sums."""
    count = 2 * radius + 1
    for axis in (0, 1):
        lines = np.pad(np.moveaxis(values, axis, 0), ((radius + 1, radius), (0, 0), (0, 0)), mode="edge")
        sums = lines.cumsum(axis=0, dtype=np.float64)
        values = np.moveaxis((sums[count:] - sums[:-count]) / count, 0, axis).astype(np.float32)
    return values


def _toned(colours: Colours) -> Colours:
    """Gather lightness into a few tones with soft steps, and keep the hue."""
    grey = luma(colours)
    steps = grey * _TONES
    whole = np.floor(steps)
    toned = (whole + 0.5 + 0.5 * np.tanh(6 * (steps - whole - 0.5)) / np.tanh(3)) / _TONES
    flat: Colours = colours * ((toned + 0.02) / (grey + 0.02))
    return flat


def _bright(colours: Colours) -> Colours:
    crisp = curve(colours, (0, 0.02), (0.25, 0.26), (0.5, 0.56), (0.75, 0.83), (1, 1))
    bright: Colours = luma(crisp) + (crisp - luma(crisp)) * 1.45
    return bright


def _ink(image: Image.Image) -> Image.Image:
    """Return dark lines on white where a fine and a coarse blur differ."""
    width = unit(image)
    return in_strips(image.convert("L"), lambda strip: _lines(strip, width), reach=ceil(8 * width) + 4)


def _lines(grey: Image.Image, width: float) -> Image.Image:
    fine, coarse = (as_array(grey.filter(ImageFilter.GaussianBlur(width * sigma))) for sigma in (0.9, 2.2))
    return as_image(1 - np.clip((coarse - fine - 0.018) * 26, 0, 0.92))
