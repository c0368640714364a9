"""The best quality under a cap is found in a few encodings, and never over the cap where that can be."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.files import photo
from tools.encoders.lossy import write_still
from tools.encoders.search import MOST_ENCODINGS, best_under, foresee
from tools.media import Media


def of_bytes(count: int) -> Media:
    return Media(bytes(count), "jpeg", 1, 1)


@given(st.floats(0.01, 0.09), st.integers(2_000, 200_000), st.integers(1_000, 300_000))
def test_a_smooth_curve_is_met_within_the_goal(slope: float, at_50: int, cap: int) -> None:
    calls = []

    def write(quality: int) -> Media:
        calls.append(quality)
        return of_bytes(round(at_50 * exp(slope * (quality - 50))))

    found = best_under(write, cap, 10, 95)
    sizes = {quality: len(write(quality).data) for quality in range(10, 96)}
    fitting = [quality for quality, size in sizes.items() if size <= cap]
    assert len(calls) - 86 <= MOST_ENCODINGS + 1
    if not fitting:
        assert found.quality == 10
        return
    assert len(found.media.data) <= cap
    assert len(found.media.data) >= 0.94 * sizes[max(fitting)] or found.quality >= max(fitting) - 1


@pytest.mark.parametrize(
    ("format", "part"), [("jpeg", 0.3), ("jpeg", 0.6), ("jpeg", 0.9), ("webp", 0.6), ("webp", 0.9)]
)
def test_a_real_picture_lands_just_under_its_cap(format: str, part: float) -> None:
    image = photo(600, 400)
    cap = round(part * len(write_still(image, format, 90)))

    found = best_under(lambda quality: Media(write_still(image, format, quality), format, 600, 400), cap, 10, 95)
    assert 0.92 * cap <= len(found.media.data) <= cap


@given(st.floats(0.01, 0.09), st.integers(2_000, 200_000), st.integers(1_000, 300_000), st.floats(0.97, 1.03))
def test_with_a_sample_that_is_nearly_right_one_or_two_encodings_do(
    slope: float, at_50: int, cap: int, wrong: float
) -> None:
    calls: list[int] = []

    def size(quality: int) -> int:
        return round(at_50 * exp(slope * (quality - 50)))

    def write(quality: int) -> Media:
        calls.append(quality)
        return of_bytes(size(quality))

    foreseen = foresee(lambda quality: of_bytes(round(wrong * size(quality) / 16)), cap, 10, 95, 1 / 16)
    found = best_under(write, cap, 10, 95, foreseen)

    fitting = [quality for quality in range(10, 96) if size(quality) <= cap]
    assert len(calls) <= 3
    if not fitting:
        assert found.quality == 10
    else:
        assert 0.9 * size(max(fitting)) <= len(found.media.data) <= cap
