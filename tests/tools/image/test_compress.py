"""Compress asks for fewer bytes and shrinks no further than it was told."""

from PIL import Image

from tools.image.compress import compress
from tools.media import Frame, Picture
from tools.values import ByteSize


def photo(mode: str = "RGB") -> Picture:
    return Picture.still(Image.new(mode, (300, 200)))


def test_a_target_is_a_cap_in_bytes_and_leaves_the_quality_open() -> None:
    wishes = compress(photo(), target=ByteSize(300_000), quality=10).wishes

    assert (wishes.max_bytes, wishes.quality) == (300_000, None)


def test_without_a_target_the_quality_counts() -> None:
    wishes = compress(photo(), quality=35).wishes

    assert (wishes.max_bytes, wishes.quality) == (None, 35)


def test_the_longest_side_is_brought_down_but_never_up() -> None:
    smaller, same = compress(photo(), max_side=150).picture, compress(photo(), max_side=4000).picture

    assert (smaller.width, smaller.height) == next(iter(smaller)).image.size == (150, 100)
    assert next(iter(same)).image.size == (300, 200)


def test_transparency_and_animation_are_kept() -> None:
    still, see_through = compress(photo()), compress(photo("RGBA"))
    moving = compress(Picture(4, 4, [Frame(Image.new("RGB", (4, 4)), 100)] * 2, frame_count=2))

    assert (still.wishes.format, see_through.wishes.format, moving.wishes.format) == ("jpeg", "webp", None)
