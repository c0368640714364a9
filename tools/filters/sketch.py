"""Sketch."""

from math import ceil

from PIL import Image, ImageChops, ImageFilter

from tools.filters._light import as_array, as_image, unit
from tools.strips import in_strips

_WIDE, _FINE = 7.0, 1.5  # widths of the pencil's lines, in units
_LEAST = 0.03  # lightness below which shadows are not drawn, lest black turn to scribble


def sketch(image: Image.Image) -> Image.Image:
    """Drawn with a pencil on paper."""
    width = unit(image)
    return in_strips(image, lambda strip: _drawn(strip, width), reach=ceil(4 * _WIDE * width) + 4)


def _drawn(image: Image.Image, width: float) -> Image.Image:
    grey = image.convert("L")
    wide, fine = (_lines(grey, width * radius) for radius in (_WIDE, _FINE))
    lines = ImageChops.multiply(wide, fine)
    # A hint of the picture's own shadows, as a pencil laid flat gives.
    shade = as_image(0.82 + 0.18 * as_array(grey.filter(ImageFilter.GaussianBlur(width))))
    pencil = as_array(ImageChops.multiply(lines, shade)) ** 1.6
    return Image.merge("RGB", [as_image(pencil * tint + 0.07 * (1 - pencil)) for tint in (0.99, 0.98, 0.95)])


def _lines(grey: Image.Image, radius: float) -> Image.Image:
    """Divide the picture by its blurred self: what is darker than its surroundings stays (colour dodge)."""
    around = as_array(grey.filter(ImageFilter.GaussianBlur(radius)))
    return as_image((as_array(grey) + _LEAST) / (around + _LEAST))
