"""Fade has milky shadows and pale colours."""

from PIL import Image

from tools.filters.fade import fade


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = fade(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_black_is_lifted_and_white_lowered() -> None:
    assert 35 < min(plain("black")) <= max(plain("black")) < 70
    assert 220 < min(plain("white")) <= max(plain("white")) < 250


def test_colours_are_paler() -> None:
    assert max(plain("red")) - min(plain("red")) < 190
