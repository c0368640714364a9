"""Warm has more red and less blue."""

from PIL import Image

from tools.filters.warm import warm


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = warm(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_grey_turns_towards_yellow() -> None:
    red, green, blue = plain("gray")

    assert red > green > blue


def test_black_and_white_hardly_change() -> None:
    assert max(plain("black")) < 12
    assert min(plain("white")) > 240
