"""Glitch."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from tools.filters._light import unit

_BANDS = 14
_SEED = 11
_DARKER = (np.arange(256) * 0.78).astype(np.uint8)


def glitch(image: Image.Image) -> Image.Image:
    """A torn transmission: shifted bands, colours apart, scan lines."""
    chance, width = np.random.default_rng(_SEED), unit(image)
    pixels = np.asarray(image).copy()
    _tear(pixels, chance, width)
    apart = max(1, round(4 * width))
    pixels[..., 0] = np.roll(pixels[..., 0], apart, axis=1)
    pixels[..., 2] = np.roll(pixels[..., 2], -apart, axis=1)
    thick = max(1, round(width))
    lines = np.arange(image.height) // thick % 3 == 0
    pixels[lines] = _DARKER[pixels[lines]]
    return Image.fromarray(pixels)


def _tear(pixels: NDArray[np.uint8], chance: Generator, width: float) -> None:
    """Shift horizontal bands of the picture sideways, and some of them only in one colour."""
    height = pixels.shape[0]
    for _ in range(_BANDS):
        top = int(chance.uniform(0, height))
        bottom = top + max(1, int(height * chance.uniform(0.005, 0.06)))
        shift = round(chance.normal() * 32 * width)
        channels = slice(None) if chance.uniform() < 0.6 else slice(*sorted(chance.integers(0, 4, 2)))
        pixels[top:bottom, :, channels] = np.roll(pixels[top:bottom, :, channels], shift, axis=1)
