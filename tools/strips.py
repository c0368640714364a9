"""Work on a large picture piece by piece: on several threads, and without whole copies of what lies in between."""

from collections.abc import Callable, Iterable
from math import isqrt

from PIL import Image

from tools.threads import ahead

_STRIP_PIXELS = 500_000
Box = tuple[int, int, int, int]


def in_strips(image: Image.Image, change: Callable[[Image.Image], Image.Image], reach: int = 0) -> Image.Image:
    """Return what `change`, which keeps the size, makes of the picture; it is given horizontal strips of large ones.

    `reach` is how many pixels away from a pixel its result still depends on; a strip comes with that many more on all
    sides, so that the joints are not seen. With a long reach the pieces are squares, of which less is done twice. With
    none they are always as wide as the picture. `change` runs on several threads at once.
    """
    side = max(3 * reach, isqrt(_STRIP_PIXELS))
    if not reach or image.width <= 2 * side:
        return in_placed_strips(image, lambda strip, _: change(strip), reach)
    return pieced(image.size, tiles(image.size, side), lambda box: _with_margin(image, box, reach, change))


def in_placed_strips(
    image: Image.Image, change: Callable[[Image.Image, int], Image.Image], reach: int = 0
) -> Image.Image:
    """Do as `in_strips`, and also tell `change` in which row of the picture the strip begins."""
    rows = max(3 * reach, _STRIP_PIXELS // image.width, 1)
    if image.height <= rows:
        return change(image, 0)
    image.load()

    def make(box: Box) -> Image.Image:
        upper = max(0, box[1] - reach)
        return _with_margin(image, box, reach, lambda strip: change(strip, upper))

    tops = range(0, image.height, rows)
    return pieced(image.size, [(0, top, image.width, min(image.height, top + rows)) for top in tops], make)


def _with_margin(image: Image.Image, box: Box, reach: int, change: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """Return what `change` makes of a box when it sees what is around it, too."""
    left, top = max(0, box[0] - reach), max(0, box[1] - reach)
    right, bottom = min(image.width, box[2] + reach), min(image.height, box[3] + reach)
    changed = change(image.crop((left, top, right, bottom)))
    inner = box[0] - left, box[1] - top, box[2] - left, box[3] - top
    return changed if inner == (0, 0, *changed.size) else changed.crop(inner)


def tiles(size: tuple[int, int], side: int) -> list[Box]:
    """Return boxes that cover a picture of `size`, squares but for those at its right and bottom edges."""
    return [
        (left, top, min(size[0], left + side), min(size[1], top + side))
        for top in range(0, size[1], side)
        for left in range(0, size[0], side)
    ]


def pieced(size: tuple[int, int], boxes: Iterable[Box], make: Callable[[Box], Image.Image]) -> Image.Image:
    """Return a picture of `size` put together from what `make` returns for each box, on several threads.

    No more pieces are in memory at a time than there are threads.
    """
    result: Image.Image | None = None
    for box, piece in ahead(lambda box: (box, make(box)), boxes):
        result = result or Image.new(piece.mode, size)
        result.paste(piece, box[:2])
    return result or Image.new("RGB", size)
