"""Handle transparency so that the colour of invisible pixels is never seen."""

from collections.abc import Callable

from PIL import Image

from tools.strips import in_placed_strips, in_strips
from tools.values import Colour


def premultiplied(image: Image.Image, change: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """Apply `change`, which mixes pixels, to colour times alpha.

    Mixed as they are, the colours that invisible pixels happen to hold would leave a dark or bright rim.
    """
    if image.mode == "RGB":
        return change(image)
    return change(image.convert("RGBa")).convert("RGBA")


def flatten(image: Image.Image, background: Colour) -> Image.Image:
    """Lay the picture on a colour. The result is RGB, or RGBA where the colour itself lets something through."""
    if image.mode == "RGB":
        return image
    if background.alpha == 0:
        return image

    def laid(strip: Image.Image) -> Image.Image:
        below = Image.new("RGBA", strip.size, background.rgba)
        return Image.alpha_composite(below, strip).convert("RGB" if background.alpha == 255 else "RGBA")

    return in_strips(image, laid)


def visible_colours(image: Image.Image) -> Image.Image:
    """Return the picture as RGB with the colours of its visible pixels spread under the invisible ones.

    A tool that looks at neighbours (edges, emboss) then finds no outline where something is only cut out.
    """
    if image.mode == "RGB":
        return image
    spread = image.convert("RGBa")
    small = spread.resize((max(1, image.width // 16), max(1, image.height // 16)), Image.Resampling.BOX)
    middle = spread.resize((1, 1), Image.Resampling.BOX).convert("RGBA").convert("RGB")
    del spread
    step = small.height / image.height

    def filled(strip: Image.Image, top: int) -> Image.Image:
        below = middle.resize(strip.size).convert("RGBA")
        box = (0, top * step, small.width, min(small.height, (top + strip.height) * step))
        around = small.resize(strip.size, Image.Resampling.BILINEAR, box).convert("RGBA")
        return Image.alpha_composite(Image.alpha_composite(below, around), strip).convert("RGB")

    return in_placed_strips(image, filled)
