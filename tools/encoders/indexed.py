"""Bring pictures down to a palette, frames that look alike together.

An octree palette and error diffusion have the lowest error as it is seen, at a fraction of other ways' time; most of
what is left of it goes into Pillow's search for the nearest colours, whose finds it keeps with the palette.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from PIL import Image

COLOURS = 255
CLEAR = 255
"""The index of a pixel that is not there; a palette has at most COLOURS colours besides."""

OPAQUE_FROM = 128
_MOST_TOGETHER = 12
_PIXELS_TOGETHER = 1_000_000
_COARSE = 4
_BIN = 16
_ALIKE = 0.1

Item = TypeVar("Item")


def alike(items: Iterable[Item], image_of: Callable[[Item], Image.Image]) -> Iterator[list[Item]]:
    """Yield the items in order, in groups whose pictures have one size and nearly the same colours."""
    group: list[Item] = []
    first: list[int] = []
    for item in items:
        image = image_of(item)
        colours = _histogram(image)
        if group and not (_fits(image, image_of(group[0]), len(group)) and _near(first, colours)):
            yield group
            group = []
        if not group:
            first = colours
        group.append(item)
    if group:
        yield group


def indexed(images: Sequence[Image.Image], dither: bool) -> list[Image.Image]:
    """Return pictures of one size, RGB or RGBA, with one palette of at most 255 colours; index 255 is clear.

    Few colours stay exactly what they are.
    """
    opaque = [image if image.mode == "RGB" else image.convert("RGB") for image in images]
    few = all(image.getcolors(COLOURS) is not None for image in opaque)
    made = [_exact(image) for image in opaque] if few else _nearest(opaque, dither)
    return [_cleared(result, image) for result, image in zip(made, images, strict=True)]


def _fits(image: Image.Image, first: Image.Image, count: int) -> bool:
    together = (count + 1) * image.width * image.height
    return image.size == first.size and count < _MOST_TOGETHER and together <= _PIXELS_TOGETHER


def _histogram(image: Image.Image) -> list[int]:
    """Count the pixels of each channel in wide bins: noise moves few of them from one to another."""
    fine = image.reduce(_COARSE).histogram()
    return [sum(fine[start : start + _BIN]) for start in range(0, len(fine), _BIN)]


def _near(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two histograms differ in no more than a tenth of their pixels."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) <= 2 * _ALIKE * sum(one)


def _exact(image: Image.Image) -> Image.Image:
    """Return a picture of at most 255 colours with just these: median cut splits until each has a box of its own."""
    return image.quantize(COLOURS, Image.Quantize.MEDIANCUT)


def _nearest(images: Sequence[Image.Image], dither: bool) -> list[Image.Image]:
    palette = _stacked(images).quantize(COLOURS, Image.Quantize.FASTOCTREE)
    spread = Image.Dither.FLOYDSTEINBERG if dither else Image.Dither.NONE
    return [image.quantize(palette=palette, dither=spread) for image in images]


def _stacked(images: Sequence[Image.Image]) -> Image.Image:
    if len(images) == 1:
        return images[0]
    width, height = images[0].size
    stack = Image.new("RGB", (width, height * len(images)))
    for number, image in enumerate(images):
        stack.paste(image, (0, number * height))
    return stack


def _cleared(result: Image.Image, image: Image.Image) -> Image.Image:
    if image.mode == "RGBA":
        clear = image.getchannel("A").point([255] * OPAQUE_FROM + [0] * (256 - OPAQUE_FROM))
        known = result.getpalette() or []
        result.putpalette(known + [0] * (768 - len(known)))
        result.paste(CLEAR, mask=clear)
    return result
