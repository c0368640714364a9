"""Thermal."""

from PIL import Image, ImageFilter, ImageOps

from tools.filters._colour import tone_map
from tools.filters._light import unit


def thermal(image: Image.Image) -> Image.Image:
    """As a heat camera shows it: dark is cold blue, light is hot."""
    soft = image.convert("L").filter(ImageFilter.GaussianBlur(1.5 * unit(image)))
    return tone_map(
        ImageOps.autocontrast(soft, cutoff=0.5),
        (0, "#050527"),
        (0.18, "#2a0a8c"),
        (0.36, "#9b169b"),
        (0.54, "#e63b4e"),
        (0.72, "#fb9420"),
        (0.88, "#fde63c"),
        (1, "#fffff0"),
    )
