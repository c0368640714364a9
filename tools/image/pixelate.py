"""Pixelate: show a picture in coarse squares."""

from typing import Annotated

from PIL import Image

from tools.params import Between, Unit
from tools.region import within
from tools.tool import tool
from tools.values import Box


@tool(examples=({}, {"block": 24, "region": "60%,8%,25%,45%"}))
def pixelate(
    image: Image.Image,
    block: Annotated[int, Between(2, 128), Unit("px"), "Side of a square."] = 12,
    region: Annotated[Box | None, "Only this part: x,y,width,height in pixels or percent."] = None,
) -> Image.Image:
    """Show a picture, or a part of it, in coarse squares.

    Each square has the average colour of what it covers. To hide a face or a number plate, choose squares larger than
    its features: small ones can be guessed.
    """
    return within(image, region, lambda part: _squares(part, block))


def _squares(image: Image.Image, block: int) -> Image.Image:
    small = image.reduce(block)  # weighs RGBA by its alpha
    large = small.resize((small.width * block, small.height * block), Image.Resampling.NEAREST)
    return large.crop((0, 0, image.width, image.height))
