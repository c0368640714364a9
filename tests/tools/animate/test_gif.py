"""Gif joins pictures, keeps the speed of clips and holds no more frames than it must."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tools.animate.gif import gif
from tools.errors import BadValue, Empty, TooManyFrames
from tools.media import Frame, Picture


def still(colour: str, size: tuple[int, int] = (40, 30), mode: str = "RGB") -> Picture:
    return Picture.still(Image.new(mode, size, colour))


def clip(*milliseconds: float) -> Picture:
    frames = (Frame(Image.new("RGB", (40, 30), (number, 0, 0)), time) for number, time in enumerate(milliseconds))
    return Picture(40, 30, frames, frame_count=len(milliseconds))


def shown(pictures: list[Picture], **given: object) -> list[Frame]:
    return list(gif(pictures, **gif.bind(given)).picture)


def reds(frames: list[Frame]) -> list[object]:
    return [frame.image.getpixel((0, 0))[0] for frame in frames]  # type: ignore[index]  # RGB pixels are tuples


def test_every_picture_is_shown_in_order_for_its_share_of_a_second() -> None:
    frames = shown([still("red"), still("black")], fps=4)

    assert reds(frames) == [255, 0]
    assert [frame.milliseconds for frame in frames] == [250, 250]


def test_the_wishes_and_the_loop_are_handed_on() -> None:
    made = gif([still("red")], loop=3, dither=False)

    assert (made.wishes.format, made.wishes.dither, made.picture.loop) == ("gif", False, 3)


@pytest.mark.parametrize(("order", "expected"), [("reverse", [2, 1, 0]), ("pingpong", [0, 1, 2, 1])])
def test_order(order: str, expected: list[int]) -> None:
    assert reds(shown([clip(100, 100, 100)], order=order)) == expected


def test_a_clip_keeps_its_duration_and_drops_what_exceeds_fps() -> None:
    frames = shown([clip(*[20] * 50)], fps=10)

    assert len(frames) == 10
    assert sum(frame.milliseconds for frame in frames) == 1000


@given(st.lists(st.floats(10, 400), min_size=2, max_size=30), st.floats(1, 30))
def test_any_timing_keeps_its_duration_within_the_rate(times: list[float], fps: float) -> None:
    frames = shown([clip(*times)], fps=round(fps, 3))

    assert sum(frame.milliseconds for frame in frames) == pytest.approx(sum(times))
    assert len(frames) <= min(len(times), sum(times) * fps / 1000 + 1)


def test_mixed_sizes_share_the_shape_of_the_first() -> None:
    frames = shown([still("red"), still("blue", (30, 90))], width=40)

    assert {frame.image.size for frame in frames} == {(40, 30)}
    assert frames[1].image.getpixel((20, 15)) == (0, 0, 255)
    assert frames[1].image.getpixel((0, 15)) == (0, 0, 0)


def test_pictures_are_shrunk_to_the_width_and_never_enlarged() -> None:
    assert shown([still("red", (200, 100))], width=50)[0].image.size == (50, 25)
    assert shown([still("red", (20, 10))], width=50)[0].image.size == (20, 10)


def test_fading_puts_mixtures_between_and_closes_the_circle() -> None:
    frames = shown([still("red"), still("black")], fade=3)

    assert reds(frames) == [255, 191, 127, 63, 0, 63, 127, 191]


def test_a_gif_that_ends_does_not_fade_back_to_its_beginning() -> None:
    assert reds(shown([still("red"), still("black")], fade=1, loop=1)) == [255, 127, 0]


def test_one_see_through_picture_makes_all_frames_see_through() -> None:
    frames = shown([still("red"), still("blue", (30, 90), "RGBA")])

    assert {frame.image.mode for frame in frames} == {"RGBA"}
    assert frames[1].image.getpixel((0, 15)) == (0, 0, 0, 0)


def test_the_frame_count_is_an_upper_bound() -> None:
    for given_values in ({}, {"order": "pingpong"}, {"fade": 4}, {"fps": 2}):
        made = gif([clip(100, 100, 100), still("red")], **gif.bind(given_values)).picture
        assert len(list(made)) <= made.frame_count


def test_frames_are_taken_one_at_a_time() -> None:
    taken: list[int] = []

    def frames() -> Iterator[Frame]:
        for number in range(40):
            taken.append(number)
            yield Frame(Image.new("RGB", (8, 8)), 100)

    made = iter(gif([Picture(8, 8, frames(), frame_count=40)]).picture)
    next(made)

    assert len(taken) <= 2


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(Empty):
        gif([])
    with pytest.raises(TooManyFrames):
        gif([still("red")] * 51)
    with pytest.raises(BadValue) as refused:
        gif([still("red")] * 40, fade=20)
    assert refused.value.facts["nearest"] == 14
