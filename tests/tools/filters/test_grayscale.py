"""Grayscale keeps lightness and drops colour."""

from PIL import Image

from tools.filters.grayscale import grayscale


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = grayscale(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_every_colour_becomes_its_lightness() -> None:
    assert [plain(colour) for colour in ("red", "lime", "blue")] == [(76,) * 3, (150,) * 3, (29,) * 3]
