"""Resize: another size for a picture."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from PIL import Image

from tools.alpha import flatten
from tools.errors import BadValue
from tools.params import Between, Unit
from tools.plan import Plan
from tools.scale import scale, scaled_size
from tools.tool import tool
from tools.values import TRANSPARENT, Colour

LARGEST_SIDE = 8192
Fit = Literal["contain", "cover", "fill", "inside", "pad"]
Filter = Literal["lanczos", "bicubic", "nearest"]
Size = tuple[int, int]
_FILTERS: dict[Filter, Image.Resampling] = {
    "lanczos": Image.Resampling.LANCZOS,
    "bicubic": Image.Resampling.BICUBIC,
    "nearest": Image.Resampling.NEAREST,
}


def _check(given: Mapping[str, Any]) -> None:
    width, height, percent = given["width"], given["height"], given["percent"]
    if percent is None and not (width or height):
        raise BadValue("width", "a width, a height or a percentage, such as 800 or percent:50", rule="needs_size")
    if percent is not None and (width or height):
        raise BadValue("percent", "either a percentage or a width and height, not both", rule="one_size")
    if given["fit"] in ("contain", "cover", "pad") and not (width and height):
        missing = "height" if width else "width"
        raise BadValue(missing, "a width and a height with this fit", width or height, rule="needs_both")


def _scales(given: Any, width: int, height: int) -> Size | None:
    framed = given["fit"] in ("contain", "cover", "pad")
    if framed or given["filter"] == "nearest":
        return None
    return _content_size(given["fit"], given["width"], given["height"], given["percent"], (width, height))


@tool(
    aliases=("scale",),
    plan=Plan(scales=_scales),
    check=_check,
    examples=(
        {"width": 400},
        {"percent": 50},
        {"width": 400, "height": 400, "fit": "cover"},
        {"width": 400, "height": 400, "fit": "contain", "bg": "#1d3557"},
        {"width": 400, "height": 400, "fit": "fill"},
    ),
)
def resize(
    image: Image.Image,
    width: Annotated[int | None, Between(1, LARGEST_SIDE), Unit("px"), "New width; the height follows."] = None,
    height: Annotated[int | None, Between(1, LARGEST_SIDE), Unit("px"), "New height; the width follows."] = None,
    percent: Annotated[float | None, Between(1, 800), Unit("%"), "New size in percent, instead of both."] = None,
    fit: Annotated[Fit, "What happens when width and height do not have the picture's shape."] = "inside",
    filter: Annotated[Filter, "lanczos is sharpest, bicubic softer, nearest keeps hard pixels."] = "lanczos",
    bg: Annotated[Colour, "Fills what the picture leaves free with contain and pad."] = TRANSPARENT,
) -> Image.Image:
    """Make a picture larger or smaller.

    Give a width, a height, both, or a percentage. When both are given, fit decides: inside keeps the shape and stays
    within the two; cover fills both and cuts off what is left over; contain shows the whole picture on a background
    of exactly that size; pad does so too but never enlarges; fill stretches.
    """
    resample = _FILTERS[filter]
    if fit == "cover" and width and height:
        return scale(image, (width, height), resample, _cover_box(image.size, (width, height)))
    content = scale(image, _content_size(fit, width, height, percent, image.size), resample)
    if fit in ("contain", "pad") and width and height:
        return _framed(content, (width, height), bg)
    return content


def _content_size(fit: Fit, width: int | None, height: int | None, percent: float | None, size: Size) -> Size:
    """Return the size of the whole picture after scaling, before it is framed."""
    if fit == "fill" and percent is None:
        return width or size[0], height or size[1]
    factor = percent / 100 if percent is not None else _factor(width, height, size)
    if fit == "pad":
        factor = min(1, factor)
    content = scaled_size(size, factor)
    if any(new > max(LARGEST_SIDE, old) for new, old in zip(content, size, strict=True)):
        raise _too_large(width, height, percent, size)
    return content


def _factor(width: int | None, height: int | None, size: Size) -> float:
    return min(new / old for new, old in zip((width, height), size, strict=True) if new)


def _too_large(width: int | None, height: int | None, percent: float | None, size: Size) -> BadValue:
    most = LARGEST_SIDE / max(size)
    name, largest, unit = "height", int(size[1] * most), "px"
    if percent is not None:
        name, largest, unit = "percent", int(100 * most), "%"
    elif width:
        name, largest = "width", int(size[0] * most)
    expected = f"at most {max(1, largest)}{unit} here, so that no side exceeds {LARGEST_SIDE}px"
    return BadValue(name, expected, max(1, largest))


def _cover_box(size: Size, target: Size) -> tuple[float, float, float, float]:
    """Return the middle part of a picture of `size` that has the shape of `target`."""
    factor = max(new / old for new, old in zip(target, size, strict=True))
    wide, high = min(size[0], target[0] / factor), min(size[1], target[1] / factor)
    left, top = (size[0] - wide) / 2, (size[1] - high) / 2
    return left, top, left + wide, top + high


def _framed(image: Image.Image, size: Size, bg: Colour) -> Image.Image:
    """Lay the picture in the middle of a background of `size`."""
    if image.size == size:
        return flatten(image, bg)
    opaque = image.mode == "RGB" and bg.alpha == 255
    below = Image.new("RGB" if opaque else "RGBA", size, bg.rgb if opaque else bg.rgba)
    corner = (size[0] - image.width) // 2, (size[1] - image.height) // 2
    if image.mode == "RGB":
        below.paste(image, corner)
    else:
        below.alpha_composite(image, corner)
    return below.convert("RGB") if bg.alpha == 255 and below.mode == "RGBA" else below
