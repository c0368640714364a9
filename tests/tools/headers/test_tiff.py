"""A TIFF's directories tell size and pages, and a loop of directories ends."""

import struct

import pytest

from tests.tools.files import animation, file, photo
from tools.errors import Corrupt, TooManyFrames
from tools.headers.tiff import read


@pytest.mark.parametrize("big", [True, False])
def test_size_in_both_layouts(big: bool) -> None:
    source = read(file(photo(33, 21), "TIFF", big_tiff=big), 300)

    assert (source.width, source.height, source.frames) == (33, 21, 1)


def test_pages_are_counted_up_to_the_limit() -> None:
    pages = animation([photo(8, 8)] * 5, "TIFF")

    assert read(pages, 300).frames == 5
    with pytest.raises(TooManyFrames):
        read(pages, 4)


def test_a_directory_that_points_to_itself_is_one_page() -> None:
    data = bytearray(file(photo(8, 8), "TIFF"))
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    struct.pack_into("<I", data, start + 2 + 12 * count, start)

    assert read(bytes(data), 300).frames == 1


def test_no_directory_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(b"II*\0\0\0\0\0", 300)
