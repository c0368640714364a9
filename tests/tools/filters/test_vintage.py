"""Vintage is faded, with yellow lights."""

from PIL import Image

from tools.filters.vintage import vintage


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = vintage(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_white_turns_yellow_and_black_is_lifted() -> None:
    red, _, blue = plain("white")

    assert red > blue + 25
    assert min(plain("black")) > 8


def test_corners_are_darker_than_the_middle() -> None:
    image = vintage(Image.new("RGB", (80, 80), (200, 200, 200))).convert("L").resize((8, 8), Image.Resampling.BOX)

    assert image.getpixel((0, 0)) < image.getpixel((4, 4))  # type: ignore[operator]  # one band has plain numbers
