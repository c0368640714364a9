"""Find the items of an ISO base media file's meta box, such as its EXIF block (ISO/IEC 14496-12, 8.11)."""

import struct
from collections.abc import Iterator, Mapping

Span = tuple[int, int]
_MOST_ITEMS = 4096
_MOST_READ = 65_536


def exif_block(data: bytes, boxes: Mapping[bytes, Span], infos: Iterator[tuple[bytes, Span]]) -> bytes:
    """Return the EXIF block of a HEIC or AVIF picture, empty where there is none or its place cannot be told.

    `boxes` are those of the meta box, `infos` those of its item information (ISO/IEC 23008-12, annex A).
    """
    wanted = next((number for number, kind in _items(data, infos) if kind == b"Exif"), None)
    if wanted is None or b"iloc" not in boxes:
        return b""
    try:
        start, length = _place(data, *boxes[b"iloc"], wanted, boxes.get(b"idat", (0, 0))[0])
        (skipped,) = struct.unpack_from(">I", data, start)
    except (struct.error, KeyError):
        return b""
    return data[start + 4 + skipped : start + min(length, _MOST_READ)]


def _items(data: bytes, infos: Iterator[tuple[bytes, Span]]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the kind of each item."""
    for name, (start, end) in infos:
        if name == b"infe" and start < end and data[start] in (2, 3):
            code = ">HH4s" if data[start] == 2 else ">IH4s"
            if start + 4 + struct.calcsize(code) <= end:
                number, _, kind = struct.unpack_from(code, data, start + 4)
                yield number, kind


def _place(data: bytes, start: int, end: int, wanted: int, within: int) -> Span:
    """Return where an item begins and its length; raises KeyError where it has no place in this file."""
    version = data[start]
    offset_size, length_size = data[start + 4] >> 4, data[start + 4] & 15
    base_size, index_size = data[start + 5] >> 4, data[start + 5] & 15 if version else 0
    walk = _Walk(data, start + 6, end)
    number_size = 2 if version < 2 else 4
    for _ in range(min(walk.take(number_size), _MOST_ITEMS)):
        number = walk.take(number_size)
        method = walk.take(2) & 15 if version else 0
        walk.take(2)
        base = walk.take(base_size)
        for extent in range(walk.take(2)):
            walk.take(index_size)
            offset, length = walk.take(offset_size), walk.take(length_size)
            if number == wanted and extent == 0 and method in (0, 1):
                return base + offset + (within if method else 0), length
    raise KeyError(wanted)


class _Walk:
    """Reads whole numbers one after the other; raises KeyError at the end."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data = data
        self._place = start
        self._end = end

    def take(self, size: int) -> int:
        if self._place + size > self._end:
            raise KeyError(self._place)
        self._place += size
        return int.from_bytes(self._data[self._place - size : self._place], "big")
