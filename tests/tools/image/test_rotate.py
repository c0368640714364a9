"""Rotate turns clockwise, exactly by quarters and with soft edges otherwise."""

from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.tools.files import photo, psnr
from tools.image.rotate import rotate
from tools.values import Colour

RED = Colour(255, 0, 0)


def corner_marked() -> Image.Image:
    image = Image.new("RGB", (8, 4), "white")
    image.putpixel((0, 0), (255, 0, 0))
    return image


def test_ninety_degrees_turn_the_top_left_corner_to_the_top_right() -> None:
    turned = rotate(corner_marked(), 90)

    assert turned.size == (4, 8)
    assert turned.getpixel((3, 0)) == (255, 0, 0)


@pytest.mark.parametrize("angle", [90, -90, 450 - 360, 180, 270])
def test_quarters_come_round_to_the_same_picture(angle: float) -> None:
    image = turned = corner_marked()
    for _ in range(4):
        turned = rotate(turned, angle)

    assert turned.tobytes() == image.tobytes()


@given(st.floats(-360, 360), st.integers(1, 60), st.integers(1, 60))
def test_the_canvas_grows_to_hold_every_corner_and_no_further(angle: float, width: int, height: int) -> None:
    turned = rotate(Image.new("RGB", (width, height)), angle)

    across = abs(width * cos(radians(angle))) + abs(height * sin(radians(angle)))
    down = abs(width * sin(radians(angle))) + abs(height * cos(radians(angle)))
    assert 0 <= turned.width - across + 1e-5 < 1.001
    assert 0 <= turned.height - down + 1e-5 < 1.001


@pytest.mark.parametrize("angle", [89.9, -89.9])
def test_any_angle_turns_the_same_way_as_a_quarter(angle: float) -> None:
    image = Image.new("RGB", (60, 60), "white")
    image.paste("red", (0, 0, 60, 30))

    slanted, quarter = rotate(image, angle, expand=False).convert("RGB"), rotate(image, round(angle, -1))

    assert [slanted.getpixel((x, 30)) for x in (10, 50)] == [quarter.getpixel((x, 30)) for x in (10, 50)]


def test_without_expanding_the_size_stays() -> None:
    assert rotate(corner_marked(), 90, expand=False).size == (8, 4)
    assert rotate(corner_marked(), 33, expand=False).size == (8, 4)


def test_a_quarter_without_expanding_moves_pixels_and_changes_none() -> None:
    turned = rotate(corner_marked(), 90, expand=False, bg=RED)

    assert turned.crop((2, 0, 6, 4)).tobytes() == rotate(corner_marked(), 90).crop((0, 2, 4, 6)).tobytes()
    assert turned.crop((0, 0, 2, 4)).getcolors() == [(8, (255, 0, 0))]


def test_free_corners_are_see_through_or_have_the_background() -> None:
    square = Image.new("RGB", (40, 40), "white")

    assert rotate(square, 45).getpixel((0, 0)) == (0, 0, 0, 0)
    filled = rotate(square, 45, bg=RED)
    assert filled.mode == "RGB"
    assert filled.getpixel((0, 0)) == (255, 0, 0)


def test_slanted_edges_are_soft_and_their_colour_pure() -> None:
    turned = rotate(Image.new("RGB", (60, 60), (255, 255, 255)), 20)

    partly = [pixel for _, pixel in turned.getcolors(10_000) or [] if isinstance(pixel, tuple) and 16 < pixel[3] < 240]
    assert len(partly) > 20
    assert min(min(pixel[:3]) for pixel in partly) > 240


def test_the_middle_stays_in_the_middle() -> None:
    image = Image.new("RGB", (41, 41), "white")
    image.paste("red", (18, 18, 23, 23))

    assert rotate(image, 30, expand=False).convert("RGB").getpixel((20, 20)) == (255, 0, 0)


def test_a_canvas_too_large_to_work_with_is_scaled_down_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rotate(photo(300, 200), 30)
    monkeypatch.setattr("tools.image.rotate._MOST_PIXELS", whole.width * whole.height // 4)
    half = rotate(photo(300, 200), 30)

    assert (half.width, half.height) == (whole.width // 2, whole.height // 2)
    assert psnr(half, whole.resize(half.size)) > 25


def test_the_joints_of_tiles_are_not_seen() -> None:
    plain = rotate(Image.new("RGB", (1500, 1400), "teal"), 30)
    left, top = plain.width // 2 - 500, plain.height // 2 - 500

    assert plain.crop((left, top, left + 1000, top + 1000)).getcolors() == [(1_000_000, (0, 128, 128, 255))]
