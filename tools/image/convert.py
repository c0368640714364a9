"""Convert: the same picture in another format."""

from dataclasses import replace
from typing import Annotated, Literal

from tools.alpha import flatten
from tools.media import Output, Picture, Wishes
from tools.params import AlsoWritten, Between
from tools.plan import Plan
from tools.tool import tool
from tools.values import WHITE, Colour

Written = Literal["png", "jpeg", "webp", "gif", "apng", "avif", "bmp", "tiff", "ico", "pdf"]


@tool(exact=True, plan=Plan(untouched=True), examples=({"to": "jpeg"}, {"to": "webp", "bg": "#ffd29c"}))
def convert(
    picture: Picture,
    to: Annotated[Written, AlsoWritten((("jpg", "jpeg"), ("tif", "tiff"))), "The format to write."],
    bg: Annotated[Colour | None, "Laid under see-through parts; white where the format has no transparency."] = None,
    quality: Annotated[int, Between(1, 100), "How much detail jpeg, webp and avif keep; smaller files below 90."] = 90,
) -> Output:
    """Write a picture in another format.

    Animations stay animations in gif, apng, webp and avif; other formats take the first frame. A background makes the
    picture opaque in every format; without one, transparency is kept wherever the format has it.
    """
    wishes = Wishes(format=to, quality=quality, background=bg or WHITE)
    if bg is None or not picture.has_alpha:
        return Output(picture, wishes)
    opaque = replace(picture.map(lambda image: flatten(image, bg)), has_alpha=bg.alpha < 255)
    return Output(opaque, wishes)
