"""Transparency is handled so that hidden colours stay hidden."""

from PIL import Image, ImageFilter

from tools.alpha import flatten, premultiplied, visible_colours
from tools.values import TRANSPARENT, WHITE, Colour


def half_hidden() -> Image.Image:
    """Return blue on the left; on the right invisible pixels that happen to be red."""
    image = Image.new("RGBA", (32, 8), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 16, 8))
    return image


def test_mixing_pixels_leaves_invisible_colours_out() -> None:
    blurred = premultiplied(half_hidden(), lambda pixels: pixels.filter(ImageFilter.BoxBlur(3)))

    assert blurred.mode == "RGBA"
    assert blurred.getpixel((17, 4)) == (0, 0, 255, 73)


def test_an_opaque_picture_is_changed_as_it_is() -> None:
    image = Image.new("RGB", (4, 4), "teal")

    assert premultiplied(image, lambda pixels: pixels) is image


def test_flattening_lays_the_picture_on_the_colour() -> None:
    flat = flatten(half_hidden(), WHITE)

    assert flat.mode == "RGB"
    assert (flat.getpixel((0, 0)), flat.getpixel((31, 0))) == ((0, 0, 255), (255, 255, 255))


def test_a_colour_that_lets_something_through_leaves_the_result_see_through() -> None:
    assert flatten(half_hidden(), Colour(0, 255, 0, 128)).getpixel((31, 0)) == (0, 255, 0, 128)
    assert flatten(half_hidden(), TRANSPARENT).tobytes() == half_hidden().tobytes()


def test_visible_colours_spread_under_the_invisible_ones() -> None:
    spread = visible_colours(half_hidden())

    assert spread.mode == "RGB"
    assert spread.getcolors() == [(32 * 8, (0, 0, 255))]


def test_each_invisible_place_gets_the_colours_nearby() -> None:
    image = Image.new("RGBA", (160, 32), (0, 255, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 10, 32))
    image.paste((255, 0, 0, 255), (150, 0, 160, 32))

    spread = visible_colours(image)

    left, right = spread.getpixel((13, 16)), spread.getpixel((146, 16))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 150 > 90 > left[0]
    assert right[0] > 150 > 90 > right[2]


def test_a_wholly_invisible_picture_has_colours_too() -> None:
    assert visible_colours(Image.new("RGBA", (5, 5), (255, 0, 0, 0))).mode == "RGB"
