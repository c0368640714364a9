"""A result fits where it goes the first time, and what was given up for it is said."""

import pytest
from PIL import Image

from tests.tools.files import opened, photo, pixel
from tools.encode import choose_format, encode
from tools.encoders.animation import OverCap
from tools.errors import TooBigResult
from tools.media import Frame, Media, Picture, Wishes
from tools.values import Colour
from tools.work import Note, Target


def see_through() -> Image.Image:
    image = photo()
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def still(
    image: Image.Image, source: str = "png", target: Target | None = None, **wishes: object
) -> tuple[Media, tuple[Note, ...]]:
    return encode(Picture.still(image), source, Wishes(**wishes), target or Target())  # type: ignore[arg-type]  # by name


def moving(count: int = 4, size: int = 60) -> Picture:
    frames = [
        Frame(photo(size + 8 * count, size).crop((8 * number, 0, 8 * number + size, size)), 50)
        for number in range(count)
    ]
    return Picture(size, size, frames, count)


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ("jpeg", "jpeg"),
        ("png", "png"),
        ("webp", "webp"),
        ("bmp", "png"),
        ("tiff", "png"),
        ("heic", "jpeg"),
        ("", "png"),
        ("gif", "png"),
    ],
)
def test_a_still_keeps_its_format_or_gets_a_sensible_one(source: str, format: str) -> None:
    assert choose_format(Picture.still(photo()), source, Wishes(), Target()) == format


def test_what_the_target_cannot_take_is_not_chosen() -> None:
    plain = Target(formats=("jpeg", "png"), animation="gif")

    assert choose_format(Picture.still(photo()), "webp", Wishes(), plain) == "jpeg"
    assert choose_format(Picture.still(see_through()), "webp", Wishes(), plain) == "png"
    assert choose_format(moving(), "webp", Wishes(), plain) == "gif"
    assert choose_format(moving(), "webp", Wishes(), Target()) == "webp"
    assert choose_format(moving(), "mp4", Wishes(), Target()) == "gif"


def test_lost_transparency_is_filled_and_said() -> None:
    media, notes = still(Image.new("RGBA", (9, 9)), format="jpeg", background=Colour(0, 0, 255))

    assert pixel(opened(media.data).convert("RGB"), 4, 4)[2] > 240
    assert [note.key for note in notes] == ["note-flattened"]


def test_an_icon_is_told_at_the_size_that_it_has() -> None:
    media, notes = still(Image.new("RGB", (800, 400)), format="ico")

    assert (media.width, media.height) == opened(media.data).size == (256, 128)
    assert [note.key for note in notes] == ["note-shrunk"]


def test_only_the_first_frame_of_an_animation_fits_a_still_format_and_that_is_said() -> None:
    media, notes = encode(moving(), "gif", Wishes(format="png"), Target())

    assert (media.format, media.frames) == ("png", 1)
    assert [(note.key, note.facts["frames"]) for note in notes] == [("note-first-frame", 4)]


@pytest.mark.parametrize("cap", [25_000, 45_000, 70_000])
def test_a_wished_number_of_bytes_is_met_from_below(cap: int) -> None:
    media, notes = still(photo(900, 600), "jpeg", format="jpeg", max_bytes=cap)

    assert 0.94 * cap <= len(media.data) <= cap
    assert notes == ()


def test_a_small_cap_costs_pixels_and_that_is_said() -> None:
    media, notes = still(photo(900, 600), "jpeg", Target(max_bytes=3_000))

    assert len(media.data) <= 3_000
    assert [note.key for note in notes] == ["note-shrunk"]
    assert (media.width, media.height) == opened(media.data).size


def test_a_png_over_the_cap_becomes_lossy_only_where_no_format_was_asked_for() -> None:
    target = Target(max_bytes=60_000)
    free, free_notes = still(photo(900, 600), "png", target)
    wished, wished_notes = still(photo(900, 600), "png", target, format="png")

    assert (free.format, free.width) == ("jpeg", 900)
    assert "note-format" in [note.key for note in free_notes]
    assert (wished.format, [note.key for note in wished_notes]) == ("png", ["note-shrunk"])
    assert max(len(free.data), len(wished.data)) <= 60_000


def test_a_wish_for_more_bytes_than_the_target_takes_is_cut_down() -> None:
    media, _ = still(photo(900, 600), "jpeg", Target(max_bytes=30_000), format="jpeg", max_bytes=1_000_000)

    assert len(media.data) <= 30_000


def test_an_impossible_cap_is_refused() -> None:
    with pytest.raises(TooBigResult):
        still(photo(), "png", Target(max_bytes=50))


def test_an_animation_over_the_cap_is_given_back_to_be_made_smaller() -> None:
    with pytest.raises(OverCap):
        encode(moving(20), "gif", Wishes(), Target(max_bytes=2_000))


def test_a_side_that_is_too_long_is_scaled() -> None:
    media, notes = still(photo(900, 600), "png", Target(max_side=300))

    assert (media.width, media.height) == (300, 200) == opened(media.data).size
    assert [note.key for note in notes] == ["note-shrunk"]


def test_colour_under_invisible_pixels_is_not_written() -> None:
    secret = photo().convert("RGBA")
    secret.putalpha(Image.new("L", secret.size))
    for format in ("png", "webp", "tiff", "avif"):
        media, _ = still(secret, format=format)
        assert opened(media.data).convert("RGBA").convert("RGB").getextrema() == ((0, 0),) * 3


def test_see_through_pixels_are_kept_to_what_the_writer_can_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.encode._MOST_WITH_ALPHA", {"webp": 10_000})
    image = photo(200, 100)
    opaque, no_notes = encode(Picture.still(image), "webp", Wishes(), Target())
    image.putalpha(128)
    media, notes = encode(Picture.still(image), "webp", Wishes(), Target())

    assert (opaque.width, opaque.height, no_notes) == (200, 100, ())
    assert (media.width, media.height, [note.key for note in notes]) == (141, 71, ["note-shrunk"])


def test_avif_is_kept_to_the_pixels_that_there_is_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.encode._MOST_PIXELS", {"avif": 10_000})
    media, notes = encode(Picture.still(photo(200, 100)), "png", Wishes(format="avif"), Target())

    assert (media.format, media.width, media.height) == ("avif", 141, 71)
    assert [note.key for note in notes] == ["note-shrunk"]
