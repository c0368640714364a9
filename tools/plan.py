"""What a tool allows the engine to exploit, so that speed needs no second way through the code.

A tool is complete and correct without its plan. A plan only states facts about it, as functions of its bound arguments
(`given`) and of the size of the picture; tools/planner.py draws the conclusions: a smaller decode, one resampling for
several steps, one table for several tables. A test over the catalogue holds every plan to what its tool does.

    @tool(plan=Plan(table=lambda given: _table(given["amount"])))
    def brightness(image: Image.Image, amount: ... = 20) -> Image.Image:
        return apply_table(image, _table(amount))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image

Given = Mapping[str, Any]
Size = tuple[int, int]
Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """Facts about a tool; all are optional, and a function answers None where these arguments do not bear the fact out.

    scales(given, width, height): the tool only resamples smoothly (by `tools.scale.scale`), to this (width, height).
    crops(given, width, height): the tool only cuts out this (left, top, right, bottom), which lies inside the picture.
    turns(given): the tool is exactly this transposition: a mirroring or a turn by a multiple of 90 degrees.
    table(given): each result channel is looked up: 256 values for red, green and blue alike, or 768 for each in turn;
        alpha stays.
    pixelwise(given): each result pixel depends on nothing but the pixel at its place (saturation, sepia), so that it
        may be done at any scale.
    softens(given): the standard deviation, in pixels, of the Gaussian that the tool applies to the whole picture. What
        is finer is lost anyhow and need not be decoded.
    softened(given, sigma): the arguments that make the tool apply a Gaussian of `sigma` instead; goes with `softens`.
    widest(given): a tool for several pictures shows none of them wider than this many pixels.
    fastest(given): a tool for several pictures shows no more frames of a clip in a second than this many.
    untouched: the tool looks at no colour of an opaque picture; it hands the pixels on as they are or resampled, with
        wishes for the encoder (convert, compress). It may then be given YCbCr.
    """

    scales: Callable[[Given, int, int], Size | None] | None = None
    crops: Callable[[Given, int, int], Rectangle | None] | None = None
    turns: Callable[[Given], Image.Transpose | None] | None = None
    table: Callable[[Given], bytes | None] | None = None
    pixelwise: Callable[[Given], bool] | None = None
    softens: Callable[[Given], float | None] | None = None
    softened: Callable[[Given, float], Given] | None = None
    widest: Callable[[Given], int | None] | None = None
    fastest: Callable[[Given], float | None] | None = None
    untouched: bool = False
