"""A small chart of one number a day, as a picture."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from tools.fonts import font

SIZE = (720, 360)
_TWICE = 2
_GROUND, _BAR, _INK, _LINE = (255, 255, 255), (29, 53, 87), (68, 68, 68), (221, 221, 221)
_RIGHT, _TOP, _BOTTOM, _PAD = 16, 48, 40, 8
_GAP = 0.25
_LETTERS = 15


def draw_chart(values: Sequence[int], first: date, last: date, title: str = "") -> bytes:
    """Return a PNG of `SIZE` with a bar for each value, which are not below 0, from the first day to the last."""
    width, height = (side * _TWICE for side in SIZE)
    image = Image.new("RGB", (width, height), _GROUND)
    _draw(ImageDraw.Draw(image), values, first, last, title)
    out = BytesIO()
    image.reduce(_TWICE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(draw: ImageDraw.ImageDraw, values: Sequence[int], first: date, last: date, title: str) -> None:
    letters = font(_LETTERS * _TWICE)
    most = max(*values, 1)
    marks = sorted({0, most // 2, most})
    widest = max(draw.textlength(str(mark), letters) for mark in marks)
    left, right = widest + 2 * _PAD * _TWICE, (SIZE[0] - _RIGHT) * _TWICE
    top, bottom = _TOP * _TWICE, (SIZE[1] - _BOTTOM) * _TWICE
    draw.text((left, _PAD * _TWICE), title, _INK, letters, anchor="lt")
    for mark in marks:
        y = bottom - (bottom - top) * mark / most
        draw.line((left, y, right, y), _LINE, _TWICE)
        draw.text((left - _PAD * _TWICE, y), str(mark), _INK, letters, anchor="rm")
    step = (right - left) / len(values)
    for number, value in enumerate(values):
        x = left + number * step
        bar = (x + step * _GAP / 2, bottom - (bottom - top) * value / most, x + step * (1 - _GAP / 2), bottom)
        if value:
            draw.rectangle(bar, _BAR)
    draw.line((left, bottom, right, bottom), _INK, _TWICE)
    below = bottom + _PAD * _TWICE
    draw.text((left, below), first.isoformat(), _INK, letters, anchor="lt")
    draw.text((right, below), last.isoformat(), _INK, letters, anchor="rt")
