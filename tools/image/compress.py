"""Compress: the same picture in fewer bytes."""

from typing import Annotated

from tools.media import Output, Picture, Wishes
from tools.params import Between, Unit
from tools.plan import Plan
from tools.scale import scale, scaled_size
from tools.tool import tool
from tools.values import ByteSize


@tool(
    exact=True,
    plan=Plan(untouched=True),
    examples=({"target": "20KB"}, {"quality": 10, "max_side": 400}),
)
def compress(
    picture: Picture,
    target: Annotated[ByteSize | None, Between(10_000, 20_000_000), "At most this many bytes, such as 300KB."] = None,
    quality: Annotated[int, Between(1, 100), "How much detail is kept. Not used with a target."] = 80,
    max_side: Annotated[int | None, Between(16, 8192), Unit("px"), "Shrink until no side is longer."] = None,
) -> Output:
    """Make the file of a picture smaller.

    With a target, the best quality that fits is found. Photos become jpeg; with transparency webp; animations stay
    animations.
    """
    own = picture.width, picture.height
    size = scaled_size(own, min(1, (max_side or max(own)) / max(own)))
    smaller = picture if size == own else picture.map(lambda image: scale(image, size), size)
    return Output(smaller, Wishes(_format(picture), quality=None if target else quality, max_bytes=target))


def _format(picture: Picture) -> str | None:
    if picture.frame_count > 1:
        return None
    return "webp" if picture.has_alpha else "jpeg"
