"""Vignette."""

from PIL import Image

from tools.filters._light import darken_corners


def vignette(image: Image.Image) -> Image.Image:
    """Dark corners that lead the eye to the middle."""
    return darken_corners(image, 0.85, start=0.3)
