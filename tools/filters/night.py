"""Night."""

from PIL import Image

from tools.filters._colour import Colours, curve, grade, mix, saturate
from tools.filters._light import darken_corners


def night(image: Image.Image) -> Image.Image:
    """Day turned into a moonlit night."""
    image = grade(image, _moonlight)
    return darken_corners(image, 0.4)


def _moonlight(colours: Colours) -> Colours:
    dim = curve(saturate(colours, 0.45), (0, 0), (0.25, 0.10), (0.5, 0.27), (0.75, 0.50), (1, 0.80))
    return mix(dim * (0.62, 0.86, 1.32), (0.02, 0.05, 0.13), 0.18)
