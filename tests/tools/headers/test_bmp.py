"""A BMP's header tells its size in every layout; rows from the top have a negative height."""

import struct

import pytest

from tests.tools.files import file, photo
from tools.errors import Corrupt
from tools.headers.bmp import read


def test_size_and_depth() -> None:
    source = read(file(photo(33, 21), "BMP"), 300)
    assert (source.width, source.height, source.mode) == (33, 21, "RGB")


def test_rows_from_the_top() -> None:
    data = bytearray(file(photo(33, 21), "BMP"))
    struct.pack_into("<i", data, 22, -21)

    assert read(bytes(data), 300).height == 21


def test_no_width_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(b"BM" + bytes(12) + struct.pack("<IiiHH", 40, 0, 5, 1, 24), 300)
