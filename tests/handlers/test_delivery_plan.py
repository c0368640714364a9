"""Each picture goes out in the form that loses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.delivery_plan import DeliveryPlan, Wanted, plan_delivery
from handlers.outcome import Made
from tests.handlers.conftest import CHAT, PAGE

PHOTO = Made("jpeg", 800, 600, 1, 90_000, has_alpha=False)


@pytest.mark.parametrize(
    ("made", "delivery"),
    [
        (PHOTO, DeliveryPlan("photo")),
        (replace(PHOTO, format="png", has_alpha=True), DeliveryPlan("file", "note-file-alpha")),
        (replace(PHOTO, bytes=10_000_001), DeliveryPlan("file", "note-file-size")),
        (replace(PHOTO, width=10_001), DeliveryPlan("file", "note-file-size")),
        (replace(PHOTO, width=6_000, height=4_000), DeliveryPlan("photo")),
        (replace(PHOTO, width=6_000, height=4_001), DeliveryPlan("file", "note-file-size")),
        (replace(PHOTO, width=2_000, height=100), DeliveryPlan("photo")),
        (replace(PHOTO, width=2_001, height=100), DeliveryPlan("file", "note-file-size")),
        (replace(PHOTO, width=10, height=201), DeliveryPlan("file", "note-file-size")),
        (replace(PHOTO, format="tiff"), DeliveryPlan("file")),
        (replace(PHOTO, format="gif", frames=2), DeliveryPlan("animation")),
        (replace(PHOTO, format="apng", frames=2), DeliveryPlan("file", "note-file-animation")),
    ],
)
def test_the_form_fits_the_chat(made: Made, delivery: DeliveryPlan) -> None:
    assert plan_delivery(made, CHAT) == delivery


def test_every_animation_that_a_chat_shows_moving_goes_out_as_one() -> None:
    moving = replace(PHOTO, format="webp", frames=2)

    assert plan_delivery(moving, replace(CHAT, animations=("gif", "webp"))) == DeliveryPlan("animation")


def test_transparency_is_a_photo_where_photos_keep_it() -> None:
    assert plan_delivery(replace(PHOTO, format="png", has_alpha=True), PAGE).form == "photo"


def test_a_chat_without_such_limits_shows_every_shape() -> None:
    assert plan_delivery(replace(PHOTO, width=9_000, height=9), replace(CHAT, photo_sides=None, photo_ratio=None)) == (
        DeliveryPlan("photo")
    )


REWRITES = replace(CHAT, photo_side=2560)
MOVING = replace(PHOTO, format="gif", frames=2)


@pytest.mark.parametrize(
    ("made", "wanted", "delivery"),
    [
        (PHOTO, Wanted(), DeliveryPlan("photo")),
        (PHOTO, Wanted(whole=True), DeliveryPlan("file")),
        (PHOTO, Wanted(exact=True), DeliveryPlan("file")),
        (PHOTO, Wanted("photo", whole=True, exact=True), DeliveryPlan("photo")),
        (replace(PHOTO, width=2_560), Wanted(), DeliveryPlan("photo")),
        (replace(PHOTO, height=2_561), Wanted(), DeliveryPlan("file", "note-file-shrunk")),
        (replace(PHOTO, height=2_561), Wanted("photo"), DeliveryPlan("photo")),
        (MOVING, Wanted(whole=True), DeliveryPlan("animation")),
        (MOVING, Wanted(exact=True), DeliveryPlan("file")),
        (MOVING, Wanted("photo", exact=True), DeliveryPlan("animation")),
    ],
)
def test_a_chat_that_writes_photos_anew_is_sent_files_where_that_would_lose_something(
    made: Made, wanted: Wanted, delivery: DeliveryPlan
) -> None:
    assert plan_delivery(made, REWRITES, wanted) == delivery
    assert plan_delivery(made, CHAT, wanted).form != "file"


MADE = st.builds(
    Made,
    format=st.sampled_from(["jpeg", "png", "gif", "webp", "apng", "pdf"]),
    width=st.integers(1, 20_000),
    height=st.integers(1, 20_000),
    frames=st.integers(1, 300),
    bytes=st.integers(1, 50_000_000),
    has_alpha=st.booleans(),
)


@given(MADE)
def test_a_wish_for_files_is_always_met(made: Made) -> None:
    assert plan_delivery(made, CHAT, Wanted("file")) == DeliveryPlan("file")


@given(MADE)
def test_a_photo_never_spoils_anything(made: Made) -> None:
    if plan_delivery(made, CHAT).form == "photo":
        assert made.frames == 1
        assert not made.has_alpha
        assert made.bytes <= CHAT.photo_bytes
        assert made.format in CHAT.formats
        assert made.width + made.height <= 10_000
        assert max(made.width, made.height) <= 20 * min(made.width, made.height)
