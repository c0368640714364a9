"""Emboss."""

import numpy as np
from PIL import Image, ImageFilter

from tools.filters._light import as_array, as_image, unit
from tools.strips import in_strips

_DEPTH = 1.6


def emboss(image: Image.Image) -> Image.Image:
    """Pressed into grey stone, with light from the top left."""
    depth = max(1, round(unit(image)))
    return in_strips(image, lambda strip: _relief(strip, depth), reach=4 * depth + 4)


def _relief(image: Image.Image, reach: int) -> Image.Image:
    grey = as_array(image.convert("L").filter(ImageFilter.GaussianBlur(reach / 2)))
    padded = np.pad(grey, reach, mode="edge")
    slope = padded[2 * reach :, 2 * reach :] - padded[: -2 * reach, : -2 * reach]
    return as_image(0.5 + _DEPTH * slope).convert("RGB")
