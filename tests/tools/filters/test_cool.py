"""Cool has more blue and less red."""

from PIL import Image

from tools.filters.cool import cool


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = cool(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_grey_turns_towards_blue() -> None:
    red, green, blue = plain("gray")

    assert red < green < blue


def test_black_and_white_hardly_change() -> None:
    assert max(plain("black")) < 12
    assert min(plain("white")) > 240
