"""Work on a part of a picture."""

from collections.abc import Callable

from PIL import Image

from tools.errors import BadValue
from tools.values import Box


def resolve(box: Box, width: int, height: int, name: str) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of the box in pixels; raises BadValue for the parameter `name` if outside."""
    try:
        return box.resolve(width, height)
    except ValueError:
        raise BadValue(name, f"x,y,width,height of a part of this {width}x{height} picture") from None


def within(image: Image.Image, region: Box | None, change: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """Apply `change`, which keeps the size, to the whole picture or to `region` alone; raises BadValue if outside."""
    if region is None:
        return change(image)
    box = resolve(region, image.width, image.height, "region")
    changed = image.copy()
    changed.paste(change(image.crop(box)), box[:2])
    return changed
