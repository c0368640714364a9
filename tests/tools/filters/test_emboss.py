"""Emboss shows slopes as light and shade on grey."""

from PIL import Image

from tools.filters.emboss import emboss


def test_flat_is_grey_and_slopes_are_lit_from_the_top_left() -> None:
    image = Image.new("RGB", (60, 60), "black")
    image.paste("white", (20, 20, 40, 40))

    relief = emboss(image).convert("L")

    assert relief.getpixel((5, 5)) == relief.getpixel((30, 30)) == 128
    assert relief.getpixel((20, 30)) > 200  # type: ignore[operator]  # one band has plain numbers
    assert relief.getpixel((40, 30)) < 60  # type: ignore[operator]  # one band has plain numbers
