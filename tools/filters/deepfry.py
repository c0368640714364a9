"""Deepfry."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from tools.filters._colour import Colours, curve, grade, luma
from tools.filters._light import add_grain, unit

_PASSES = (14, 9)  # JPEG qualities, one after the other: each adds its own blocks
_RAW_SIDE, _SIDE = 1600, 500


def deepfry(image: Image.Image) -> Image.Image:
    """The meme that was saved too often: burnt colours, hard edges, JPEG blocks."""
    raw = _within(image, _RAW_SIDE)
    crisp = raw.filter(ImageFilter.UnsharpMask(2.5 * unit(raw), 260, 0))
    fried = _within(add_grain(grade(crisp, _burn), 0.18), _SIDE)
    for quality in _PASSES:
        fried = _saved(fried, quality)
    return fried.resize(image.size, Image.Resampling.BILINEAR)


def _within(image: Image.Image, side: int) -> Image.Image:
    """Return the picture no larger than with a shorter side of `side`."""
    factor = min(1, side / min(image.size))
    return image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))))


def _burn(colours: Colours) -> Colours:
    hard = curve(colours, (0, 0), (0.25, 0.12), (0.5, 0.55), (0.75, 0.95), (1, 1))
    hot = luma(hard) + (hard - luma(hard)) * 2.6
    burnt: Colours = hot * np.array((1.12, 0.98, 0.72)) + np.array((0.06, 0.0, -0.03))
    return burnt


def _saved(image: Image.Image, quality: int) -> Image.Image:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, subsampling=2)
    with Image.open(file) as opened:
        return opened.convert("RGB")
