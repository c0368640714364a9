"""Read the header of a Windows bitmap."""

import struct

from tools.errors import Corrupt
from tools.media import Source


def read(data: bytes, most_frames: int) -> Source:
    """Read a BMP header of any of its sizes; raises Corrupt. A negative height means rows from the top."""
    (size,) = struct.unpack_from("<I", data, 14)
    if size == 12:
        width, height, _, depth = struct.unpack_from("<HHHH", data, 18)
    elif 16 <= size <= 124:
        width, height, _, depth = struct.unpack_from("<iiHH", data, 18)
    else:
        raise Corrupt(reason="header")
    if width <= 0 or not height:
        raise Corrupt(reason="size")
    mode = "1" if depth == 1 else "P" if depth <= 8 else "RGB"
    return Source("bmp", len(data), width, abs(height), mode=mode)
