"""Posterize."""

from math import ceil

from PIL import Image, ImageFilter

from tools.filters._light import unit
from tools.strips import in_strips
from tools.table import apply_table, make_table

_LEVELS = 5


def posterize(image: Image.Image) -> Image.Image:
    """Few, flat colours, as on a silk-screen poster."""
    width = unit(image)
    image = in_strips(image, lambda strip: strip.filter(ImageFilter.GaussianBlur(width)), reach=3 * ceil(width + 1))
    return apply_table(image, make_table(lambda value: round(value / 255 * (_LEVELS - 1)) * 255 / (_LEVELS - 1)))
