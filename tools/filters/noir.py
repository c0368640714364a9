"""Noir."""

from PIL import Image

from tools.filters._colour import Colours, curve, grade
from tools.filters._light import add_grain, darken_corners


def noir(image: Image.Image) -> Image.Image:
    """Hard black and white with deep shadows, as in a crime film."""
    image = grade(image, _hard_light)
    image = darken_corners(image, 0.6)
    return add_grain(image, 0.05)


def _hard_light(colours: Colours) -> Colours:
    # As through a red filter: skin is pale, the sky is dark.
    grey = colours @ (0.45, 0.45, 0.10)
    hard = curve(grey, (0, 0), (0.25, 0.10), (0.5, 0.46), (0.75, 0.86), (1, 1))
    return hard[..., None].repeat(3, axis=-1)
