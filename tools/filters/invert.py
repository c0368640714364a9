"""Invert."""

from PIL import Image, ImageOps


def invert(image: Image.Image) -> Image.Image:
    """Each colour turned into its opposite, like a film negative."""
    return ImageOps.invert(image)
