"""Light that depends on the place in the picture: vignettes and grain, at the same look for any size."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageChops

from tools.filters._colour import Colours
from tools.strips import in_placed_strips

_COARSE = 256
_GRAIN_SIDE = 1600


def unit(image: Image.Image) -> float:
    """Return a 500th of the shorter side in pixels, at least 0.5: widths in it look alike in small and large."""
    return max(0.5, min(image.size) / 500)


def darken_corners(image: Image.Image, strength: float, start: float = 0.35) -> Image.Image:
    """Multiply the picture with a soft oval that falls by `strength` (0 to 1) towards the corners.

    `start` is where it begins, as a part of the way from the middle to a corner.
    """
    across, down = np.linspace(-1, 1, _COARSE), np.linspace(-1, 1, _COARSE)
    distance = np.sqrt(np.add.outer(down**2, across**2) / 2)
    way = np.clip((distance - start) / (1 - start), 0, 1)
    oval = 255 * (1 - strength * way**2 * (3 - 2 * way))
    mask = Image.fromarray(oval.round().astype(np.uint8)).convert("RGB")
    return with_enlarged(image, mask, ImageChops.multiply)


def add_grain(image: Image.Image, strength: float, seed: int = 1) -> Image.Image:
    """Lay film grain on the picture, most in its middle tones; `strength` is its standard deviation, 0 to 1.

    Grain has its own size: a picture with a shorter side above 1600 pixels gets larger grains, not more.
    """
    factor = min(1, _GRAIN_SIDE / min(image.size))
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    noise = np.random.default_rng(seed).standard_normal((size[1], size[0]), dtype=np.float32)
    noise *= np.float32(127 * strength)
    noise += 128
    grain = Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).convert("RGB")
    return with_enlarged(image, grain, ImageChops.overlay)


def with_enlarged(
    image: Image.Image, other: Image.Image, combine: Callable[[Image.Image, Image.Image], Image.Image]
) -> Image.Image:
    """Combine each pixel of the picture with that of another one, which is enlarged smoothly to its size."""
    step = other.height / image.height

    def combined(strip: Image.Image, top: int) -> Image.Image:
        box = (0, top * step, other.width, min(other.height, (top + strip.height) * step))
        return combine(strip, other.resize(strip.size, Image.Resampling.BICUBIC, box))

    return in_placed_strips(image, combined)


def as_array(image: Image.Image) -> Colours:
    """Return the colours of an RGB picture from 0 to 1."""
    colours = np.array(image, np.float32)
    colours /= 255
    return colours


def as_image(colours: Colours) -> Image.Image:
    """Return colours, or tones without a last axis, from 0 to 1 as a picture."""
    values = np.clip(colours, 0, 1)
    values *= 255
    values += 0.5
    return Image.fromarray(values.astype(np.uint8))
