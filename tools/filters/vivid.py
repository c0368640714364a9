"""Vivid."""

import numpy as np
from PIL import Image

from tools.filters._colour import Colours, curve, grade, luma


def vivid(image: Image.Image) -> Image.Image:
    """Stronger colours and contrast; what is colourful already is spared."""
    return grade(image, _stronger)


def _stronger(colours: Colours) -> Colours:
    crisp = curve(colours, (0, 0), (0.25, 0.20), (0.5, 0.51), (0.75, 0.81), (1, 1))
    grey = luma(crisp)
    spread = np.ptp(crisp, axis=-1, keepdims=True)
    stronger: Colours = grey + (crisp - grey) * (1 + 0.75 * (1 - spread))
    return stronger
