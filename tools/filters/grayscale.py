"""Grayscale."""

from PIL import Image


def grayscale(image: Image.Image) -> Image.Image:
    """Lightness without colour."""
    return image.convert("L").convert("RGB")
