"""Pixelate shows the average colour of each square."""

from PIL import Image

from tools.image.pixelate import pixelate
from tools.values import Box


def chequered() -> Image.Image:
    image = Image.new("RGB", (40, 30), "black")
    for left in range(0, 40, 2):
        for top in range(0, 30, 2):
            image.paste("white", (left, top, left + 1, top + 1))
    return image


def test_a_square_has_one_colour_the_average() -> None:
    squares = pixelate(chequered(), 10)

    assert squares.size == (40, 30)
    assert squares.crop((10, 10, 20, 20)).getcolors() == [(100, (64, 64, 64))]


def test_squares_at_the_rim_are_cut_off() -> None:
    stripes = pixelate(Image.linear_gradient("L").resize((33, 17)).convert("RGB"), 8)

    assert len(stripes.crop((32, 0, 33, 17)).getcolors() or []) == 3


def test_the_colour_of_invisible_pixels_does_not_count() -> None:
    image = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 5, 10))

    assert pixelate(image, 10).getpixel((9, 9)) == (0, 0, 255, 127)


def test_a_region_leaves_the_rest_as_it_was() -> None:
    image = chequered()

    changed = pixelate(image, 8, Box.parse("0,0,16,16"))

    assert changed.crop((16, 0, 40, 30)).tobytes() == image.crop((16, 0, 40, 30)).tobytes()
    assert len(changed.crop((0, 0, 16, 16)).getcolors() or []) == 1
