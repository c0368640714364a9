"""Rotate: turn a picture by any angle."""

from math import ceil, cos, floor, radians, sin, sqrt
from typing import Annotated, Any

from PIL import Image

from tools.alpha import flatten
from tools.limits import Limits
from tools.params import Between, Unit
from tools.plan import Plan
from tools.strips import Box, pieced, tiles
from tools.tool import tool
from tools.values import TRANSPARENT, Colour

_QUARTERS = {
    90: Image.Transpose.ROTATE_270,  # Pillow counts against the clock
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
_MOST_PIXELS = Limits().pixels
_TILE = 512
_RIM = 4


def _turns(given: Any) -> Image.Transpose | None:
    angle = given["angle"] % 360
    return _QUARTERS.get(angle) if given["expand"] or angle == 180 else None


@tool(
    plan=Plan(turns=_turns),
    examples=({}, {"angle": -12}, {"angle": 12, "expand": "no", "bg": "#f1e3d3"}),
)
def rotate(
    image: Image.Image,
    angle: Annotated[float, Between(-360, 360), Unit("°"), "How far, clockwise; negative turns the other way."] = 90,
    expand: Annotated[bool, "Yes grows the canvas so that no corner is lost; no keeps the size."] = True,
    bg: Annotated[Colour, "Fills the corners."] = TRANSPARENT,
) -> Image.Image:
    """Turn a picture clockwise.

    Quarter turns move pixels without changing them. Other angles are smoothed, with soft edges, and laid on the
    background, which fills the corners that come free. A canvas of more than 50 megapixels is scaled down to that.
    """
    if angle % 360 == 0:
        return image.copy()
    if angle % 360 in _QUARTERS:
        turned = image.transpose(_QUARTERS[int(angle % 360)])
        return turned if expand or turned.size == image.size else flatten(_centred(turned, image.size), bg)
    if not expand:
        return _turned(image, angle, 1, image.size, bg)
    size = _turned_size(image.size, angle)
    factor = min(1, sqrt(_MOST_PIXELS / (size[0] * size[1])))
    return _turned(image, angle, factor, (max(1, int(size[0] * factor)), max(1, int(size[1] * factor))), bg)


def _turned_size(size: tuple[int, int], angle: float) -> tuple[int, int]:
    cosine, sine = abs(cos(radians(angle))), abs(sin(radians(angle)))
    wide, high = size[0] * cosine + size[1] * sine, size[0] * sine + size[1] * cosine
    return ceil(wide - 1e-6), ceil(high - 1e-6)


def _centred(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Cut off what reaches over a canvas of `size`, and leave the rest of the canvas see-through."""
    left, top = (image.width - size[0]) // 2, (image.height - size[1]) // 2
    return image.convert("RGBA").crop((left, top, left + size[0], top + size[1]))


def _turned(image: Image.Image, angle: float, factor: float, size: tuple[int, int], bg: Colour) -> Image.Image:
    """Turn the picture about its middle, scale it by `factor` and show what a canvas of `size` holds of it.

    It is done in tiles, each from the part of the picture that it shows: a large canvas leaves no room for copies.
    """
    cosine, sine = cos(radians(angle)) / factor, sin(radians(angle)) / factor

    def shown_at(x: float, y: float) -> tuple[float, float]:
        """Return which place of the picture is seen at a place of the canvas."""
        x, y = x - size[0] / 2, y - size[1] / 2
        return image.width / 2 + cosine * x + sine * y, image.height / 2 - sine * x + cosine * y

    def tile(place: Box) -> Image.Image:
        corners = [shown_at(x, y) for x in place[::2] for y in place[1::2]]
        part = _part(image, [x for x, _ in corners], [y for _, y in corners])
        tile_size = place[2] - place[0], place[3] - place[1]
        if part is None:
            return flatten(Image.new("RGBA", tile_size), bg)
        pixels, left, top = part
        x, y = shown_at(*place[:2])
        matrix = (cosine, sine, x - left, -sine, cosine, y - top)
        turned = pixels.transform(tile_size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
        return flatten(turned.convert("RGBA"), bg)

    image.load()
    return pieced(size, tiles(size, _TILE), tile)


def _part(image: Image.Image, xs: list[float], ys: list[float]) -> tuple[Image.Image, int, int] | None:
    """Return the part of the picture that holds these places, premultiplied, and its left and top; None if outside.

    It reaches over the picture's own edges by a rim of invisible pixels, which makes them soft instead of stepped.
    """
    left, right = max(-_RIM, floor(min(xs)) - _RIM), min(image.width + _RIM, ceil(max(xs)) + _RIM)
    top, bottom = max(-_RIM, floor(min(ys)) - _RIM), min(image.height + _RIM, ceil(max(ys)) + _RIM)
    inner = max(0, left), max(0, top), min(image.width, right), min(image.height, bottom)
    if inner[0] >= inner[2] or inner[1] >= inner[3]:
        return None
    pixels = image.crop(inner).convert("RGBA").convert("RGBa")
    return pixels.crop((left - inner[0], top - inner[1], right - inner[0], bottom - inner[1])), left, top
