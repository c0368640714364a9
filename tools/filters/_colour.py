"""Map colours to colours: what a look is mostly made of."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tools.strips import in_strips

Colours = NDArray[np.floating[Any]]  # (..., 3) red, green, blue from 0 to 1
Tones = NDArray[np.floating[Any]]  # lightness from 0 to 1
Grade = Callable[[Colours], Colours]
_LUMA = np.array((0.299, 0.587, 0.114), np.float32)  # ITU-R BT.601, the grey of JPEG and of Pillow's mode L
_STEPS = 17


def grade(image: Image.Image, change: Grade) -> Image.Image:
    """Give each colour of the picture the colour that `change` makes of it, by a table of 17 x 17 x 17 colours."""
    cube = _cube(change)
    return in_strips(image, lambda strip: strip.filter(cube))


@cache
def _cube(change: Grade) -> ImageFilter.Color3DLUT:
    axis = np.linspace(0, 1, _STEPS, dtype=np.float32)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")  # red changes fastest in Pillow's tables
    changed = np.clip(change(np.stack((red, green, blue), axis=-1)), 0, 1)
    return ImageFilter.Color3DLUT(_STEPS, changed.ravel().tolist())


def luma(colours: Colours) -> Tones:
    """Return how light each colour is, with a last axis of one."""
    lightness: Tones = (colours @ _LUMA)[..., None]
    return lightness


def saturate(colours: Colours, factor: float) -> Colours:
    """Move each colour away from its grey (above 1) or towards it (below 1)."""
    grey = luma(colours)
    return grey + (colours - grey) * np.float32(factor)


def curve(values: Tones, *points: tuple[float, float]) -> Tones:
    """Map tones along a smooth line through the points (from, to), given in rising order."""
    xs, ys = (np.array(part, np.float64) for part in zip(*points, strict=True))
    slopes = np.gradient(ys, xs)
    place = np.clip(np.searchsorted(xs, values) - 1, 0, len(xs) - 2)
    width = xs[place + 1] - xs[place]
    t = np.clip((values - xs[place]) / width, 0, 1)
    # Cubic Hermite spline.
    start = (2 * t**3 - 3 * t**2 + 1) * ys[place] + (t**3 - 2 * t**2 + t) * width * slopes[place]
    end = (-2 * t**3 + 3 * t**2) * ys[place + 1] + (t**3 - t**2) * width * slopes[place + 1]
    return (start + end).astype(np.float32)


def mix(first: Colours, second: Colours | Sequence[float], share: Tones | float) -> Colours:
    """Blend towards `second` by `share`, 0 to 1."""
    return first + (np.asarray(second, np.float32) - first) * np.asarray(share, np.float32)


def tone_map(image: Image.Image, *stops: tuple[float, str]) -> Image.Image:
    """Colour a picture by its lightness alone: each stop is a lightness from 0 to 1 and its `#rrggbb`."""
    at = [stop for stop, _ in stops]
    colours = np.array([tuple(bytes.fromhex(colour[1:])) for _, colour in stops], np.float32)
    grey = np.linspace(0, 1, 256)
    table = np.stack([np.interp(grey, at, colours[:, channel]) for channel in range(3)])
    inks = table.round().astype(int).ravel().tolist()
    return in_strips(image, lambda strip: Image.merge("RGB", [strip.convert("L")] * 3).point(inks))
