"""Crop: cut out a part of a picture."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from PIL import Image

from tools.errors import BadValue
from tools.params import AlsoWritten
from tools.plan import Plan
from tools.region import resolve
from tools.tool import tool
from tools.values import Box

Ratio = Literal["1:1", "4:3", "3:2", "16:9", "9:16", "4:5", "free"]
_WITH_AN_X = AlsoWritten(tuple((ratio.replace(":", "x"), ratio) for ratio in get_args(Ratio)))
Anchor = Literal["center", "top", "bottom", "left", "right", "tl", "tr", "bl", "br"]
_ACROSS: dict[Anchor, float] = {"left": 0, "tl": 0, "bl": 0, "right": 1, "tr": 1, "br": 1}
_DOWN: dict[Anchor, float] = {"top": 0, "tl": 0, "tr": 0, "bottom": 1, "bl": 1, "br": 1}


def _check(given: Mapping[str, Any]) -> None:
    if given["ratio"] == "free" and given["box"] is None:
        raise BadValue("box", "x,y,width,height, such as 10%,10%,80%,80%, when the ratio is free", rule="needs_box")


def _rectangle(given: Any, width: int, height: int) -> tuple[int, int, int, int]:
    if given["box"] is not None:
        return resolve(given["box"], width, height, "box")
    across, down = map(int, given["ratio"].split(":"))
    wide = max(1, min(width, round(height * across / down)))
    high = max(1, min(height, round(width * down / across)))
    left = round((width - wide) * _ACROSS.get(given["anchor"], 0.5))
    top = round((height - high) * _DOWN.get(given["anchor"], 0.5))
    return left, top, left + wide, top + high


@tool(
    plan=Plan(crops=_rectangle),
    check=_check,
    examples=({}, {"ratio": "9:16", "anchor": "right"}, {"box": "60%,8%,25%,45%"}),
)
def crop(
    image: Image.Image,
    ratio: Annotated[Ratio, _WITH_AN_X, "Width to height of the part that is kept; free needs a box."] = "1:1",
    box: Annotated[
        Box | None, "Exactly this part: x,y,width,height in pixels or percent. The ratio then waits."
    ] = None,
    anchor: Annotated[Anchor, "The side or corner that is kept; tl is top left, br bottom right."] = "center",
) -> Image.Image:
    """Cut out a part of a picture.

    Without a box, the largest part with the given ratio is kept, at the anchor. With a box, exactly that part is kept
    as far as it lies inside the picture, and ratio and anchor are not used.
    """
    return image.crop(_rectangle({"ratio": ratio, "box": box, "anchor": anchor}, image.width, image.height))
