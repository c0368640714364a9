"""Items are found by what a meta box says of their places; whatever is broken in it counts as absent."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from tools.headers.isobmff_items import exif_block

INFE = b"\2\0\0\0" + struct.pack(">HH4s", 7, 0, b"Exif") + b"\0"
EXIF = struct.pack(">I", 2) + b"xxII*"


def located(places: bytes, version: int = 0) -> bytes:
    """Return the EXIF block of a file of an item's information, its places, and the item itself at byte 100."""
    iloc = bytes([version, 0, 0, 0, 0x44, 0]) + places
    data = (INFE + iloc).ljust(100, b"\0") + EXIF
    start = len(INFE)
    return exif_block(data, {b"iloc": (start, start + len(iloc)), b"idat": (90, 110)}, iter([(b"infe", (0, start))]))


def test_an_item_lies_in_the_file_or_in_the_meta_boxs_own_data() -> None:
    in_file = struct.pack(">HHHHII", 1, 7, 0, 1, 100, len(EXIF))
    in_box = struct.pack(">HHHHHII", 1, 7, 1, 0, 1, 10, len(EXIF))

    assert located(in_file) == b"II*"
    assert located(in_box, version=1) == b"II*"


def test_an_item_without_a_place_is_absent() -> None:
    assert located(struct.pack(">H", 0)) == b""
    assert located(struct.pack(">HHHHII", 1, 8, 0, 1, 100, len(EXIF))) == b""


@given(st.binary(max_size=60), st.sampled_from([0, 1, 2, 9]))
def test_any_bytes_are_read(places: bytes, version: int) -> None:
    assert len(located(places, version)) <= 200
