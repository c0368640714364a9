"""Grain."""

from PIL import Image

from tools.filters._light import add_grain


def grain(image: Image.Image) -> Image.Image:
    """The grain of a fast film."""
    return add_grain(image, 0.22)
