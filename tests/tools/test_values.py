"""Colours, boxes and sizes are read as people write them, and written so that they read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.values import TRANSPARENT, WHITE, Box, ByteSize, Colour, Dimensions

Kind = type[Colour] | type[Box] | type[ByteSize] | type[Dimensions]
CHANNEL = st.integers(0, 255)
PART = st.integers(-5000, 5000).map(str) | st.integers(0, 300).map(lambda number: f"{number}%")
LENGTH = st.integers(0, 5000).map(str) | st.integers(0, 300).map(lambda number: f"{number}%")


def readable(kind: Kind, text: str) -> bool:
    try:
        kind.parse(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#f80", Colour(255, 136, 0)),
        ("#FF8800", Colour(255, 136, 0)),
        ("#ff880080", Colour(255, 136, 0, 128)),
        ("#f808", Colour(255, 136, 0, 136)),
        (" White ", WHITE),
        ("rebeccapurple", Colour(102, 51, 153)),
        ("transparent", TRANSPARENT),
    ],
)
def test_colours_as_on_a_web_page(written: str, colour: Colour) -> None:
    assert Colour.parse(written) == colour


@pytest.mark.parametrize("written", ["", "#", "#12", "#ggg", "#12345", "nocolour", "rgb(1,2,3)", "hsl(0,0%,0%)"])
def test_anything_else_is_no_colour(written: str) -> None:
    assert not readable(Colour, written)


@given(CHANNEL, CHANNEL, CHANNEL, CHANNEL.filter(bool))
def test_a_colour_reads_back_as_written(red: int, green: int, blue: int, alpha: int) -> None:
    colour = Colour(red, green, blue, alpha)

    assert Colour.parse(str(colour)) == colour


@pytest.mark.parametrize(
    ("written", "pixels"),
    [
        ("10,20,30,40", (10, 20, 40, 60)),
        ("10 20 30 40", (10, 20, 40, 60)),
        ("10px, 20px, 50%, 25%", (10, 20, 110, 45)),
        ("-10,-10,50,50", (0, 0, 40, 40)),
        ("0,0,100%,100%", (0, 0, 200, 100)),
        ("150,50,900,900", (150, 50, 200, 100)),
    ],
)
def test_a_box_in_pixels_and_percent(written: str, pixels: tuple[int, int, int, int]) -> None:
    assert Box.parse(written).resolve(200, 100) == pixels


@pytest.mark.parametrize("written", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,-3,4", "1;2;3;4", "1,2,3,4em"])
def test_anything_else_is_no_box(written: str) -> None:
    assert not readable(Box, written)


@given(PART, PART, LENGTH, LENGTH, st.integers(1, 9000), st.integers(1, 9000))
def test_a_box_lies_inside_the_picture_or_is_refused(
    x: str, y: str, wide: str, high: str, width: int, height: int
) -> None:
    box = Box.parse(f"{x},{y},{wide},{high}")
    assert Box.parse(str(box)) == box
    try:
        left, top, right, bottom = box.resolve(width, height)
    except ValueError:
        return
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@pytest.mark.parametrize(
    ("written", "count"),
    [("300KB", 300_000), ("2 mb", 2_000_000), ("1.5MB", 1_500_000), ("10KiB", 10_240), ("77", 77), ("77b", 77)],
)
def test_bytes_with_units(written: str, count: int) -> None:
    assert ByteSize.parse(written) == count


@pytest.mark.parametrize("written", ["", "KB", "-1KB", "1GB", "1e3", "1 000", "١KB"])
def test_anything_else_is_no_byte_size(written: str) -> None:
    assert not readable(ByteSize, written)


@given(st.integers(0, 10**9 - 1))
def test_a_byte_size_reads_back_as_written(count: int) -> None:
    assert ByteSize.parse(str(ByteSize(count))) == count


@pytest.mark.parametrize("written", ["600x400", "600 X 400", "600×400", "600*400"])
def test_width_by_height(written: str) -> None:
    assert Dimensions.parse(written) == Dimensions(600, 400)


@pytest.mark.parametrize("written", ["", "600", "600x", "x400", "-1x4", "1.5x2", "600x400x2", "1234567x1"])
def test_anything_else_is_no_width_by_height(written: str) -> None:
    assert not readable(Dimensions, written)


@given(st.text(max_size=40), st.sampled_from([Colour, Box, ByteSize, Dimensions]))
def test_any_text_is_read_or_refused_and_nothing_else(text: str, kind: Kind) -> None:
    if readable(kind, text):
        assert kind.parse(str(kind.parse(text))) == kind.parse(text)
