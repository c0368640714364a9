"""Placeholder: a plain picture of a given size."""

from collections.abc import Callable
from textwrap import wrap
from typing import Annotated, Literal

import numpy as np
from PIL import Image, ImageDraw

from tools.fonts import font
from tools.media import Output, Picture, Wishes
from tools.params import Between, TextLength
from tools.tool import tool
from tools.values import Colour, Dimensions

Pattern = Literal["plain", "cross", "gradient", "checker"]
_SIZE, _LIGHT, _DARK = Dimensions(600, 400), Colour(204, 204, 204), Colour(85, 85, 85)
_LINES = 5


@tool(
    examples=(
        {},
        {"text": "Team photo", "bg": "#1d3557", "fg": "#f1faee", "pattern": "cross"},
        {"size": "480x480", "pattern": "gradient"},
        {"size": "400x600", "pattern": "checker"},
    )
)
def placeholder(
    size: Annotated[Dimensions, Between(1, 4000), "Width and height in pixels, such as 600x400."] = _SIZE,
    text: Annotated[str | None, TextLength(0, 100), "What to write on it; its size if left out."] = None,
    bg: Annotated[Colour, "Colour of the ground."] = _LIGHT,
    fg: Annotated[Colour, "Colour of the text and the pattern."] = _DARK,
    pattern: Annotated[Pattern, "What is drawn behind the text."] = "plain",
    format: Annotated[Literal["png", "webp"], "The format to write."] = "png",
) -> Output:
    """Make a plain picture of a given size.

    For a page or a layout that still waits for its real pictures.
    """
    ground = _PATTERNS[pattern](size, bg, fg)
    words = str(size).replace("x", "×") if text is None else text
    image = _write(ground, "".join(each if each.isprintable() else " " for each in words), fg)
    return Output(Picture.still(image.convert("RGB") if bg.alpha == 255 else image), Wishes(format=format))


def _plain(size: Dimensions, bg: Colour, fg: Colour) -> Image.Image:
    return Image.new("RGBA", (size.width, size.height), bg.rgba)


def _cross(size: Dimensions, bg: Colour, fg: Colour) -> Image.Image:
    """Draw a frame and both diagonals, thin and faint; twice as large at first, for smooth lines."""
    lines = Image.new("L", (2 * size.width, 2 * size.height))
    draw, thick = ImageDraw.Draw(lines), max(2, min(lines.size) // 200)
    right, bottom = lines.width - 1, lines.height - 1
    for line in ((0, 0, right, bottom), (0, bottom, right, 0)):
        draw.line(line, 70, thick)
    draw.rectangle((0, 0, right, bottom), outline=70, width=thick)
    return _stencil(_plain(size, bg, fg), lines.reduce(2), fg)


def _gradient(size: Dimensions, bg: Colour, fg: Colour) -> Image.Image:
    """Run from the ground a third of the way to the other colour, from the top left to the bottom right."""
    across, down = np.linspace(0, 1, size.width), np.linspace(0, 1, size.height)
    share = Image.fromarray((np.add.outer(down, across) * (85 / 2)).astype(np.uint8))
    return _stencil(_plain(size, bg, fg), share, fg)


def _checker(size: Dimensions, bg: Colour, fg: Colour) -> Image.Image:
    side = max(1, min(size.width, size.height) // 12)
    odd = np.add.outer(np.arange(size.height) // side, np.arange(size.width) // side) % 2
    return _stencil(_plain(size, bg, fg), Image.fromarray((odd * 40).astype(np.uint8)), fg)


_PATTERNS: dict[Pattern, Callable[[Dimensions, Colour, Colour], Image.Image]] = {
    "plain": _plain,
    "cross": _cross,
    "gradient": _gradient,
    "checker": _checker,
}


def _stencil(image: Image.Image, share: Image.Image, colour: Colour) -> Image.Image:
    """Lay a colour on the picture, as strongly as `share` (0 to 255) says at each place."""
    layer = Image.new("RGBA", image.size, colour.rgba)
    layer.putalpha(share.point([round(value * colour.alpha / 255) for value in range(256)]))
    return Image.alpha_composite(image, layer)


def _write(image: Image.Image, words: str, colour: Colour) -> Image.Image:
    """Write the words in the middle, as large as four fifths of the width and half of the height allow."""
    layouts = [_layout(words, count, image.size) for count in range(1, _LINES + 1)]
    lines, size = max(layouts, key=lambda layout: layout[1])
    if size < 1 or not words.strip():
        return image
    share = Image.new("L", image.size)
    middle = image.width / 2, image.height / 2
    draw = ImageDraw.Draw(share)
    draw.multiline_text(middle, lines, 255, font(size), anchor="mm", align="center", spacing=size / 4)
    return _stencil(image, share, colour)


def _layout(words: str, count: int, size: tuple[int, int]) -> tuple[str, float]:
    """Break the words into about `count` lines; return them with the largest font size that fits, in pixels."""
    lines = "\n".join(wrap(words, max(1, -(-len(words) // count)), break_long_words=False))
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox(
        (0, 0), lines, font(100), spacing=25
    )
    if right <= left or bottom <= top:
        return lines, 0
    return lines, 100 * min(0.8 * size[0] / (right - left), 0.5 * size[1] / (bottom - top), 0.25 * size[1] / 72)
