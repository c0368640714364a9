"""Resize gives the size that was asked for, in the way that was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tools.errors import BadValue
from tools.image.resize import LARGEST_SIDE, Fit, resize
from tools.values import Colour

RED = Colour(255, 0, 0)
SIDE = st.integers(1, 120)


def landscape() -> Image.Image:
    return Image.new("RGB", (60, 30), "white")


def test_one_side_brings_the_other() -> None:
    assert resize(landscape(), width=20).size == (20, 10)
    assert resize(landscape(), height=60).size == (120, 60)


def test_percent_of_both_sides() -> None:
    assert resize(landscape(), percent=150).size == (90, 45)


@given(SIDE, SIDE, SIDE, SIDE, st.sampled_from(["contain", "cover", "fill", "pad"]))
def test_a_frame_of_both_sides_is_met_exactly(
    width: int, height: int, old_width: int, old_height: int, fit: Fit
) -> None:
    assert resize(Image.new("RGB", (old_width, old_height)), width, height, fit=fit).size == (width, height)


@given(SIDE, SIDE, SIDE, SIDE)
def test_inside_touches_one_side_and_exceeds_neither(width: int, height: int, old_width: int, old_height: int) -> None:
    new = resize(Image.new("RGB", (old_width, old_height)), width, height)

    assert new.width <= width
    assert new.height <= height
    assert new.width == width or new.height == height


def test_cover_cuts_off_the_ends_and_contain_shows_them() -> None:
    image = landscape()
    image.paste("blue", (0, 0, 10, 30))

    assert resize(image, 30, 30, fit="cover").getpixel((0, 15)) == (255, 255, 255)
    contained = resize(image, 30, 30, fit="contain", bg=RED)
    assert contained.getpixel((0, 15)) == (0, 0, 255)
    assert contained.getpixel((15, 0)) == (255, 0, 0)


def test_pad_never_enlarges_and_contain_does() -> None:
    padded, contained = (resize(landscape(), 120, 120, fit=fit, bg=RED) for fit in ("pad", "contain"))

    assert (60 * 30, (255, 255, 255)) in (padded.getcolors() or [])
    assert (120 * 60, (255, 255, 255)) in (contained.getcolors() or [])


def test_what_is_left_free_is_see_through_by_default() -> None:
    assert resize(landscape(), 60, 60, fit="contain").getpixel((0, 0)) == (0, 0, 0, 0)


def test_nearest_keeps_hard_pixels() -> None:
    image = Image.new("RGB", (2, 1), "white")
    image.putpixel((0, 0), (0, 0, 0))

    colours = resize(image, width=40, filter="nearest").getcolors() or []

    assert sorted(colours) == [(400, (0, 0, 0)), (400, (255, 255, 255))]


@pytest.mark.parametrize(
    ("given", "blamed"),
    [
        ({}, "width"),
        ({"width": 10, "percent": 50}, "percent"),
        ({"width": 10, "fit": "cover"}, "height"),
        ({"height": 10, "fit": "pad"}, "width"),
    ],
)
def test_sizes_that_make_no_sense_together_are_refused(given: dict[str, str], blamed: str) -> None:
    with pytest.raises(BadValue) as refused:
        resize.bind(given)

    assert refused.value.facts["name"] == blamed


def test_no_side_becomes_longer_than_the_limit_and_the_refusal_names_what_would_do() -> None:
    tall = Image.new("RGB", (1, 50))
    with pytest.raises(BadValue) as refused:
        resize(tall, width=8192)

    nearest = refused.value.facts["nearest"]
    assert isinstance(nearest, int)
    assert resize(tall, width=nearest).height <= LARGEST_SIDE
