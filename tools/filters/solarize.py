"""Solarize."""

from PIL import Image

from tools.table import apply_table, make_table


def solarize(image: Image.Image) -> Image.Image:
    """Lights turn dark, as on paper that was exposed during development."""
    return apply_table(image, make_table(lambda value: 1.8 * min(value, 255 - value)))
