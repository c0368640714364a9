"""Crop keeps exactly the part that was asked for."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tools.errors import BadValue
from tools.image.crop import Ratio, crop
from tools.values import Box


def quarters() -> Image.Image:
    """Return 40 x 20 pixels: red and green above, blue and white below."""
    image = Image.new("RGB", (40, 20), "white")
    for colour, corner in (("red", (0, 0)), ("green", (20, 0)), ("blue", (0, 10))):
        image.paste(colour, (*corner, corner[0] + 20, corner[1] + 10))
    return image


def test_a_box_is_cut_to_the_pixel() -> None:
    part = crop(quarters(), box=Box.parse("20,0,50%,10px"))

    assert part.size == (20, 10)
    assert part.getcolors() == [(200, (0, 128, 0))]


def test_a_box_that_reaches_over_the_edge_is_cut_off_there() -> None:
    assert crop(quarters(), box=Box.parse("30,15,100,100")).size == (10, 5)


def test_a_box_outside_is_refused_with_the_size_of_the_picture() -> None:
    with pytest.raises(BadValue) as refused:
        crop(quarters(), box=Box.parse("50,0,10,10"))

    assert refused.value.facts["name"] == "box"
    assert "40x20" in str(refused.value.facts["expected"])


def test_a_free_ratio_needs_a_box() -> None:
    with pytest.raises(BadValue):
        crop.bind({"ratio": "free"})

    assert crop(quarters(), ratio="free", box=Box.parse("0,0,7,9")).size == (7, 9)


def test_the_anchor_says_which_part_stays() -> None:
    left, right, middle = (crop(quarters(), anchor=anchor) for anchor in ("left", "br", "center"))

    assert left.getpixel((0, 0)) == (255, 0, 0)
    assert left.getpixel((19, 0)) == (255, 0, 0)
    assert right.getpixel((0, 0)) == (0, 128, 0)
    assert (middle.getpixel((9, 0)), middle.getpixel((10, 0))) == ((255, 0, 0), (0, 128, 0))


def test_up_and_down_count_where_the_picture_is_too_tall() -> None:
    tall = quarters().crop((0, 0, 10, 20))

    top, right, bottom = (crop(tall, anchor=anchor) for anchor in ("top", "right", "bl"))

    assert top.getcolors() == [(100, (255, 0, 0))]
    assert bottom.getcolors() == [(100, (0, 0, 255))]
    assert (right.getpixel((0, 4)), right.getpixel((0, 5))) == ((255, 0, 0), (0, 0, 255))


@given(st.sampled_from(["1:1", "4:3", "3:2", "16:9", "9:16", "4:5"]), st.integers(1, 300), st.integers(1, 300))
def test_the_largest_part_of_the_ratio_is_kept(ratio: Ratio, width: int, height: int) -> None:
    part = crop(Image.new("RGB", (width, height)), ratio=ratio)

    across, down = map(int, ratio.split(":"))
    assert part.width == width or part.height == height
    # The other side is the nearest whole number of pixels, and at least one.
    assert part.size in {
        (width, max(1, round(Fraction(width * down, across)))),
        (max(1, round(Fraction(height * across, down))), height),
    }
