"""Convert asks for another format and lays see-through pictures on a background where that is wanted."""

from PIL import Image

from tools.image.convert import convert
from tools.media import Picture
from tools.values import WHITE, Colour

RED = Colour(255, 0, 0)


def half_there() -> Picture:
    return Picture.still(Image.new("RGBA", (4, 4), (0, 0, 255, 0)))


def test_the_wishes_name_format_and_quality() -> None:
    wishes = convert(half_there(), "webp", quality=70).wishes

    assert (wishes.format, wishes.quality, wishes.background) == ("webp", 70, WHITE)


def test_transparency_is_kept_without_a_background() -> None:
    made = convert(half_there(), "png").picture

    assert made.has_alpha
    assert next(iter(made)).image.getpixel((0, 0)) == (0, 0, 255, 0)


def test_a_background_makes_it_opaque_in_every_format() -> None:
    made = convert(half_there(), "png", bg=RED).picture

    assert not made.has_alpha
    assert next(iter(made)).image.getpixel((0, 0)) == (255, 0, 0)
