"""Solarize turns the lights over."""

from PIL import Image

from tools.filters.solarize import solarize


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = solarize(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_lights_become_dark_and_the_middle_is_lightest() -> None:
    assert plain("black") == plain("white") == (0, 0, 0)
    assert plain((127, 127, 127))[0] > 220
