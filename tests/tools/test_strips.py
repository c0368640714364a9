"""A large picture worked on in strips is the same as one worked on as a whole."""

import pytest
from PIL import Image, ImageFilter

from tools.strips import in_placed_strips, in_strips

LARGE = Image.effect_noise((1000, 2345), 90).convert("RGB")


@pytest.mark.parametrize("radius", [1, 40])
def test_joints_are_not_seen(radius: int) -> None:
    blur = ImageFilter.BoxBlur(radius)

    assert in_strips(LARGE, lambda strip: strip.filter(blur), radius).tobytes() == LARGE.filter(blur).tobytes()


def test_a_strip_knows_where_it_begins() -> None:
    rows = in_placed_strips(LARGE, lambda strip, top: Image.new("L", strip.size, min(255, top // 10)))

    assert rows.size == LARGE.size
    assert [rows.getpixel((0, row)) for row in (0, 499, 500, 2344)] == [0, 0, 50, 200]


def test_a_small_picture_is_given_whole() -> None:
    sizes: list[tuple[int, int]] = []

    def keep(strip: Image.Image) -> Image.Image:
        sizes.append(strip.size)
        return strip

    in_strips(Image.new("RGB", (30, 20)), keep)

    assert sizes == [(30, 20)]


@pytest.mark.parametrize("reach", [3, 60])
def test_a_picture_wider_than_its_pieces_is_put_together_again(reach: int) -> None:
    wide = LARGE.resize((3000, 1500))
    blur = ImageFilter.BoxBlur(reach)

    assert in_strips(wide, lambda piece: piece.filter(blur), reach).tobytes() == wide.filter(blur).tobytes()
