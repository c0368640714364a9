"""EXIF is read for what matters, and whatever is broken in it counts as absent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tools.headers.exif import Exif, note_exif, note_xmp, read_exif, xmp_orientation


def test_camera_and_place() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Z9"
    exif[0x8825] = {1: "N"}

    assert read_exif(exif.tobytes()) == Exif(has_gps=True, camera="Z9")


PARIS = {1: "N", 2: (48, 51, 30.132), 3: "E", 4: (2, 17, 40.128)}
RIO = {1: "S", 2: (22, 57, 7.2), 3: "W", 4: (43, 12, 36)}


@pytest.mark.parametrize(("gps", "place"), [(PARIS, "48.85837, 2.29448"), (RIO, "-22.95200, -43.21000")])
def test_a_place_is_told_in_degrees(gps: dict[int, object], place: str) -> None:
    exif = Image.Exif()
    exif[0x8825] = gps

    assert read_exif(exif.tobytes()).place == place


@pytest.mark.parametrize("broken", [{1: "?"}, {2: (948, 0, 0)}, {2: (48, 51)}, {3: ""}, {4: (2, 17)}])
def test_a_place_that_makes_no_sense_is_not_told(broken: dict[int, object]) -> None:
    exif = Image.Exif()
    exif[0x8825] = PARIS | broken
    metadata: dict[str, str] = {}
    note_exif(metadata, exif.tobytes())

    assert metadata["gps"] == "yes"


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (b'exif:GPSLatitude="48,51.5022N" exif:GPSLongitude="2,17.6688E"', "48.85837, 2.29448"),
        (b"<exif:GPSLatitude>22,57,7S</exif:GPSLatitude><exif:GPSLongitude>43,12,36W</exif:G", "-22.95194, -43.21000"),
        (b'exif:GPSLatitude="<script>" exif:GPSLongitude="2,17.6688E"', "yes"),
    ],
)
def test_a_place_in_xmp_is_told_in_numbers_or_not_at_all(block: bytes, place: str) -> None:
    metadata: dict[str, str] = {}
    note_xmp(metadata, block)

    assert metadata["gps"] == place


def test_the_place_of_the_camera_counts_more_than_that_of_a_program() -> None:
    exif = Image.Exif()
    exif[0x8825] = PARIS
    metadata: dict[str, str] = {}
    note_xmp(metadata, b'exif:GPSLatitude="0,0.0N" exif:GPSLongitude="0,0.0E"')
    note_exif(metadata, exif.tobytes())
    note_xmp(metadata, b'exif:GPSLatitude="0,0.0N" exif:GPSLongitude="0,0.0E"')

    assert metadata["gps"] == "48.85837, 2.29448"


def test_time_and_program_are_told_and_when_it_was_taken_counts_more_than_when_it_was_changed() -> None:
    exif = Image.Exif()
    exif[0x0131], exif[0x0132] = "GIMP", "2026:01:02 03:04:05"
    assert read_exif(exif.tobytes()) == Exif(taken="2026:01:02 03:04:05", program="GIMP")

    exif[0x8769] = {0x9003: "2024:05:06 07:08:09"}
    assert read_exif(exif.tobytes()).taken == "2024:05:06 07:08:09"


@given(st.binary(max_size=200))
def test_any_bytes_are_read(block: bytes) -> None:
    assert 1 <= read_exif(b"II*\0\x08\0\0\0" + block).orientation <= 8


def test_orientation_in_xmp_is_read_as_attribute_and_as_element() -> None:
    assert xmp_orientation(b'<rdf tiff:Orientation="6"/>') == 6
    assert xmp_orientation(b"<tiff:Orientation>8</tiff:Orientation>") == 8
    assert xmp_orientation(b"<nothing/>") == 1
