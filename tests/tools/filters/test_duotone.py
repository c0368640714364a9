"""Duotone has two inks and what lies between."""

from PIL import Image

from tools.filters.duotone import duotone


def test_shadows_are_violet_and_lights_peach() -> None:
    half = Image.new("RGB", (40, 40), "white")
    half.paste("black", (0, 0, 20, 40))

    toned = duotone(half)

    assert (toned.getpixel((0, 0)), toned.getpixel((39, 0))) == ((0x1D, 0x0F, 0x52), (0xFF, 0xE3, 0xB0))
