"""Polaroid."""

import numpy as np
from PIL import Image, ImageDraw

from tools.filters._colour import Colours, curve, grade, luma, mix, saturate
from tools.filters._light import darken_corners

_PAPER = (247, 245, 239)
_SIDE, _FOOT = 0.045, 0.16  # parts of the shorter side; an SX-70 print is 88 mm wide with rims of 4 and 18 mm


def polaroid(image: Image.Image) -> Image.Image:
    """An instant photo: soft, creamy colours in a white frame with a wide foot."""
    image = grade(image, _develop)
    image = darken_corners(image, 0.25)
    side, foot = round(min(image.size) * _SIDE), round(min(image.size) * _FOOT)
    draw = ImageDraw.Draw(image)
    right, bottom = image.width - 1, image.height - 1
    for rim in (
        (0, 0, right, side - 1),
        (0, bottom - foot + 1, right, bottom),
        (0, 0, side - 1, bottom),
        (right - side + 1, 0, right, bottom),
    ):
        if rim[0] <= rim[2] and rim[1] <= rim[3]:
            draw.rectangle(rim, fill=_PAPER)
    return image


def _develop(colours: Colours) -> Colours:
    soft = saturate(curve(colours, (0, 0.10), (0.25, 0.30), (0.5, 0.58), (0.75, 0.80), (1, 0.95)), 0.85)
    light = luma(soft)
    creamy = mix(soft, soft * (1.04, 1.0, 0.88), light)
    return mix(creamy, creamy + np.array((-0.03, 0.03, 0.06)), (1 - light) * 0.8)
