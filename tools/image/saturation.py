"""Saturation: make colours stronger or paler."""

from typing import Annotated

from PIL import Image

from tools.params import Between
from tools.plan import Plan
from tools.strips import in_strips
from tools.tool import tool


@tool(plan=Plan(pixelwise=lambda given: True), examples=({"amount": 80}, {"amount": -80}))
def saturation(
    image: Image.Image,
    amount: Annotated[int, Between(-100, 100), "Above 0 is more colourful, below is paler; -100 is grey."] = 20,
) -> Image.Image:
    """Make colours stronger or paler.

    Each colour moves away from the grey of the same lightness: 100 doubles its distance, -50 halves it.
    """
    return in_strips(image, lambda strip: _moved(strip, 1 + amount / 100))


def _moved(image: Image.Image, factor: float) -> Image.Image:
    grey = image.convert("L" if image.mode == "RGB" else "LA").convert(image.mode)
    return Image.blend(grey, image, factor)
