"""The histogram of a picture, as a picture."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tools.fonts import font

SIZE = (680, 400)
_TWICE = 2
_LEVELS = 256
_GROUND, _AREA, _LINE, _INK = 26, 226, (64, 64, 64), (200, 200, 200)
_LEFT, _RIGHT, _TOP, _BOTTOM = 20, 20, 20, 40
_TICKS = (0, 64, 128, 192, 255)
_LETTERS = 15
_SHOWN_WHOLE = 0.98
"""The share of the values that are not cut off."""


def draw_histogram(image: Image.Image) -> Image.Image:
    """Return how often each value of red, green and blue is there, dark on the left, as an RGB picture of `SIZE`.

    Where areas lie on each other their light adds up. What is see-through is not counted. A few values that are
    there far more often than others are cut off, for they would flatten the rest.
    """
    width, height = (SIZE[0] - _LEFT - _RIGHT) * _TWICE, (SIZE[1] - _TOP - _BOTTOM) * _TWICE
    canvas = Image.new("RGB", (SIZE[0] * _TWICE, SIZE[1] * _TWICE), (_GROUND,) * 3)
    canvas.paste(_areas(_shares(image), width, height), (_LEFT * _TWICE, _TOP * _TWICE))
    _draw_scale(ImageDraw.Draw(canvas), width, height)
    return canvas.reduce(_TWICE)


def _shares(image: Image.Image) -> NDArray[np.float64]:
    """Return 256 heights from 0 to 1 for each channel."""
    seen = image.getchannel("A").point([0] + [255] * 255) if image.mode == "RGBA" else None
    counts = np.array(image.histogram(seen)[: 3 * _LEVELS], np.float64).reshape(3, _LEVELS)
    there = counts[counts > 0]
    return np.minimum(counts / np.quantile(there, _SHOWN_WHOLE), 1) if there.size else counts


def _areas(shares: NDArray[np.float64], width: int, height: int) -> Image.Image:
    columns = np.arange(width) * _LEVELS // width
    above = np.arange(height, 0, -1)[:, None, None]
    filled = above <= np.ceil(shares.T[columns] * height)
    return Image.fromarray(np.where(filled, _AREA, _GROUND).astype(np.uint8))


def _draw_scale(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    left, bottom = _LEFT * _TWICE, _TOP * _TWICE + height
    letters = font(_LETTERS * _TWICE)
    draw.line((left, bottom, left + width, bottom), _LINE, _TWICE)
    for tick in _TICKS:
        x = left + width * (tick + 0.5) / _LEVELS
        draw.line((x, bottom, x, bottom + 6 * _TWICE), _LINE, _TWICE)
        draw.text((x, bottom + 12 * _TWICE), str(tick), _INK, letters, anchor="mt")
