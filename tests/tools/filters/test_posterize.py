"""Posterize leaves few levels of each colour."""

from PIL import Image

from tools.filters.posterize import posterize


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = posterize(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_a_gradient_becomes_five_steps() -> None:
    steps = posterize(Image.linear_gradient("L").convert("RGB")).getcolors() or []

    assert sorted(level[0] for _, level in steps if isinstance(level, tuple)) == [0, 64, 128, 191, 255]


def test_a_colour_is_moved_to_the_nearest_level() -> None:
    assert plain((10, 120, 250)) == (0, 128, 255)
