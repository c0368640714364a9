"""Warm."""

from PIL import Image

from tools.filters._colour import Colours, grade, luma, saturate


def warm(image: Image.Image) -> Image.Image:
    """Late sun: more red and yellow."""
    return grade(image, _warmer)


def _warmer(colours: Colours) -> Colours:
    sunny = colours ** (0.86, 0.97, 1.18)
    return saturate(sunny, 1.08) + (luma(colours) - luma(sunny)) * 0.5
