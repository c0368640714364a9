"""Flip: mirror a picture."""

from typing import Annotated, Literal

from PIL import Image

from tools.params import AlsoWritten
from tools.plan import Plan
from tools.tool import tool

Axis = Literal["h", "v", "both"]
_TURNS: dict[Axis, Image.Transpose] = {
    "h": Image.Transpose.FLIP_LEFT_RIGHT,
    "v": Image.Transpose.FLIP_TOP_BOTTOM,
    "both": Image.Transpose.ROTATE_180,
}


@tool(aliases=("mirror",), plan=Plan(turns=lambda given: _TURNS[given["axis"]]), examples=({}, {"axis": "v"}))
def flip(
    image: Image.Image,
    axis: Annotated[
        Axis,
        AlsoWritten((("horizontal", "h"), ("vertical", "v"))),
        "h swaps left and right, v swaps top and bottom, both does both.",
    ] = "h",
) -> Image.Image:
    """Mirror a picture left to right, top to bottom, or both.

    No pixel is changed, only moved: flipping twice gives the first picture back.
    """
    return image.transpose(_TURNS[axis])
