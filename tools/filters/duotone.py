"""Duotone."""

from PIL import Image, ImageOps

from tools.filters._colour import tone_map


def duotone(image: Image.Image) -> Image.Image:
    """Two inks: deep violet shadows, peach lights."""
    contrasty = ImageOps.autocontrast(image.convert("L"), cutoff=0.5)
    return tone_map(contrasty, (0, "#1d0f52"), (0.45, "#b0325e"), (1, "#ffe3b0"))
