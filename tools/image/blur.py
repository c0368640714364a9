"""Blur: soften a picture."""

from collections.abc import Callable
from math import ceil, log2
from typing import Annotated, Any, Literal

from PIL import Image, ImageFilter

from tools.alpha import premultiplied
from tools.params import Between, Unit
from tools.plan import Plan
from tools.region import within
from tools.strips import in_placed_strips, in_strips
from tools.tool import tool
from tools.values import Box

Kind = Literal["gaussian", "box", "motion", "zoom"]


def _softens(given: Any) -> float | None:
    return given["radius"] if given["kind"] == "gaussian" and given["region"] is None else None


@tool(
    plan=Plan(softens=_softens, softened=lambda given, sigma: {**given, "radius": sigma}),
    examples=(
        {"radius": 8},
        {"radius": 20, "kind": "motion"},
        {"radius": 24, "kind": "zoom"},
        {"radius": 12, "region": "60%,8%,25%,45%"},
    ),
)
def blur(
    image: Image.Image,
    radius: Annotated[float, Between(0.1, 100), Unit("px"), "How far each pixel spreads."] = 4,
    kind: Annotated[
        Kind, "gaussian is soft, box is even, motion goes sideways, zoom rushes to the middle."
    ] = "gaussian",
    region: Annotated[Box | None, "Only this part: x,y,width,height in pixels or percent."] = None,
) -> Image.Image:
    """Soften a picture or a part of it.

    A larger radius hides more detail. Transparent edges stay clean: the colour of see-through pixels does not bleed
    into their neighbours.
    """
    return within(image, region, lambda part: _KINDS[kind](part, radius))


def _gaussian(image: Image.Image, radius: float) -> Image.Image:
    # Pillow makes a Gaussian of three boxes, each about as wide as the radius on either side.
    return _filtered(image, ImageFilter.GaussianBlur(radius), reach=3 * ceil(radius + 1))


def _box(image: Image.Image, radius: float) -> Image.Image:
    return _filtered(image, ImageFilter.BoxBlur(radius), reach=ceil(radius) + 1)


def _motion(image: Image.Image, radius: float) -> Image.Image:
    return _filtered(image, ImageFilter.BoxBlur((radius, 0)))


def _filtered(image: Image.Image, kernel: ImageFilter.MultibandFilter, reach: int = 0) -> Image.Image:
    return in_strips(image, lambda strip: premultiplied(strip, lambda pixels: pixels.filter(kernel)), reach)


def _zoom(image: Image.Image, radius: float) -> Image.Image:
    """Average the picture over growing enlargements of itself; a pixel at the edge spreads over twice `radius`."""
    reach = min(0.5, 2 * radius / max(image.size))
    blurred = in_strips(image, lambda strip: strip.convert("RGBa")) if image.mode == "RGBA" else image
    # Each pass doubles how many enlargements are averaged, so ten stand for a thousand.
    for number in range(max(1, ceil(log2(2 * radius + 1)))):
        blurred = _melted(blurred, 1 - reach / 2 ** (number + 1))
    return blurred.convert(image.mode)


def _melted(image: Image.Image, part: float) -> Image.Image:
    """Average the picture with its middle `part`, a fraction of its sides, enlarged to the size of the whole."""
    left, top = image.width * (1 - part) / 2, image.height * (1 - part) / 2

    def melted(strip: Image.Image, row: int) -> Image.Image:
        box = (left, top + part * row, image.width - left, top + part * (row + strip.height))
        return Image.blend(strip, image.resize(strip.size, Image.Resampling.BILINEAR, box), 0.5)

    return in_placed_strips(image, melted)


_KINDS: dict[Kind, Callable[[Image.Image, float], Image.Image]] = {
    "gaussian": _gaussian,
    "box": _box,
    "motion": _motion,
    "zoom": _zoom,
}
