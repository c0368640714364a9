"""Halftone."""

from functools import cache
from math import ceil, cos, pi, radians, sin

import numpy as np
from PIL import Image, ImageFilter

from tools.filters._colour import Tones
from tools.filters._light import as_image, unit
from tools.strips import in_placed_strips

_DOT = 6.5  # units from dot to dot
_ANGLES = (15, 75, 0)  # degrees, as printers turn their screens so that cyan, magenta and yellow do not clash


def halftone(image: Image.Image) -> Image.Image:
    """Printed in dots of cyan, magenta and yellow, as in an old comic."""
    step = max(3.0, _DOT * unit(image))
    return in_placed_strips(image, lambda strip, top: _printed(strip, step, top), reach=3 * ceil(step / 4 + 1))


def _printed(image: Image.Image, step: float, top: int) -> Image.Image:
    inks = image.filter(ImageFilter.GaussianBlur(step / 4)).split()
    return Image.merge("RGB", [_dots(light, angle, step, top) for light, angle in zip(inks, _ANGLES, strict=True)])


def _dots(light: Image.Image, angle: float, step: float, top: int) -> Image.Image:
    """Print one ink: dots that grow where it is dark, with edges one pixel soft."""
    soft = 3 / step  # over how much of the screen's range an edge fades
    reach = _reach() * (1 + soft) - soft / 2  # so that white has no dots and black no gaps
    ink = reach[255 - np.asarray(light)]
    return as_image(1 - 0.95 * np.clip((ink - _screen(ink.shape, angle, step, top)) / soft + 0.5, 0, 1))


@cache
def _reach() -> Tones:
    """Return for each ink value, 0 to 255, up to where of the screen it must print to cover just that much paper."""
    return np.quantile(_screen((256, 256), 0, 256, 0), np.linspace(0, 1, 256)).astype(np.float32)


def _screen(shape: tuple[int, ...], angle: float, step: float, top: int) -> Tones:
    """Return a wave for each pixel, from 0 in the middle of a dot to 1 between dots."""
    height, width = shape
    turn_x, turn_y = cos(radians(angle)) * 2 * pi / step, sin(radians(angle)) * 2 * pi / step
    x, y = np.arange(width, dtype=np.float32), np.arange(top, top + height, dtype=np.float32)
    return 0.5 - (_waves(turn_x * x, turn_y * y) + _waves(-turn_y * x, turn_x * y)) / 4


def _waves(across: Tones, down: Tones) -> Tones:
    """Return cos(across + down) for every pair, by the sum formula: far cheaper than a cosine a pixel."""
    waves: Tones = np.outer(np.cos(down), np.cos(across)) - np.outer(np.sin(down), np.sin(across))
    return waves
