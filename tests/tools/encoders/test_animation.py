"""Durations are rounded without drifting, changes are boxed, caps are watched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tools.encoders.animation import Durations, OverCap, changed, check_cap


@given(st.lists(st.floats(0, 1000), max_size=60), st.sampled_from([1.0, 10.0]))
def test_told_time_stays_within_half_a_unit_of_the_exact_time(times: list[float], unit: float) -> None:
    clock, exact, told = Durations(unit), 0.0, 0.0
    for milliseconds in times:
        exact += milliseconds
        told += clock.tell(milliseconds) * unit
        assert abs(exact - told) <= unit / 2 + 1e-6


def test_only_what_changed_is_in_the_box() -> None:
    before = Image.new("RGBA", (20, 20))
    after = before.copy()
    after.putpixel((3, 4), (0, 0, 0, 1))

    assert changed(before, after) == (3, 4, 4, 5)
    assert changed(before, before.copy()) is None


def test_the_cap_tells_what_would_have_been_needed() -> None:
    check_cap(100, 1, 10, None)
    check_cap(100, 1, 10, 100)
    with pytest.raises(OverCap) as over:
        check_cap(101, 2, 10, 100)
    assert over.value.needed == 505
