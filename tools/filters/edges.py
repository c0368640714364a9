"""Edges."""

from math import ceil

import numpy as np
from PIL import Image, ImageFilter

from tools.filters._light import as_array, as_image, unit
from tools.strips import in_strips


def edges(image: Image.Image) -> Image.Image:
    """Only the outlines, glowing in their own colours on black."""
    width = unit(image)
    return in_strips(image, lambda strip: _outlines(strip, width), reach=ceil(4 * width) + 4)


def _outlines(image: Image.Image, width: float) -> Image.Image:
    smooth = as_array(image.filter(ImageFilter.GaussianBlur(width)))
    padded = np.pad(smooth, ((1, 1), (1, 1), (0, 0)), mode="edge")
    across = padded[1:-1, 2:] - padded[1:-1, :-2]
    down = padded[2:, 1:-1] - padded[:-2, 1:-1]
    glow = np.hypot(across, down) * np.float32(4.5 * width)
    return as_image(glow / np.hypot(1, glow))
