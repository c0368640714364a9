"""Vivid strengthens pale colours more than strong ones."""

from PIL import Image

from tools.filters.vivid import vivid


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = vivid(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def spread(colour: tuple[int, ...]) -> int:
    return max(colour) - min(colour)


def test_pale_colours_gain_much_and_strong_ones_little() -> None:
    pale, strong = (140, 120, 110), (220, 60, 40)

    assert spread(plain(pale)) > 1.5 * spread(pale)
    assert spread(strong) <= spread(plain(strong)) < 1.3 * spread(strong)


def test_grey_stays_grey() -> None:
    assert spread(plain("gray")) <= 1
