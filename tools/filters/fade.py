"""Fade."""

from PIL import Image

from tools.filters._colour import Colours, curve, grade, mix, saturate


def fade(image: Image.Image) -> Image.Image:
    """Washed out, with milky shadows, as left in the sun."""
    return grade(image, _bleach)


def _bleach(colours: Colours) -> Colours:
    pale = saturate(curve(colours, (0, 0.16), (0.25, 0.34), (0.5, 0.56), (0.75, 0.77), (1, 0.93)), 0.68)
    return mix(pale, (0.80, 0.82, 0.86), 0.08)
