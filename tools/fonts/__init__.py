"""The font that tools write with: DejaVu Sans, with Latin, Greek, Cyrillic and more letters (see LICENSE.txt)."""

from importlib.resources import files
from io import BytesIO

from PIL import ImageFont

# Read at import: a locked worker opens no files.
_DEJAVU_SANS = (files(__name__) / "DejaVuSans.ttf").read_bytes()


def font(size: float) -> ImageFont.FreeTypeFont:
    """Return the font at `size` pixels."""
    return ImageFont.truetype(BytesIO(_DEJAVU_SANS), size)
