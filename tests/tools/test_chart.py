"""The chart is a small picture whose bars stand for the numbers."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from tools.chart import SIZE, draw_chart

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def ink(values: list[int]) -> int:
    image = Image.open(BytesIO(draw_chart(values, FIRST, LAST))).convert("RGB")
    return sum(1 for pixel in image.get_flattened_data() if pixel == (29, 53, 87))


@pytest.mark.parametrize("values", [[0] * 30, [1], [10**9] * 30, [*range(30)]])
def test_any_numbers_make_a_picture_of_one_size(values: list[int]) -> None:
    data = draw_chart(values, FIRST, LAST)

    assert Image.open(BytesIO(data)).size == SIZE
    assert len(data) < 20_000


def test_more_is_more_ink_and_nothing_is_none() -> None:
    assert ink([0] * 30) == 0
    assert 0 < ink([5] * 15 + [10] * 15) < ink([10] * 30)


@pytest.mark.parametrize("most", [1, 1_000_000, 1_234_567, 2_000_000_000])
def test_the_largest_label_is_not_cut(most: int) -> None:
    image = Image.open(BytesIO(draw_chart([most] * 30, FIRST, LAST))).convert("RGB")

    assert image.crop((0, 0, 4, SIZE[1])).getcolors() == [(4 * SIZE[1], (255, 255, 255))]


def test_a_title_stands_above_the_bars() -> None:
    bare, titled = (Image.open(BytesIO(draw_chart([0] * 30, FIRST, LAST, title))) for title in ("", "Credits"))

    changed = ImageChops.difference(bare.convert("RGB"), titled.convert("RGB")).getbbox()
    assert changed
    assert changed[3] < SIZE[1] // 6
