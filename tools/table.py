"""Look every channel of a picture up in a table."""

from collections.abc import Callable

from PIL import Image

IDENTITY = bytes(range(256))


def make_table(curve: Callable[[float], float]) -> bytes:
    """Return the 256 values of `curve`, which is given and answers 0 to 255; what lies outside is cut off."""
    return bytes(min(255, max(0, round(curve(value)))) for value in range(256))


def apply_table(image: Image.Image, table: bytes) -> Image.Image:
    """Replace each colour value by its entry: 256 for red, green and blue alike, or 768 for each in turn.

    Opacity stays as it is.
    """
    colours = table * 3 if len(table) == len(IDENTITY) else table
    return image.point(list(colours + IDENTITY if image.mode == "RGBA" else colours))
