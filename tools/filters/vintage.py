"""Vintage."""

import numpy as np
from PIL import Image

from tools.filters._colour import Colours, curve, grade, luma, mix, saturate
from tools.filters._light import add_grain, darken_corners


def vintage(image: Image.Image) -> Image.Image:
    """A print from the seventies: faded, yellow in the lights, a little grain."""
    image = grade(image, _fade_to_yellow)
    image = darken_corners(image, 0.35)
    return add_grain(image, 0.06)


def _fade_to_yellow(colours: Colours) -> Colours:
    faded = saturate(curve(colours, (0, 0.09), (0.25, 0.27), (0.5, 0.54), (0.75, 0.76), (1, 0.93)), 0.75)
    light = luma(faded)
    warm = mix(faded, faded * (1.06, 1.0, 0.78), light)
    return mix(warm, warm + np.array((0.03, 0.0, 0.05)), 1 - light)
