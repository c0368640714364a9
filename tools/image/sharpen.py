"""Sharpen: make edges crisper."""

from math import ceil
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tools.alpha import premultiplied
from tools.params import Between, Unit
from tools.strips import in_strips
from tools.tool import tool


@tool(examples=({"amount": 3},))
def sharpen(
    image: Image.Image,
    amount: Annotated[float, Between(0, 5), "How much edges are raised; above 2 halos show."] = 1,
    radius: Annotated[float, Between(0.1, 10), Unit("px"), "How wide the edges are: small for fine detail."] = 2,
    threshold: Annotated[int, Between(0, 255), "Differences below this stay, so that noise is not sharpened."] = 3,
) -> Image.Image:
    """Make edges crisper.

    An unsharp mask: what the picture differs from its blurred self is added to it. Opacity is left as it is.
    """
    if image.mode == "RGB":
        mask = ImageFilter.UnsharpMask(radius, round(amount * 100), threshold)
        return in_strips(image, lambda strip: strip.filter(mask), reach=3 * ceil(radius + 1))
    return in_strips(image, lambda strip: _sharp(strip, amount, radius, threshold), reach=3 * ceil(radius + 1))


def _sharp(image: Image.Image, amount: float, radius: float, threshold: int) -> Image.Image:
    soft = premultiplied(image, lambda pixels: pixels.filter(ImageFilter.GaussianBlur(radius)))
    sharp = image.copy()
    colours = _unsharp(np.asarray(image.convert("RGB")), np.asarray(soft.convert("RGB")), amount, threshold)
    sharp.paste(Image.fromarray(colours))
    sharp.putalpha(image.getchannel("A"))
    return sharp


def _unsharp(colours: NDArray[np.uint8], soft: NDArray[np.uint8], amount: float, threshold: int) -> NDArray[np.uint8]:
    """Unsharp mask as Pillow does it, with the blurred picture given."""
    difference = colours.astype(np.int16) - soft
    difference[np.abs(difference) <= threshold] = 0
    return np.clip(colours + difference * np.float32(amount), 0, 255).astype(np.uint8)
