"""Noir is hard black and white."""

from PIL import Image

from tools.filters.noir import noir


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = noir(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_shadows_sink_and_lights_stay() -> None:
    assert max(plain((60, 60, 60))) < 40
    assert min(plain((230, 230, 230))) > 225


def test_no_colour_is_left() -> None:
    assert all(
        band == noir(Image.new("RGB", (20, 20), "tomato")).split()[0]
        for band in noir(Image.new("RGB", (20, 20), "tomato")).split()
    )
