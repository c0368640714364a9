"""Sepia is brown from dark to light."""

from PIL import Image

from tools.filters.sepia import sepia


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = sepia(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_every_grey_becomes_a_brown_of_about_its_lightness() -> None:
    for grey in (40, 128, 220):
        red, green, blue = plain((grey, grey, grey))
        assert red > green > blue
        assert abs(green - grey) < 25
