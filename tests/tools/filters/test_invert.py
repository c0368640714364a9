"""Invert turns colours into their opposites."""

from PIL import Image

from tools.filters.invert import invert


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = invert(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_each_channel_is_turned_over() -> None:
    assert plain((10, 100, 255)) == (245, 155, 0)


def test_twice_is_the_same_picture() -> None:
    image = Image.linear_gradient("L").convert("RGB")

    assert invert(invert(image)).tobytes() == image.tobytes()
