"""Edges shows outlines on black."""

from PIL import Image

from tools.filters.edges import edges


def test_areas_are_black_and_outlines_glow_in_their_colour() -> None:
    image = Image.new("RGB", (60, 60), "black")
    image.paste("red", (20, 20, 40, 40))

    lines = edges(image)

    assert lines.getpixel((5, 5)) == lines.getpixel((30, 30)) == (0, 0, 0)
    red, green, blue = lines.getpixel((20, 30))  # type: ignore[misc]  # RGB pixels are tuples
    assert red > 150
    assert green == blue == 0
