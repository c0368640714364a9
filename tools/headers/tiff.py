"""Walk the directories of a TIFF 6.0 or BigTIFF file. Its pages are counted as frames; the first is the picture."""

import struct
from dataclasses import dataclass

from tools.errors import Corrupt, Unsupported
from tools.headers.walk import Frames
from tools.media import Source

_WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC, _ORIENTATION, _SAMPLES, _EXTRA = 256, 257, 258, 262, 274, 277, 338
_XMP, _IPTC, _ICC, _EXIF, _GPS = 700, 33723, 34675, 34665, 34853
_KINDS = {_XMP: "xmp", _IPTC: "iptc", _ICC: "icc", _EXIF: "exif", _GPS: "gps"}
_MODES = {0: "L", 1: "L", 2: "RGB", 3: "P", 5: "CMYK", 6: "RGB", 8: "LAB"}
_MOST_ENTRIES = 4096


@dataclass(frozen=True, slots=True)
class _Layout:
    """How wide offsets and counts are: classic files use 4 and 2 bytes, BigTIFF 8 and 8."""

    order: str
    big: bool

    @property
    def offset(self) -> str:
        return self.order + ("Q" if self.big else "I")

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.big else "H")

    @property
    def entry(self) -> int:
        return 20 if self.big else 12


def read(data: bytes, most_frames: int) -> Source:
    """Read the first directory and count the others; raises Corrupt, Unsupported without a plain picture."""
    order = "<" if data[:2] == b"II" else ">"
    layout = _Layout(order, struct.unpack_from(order + "H", data, 2)[0] == 43)
    (place,) = struct.unpack_from(layout.offset, data, 8 if layout.big else 4)
    frames = Frames(most_frames)
    seen: set[int] = set()
    first: dict[int, int] = {}
    while place and place not in seen and place < len(data):
        seen.add(place)
        tags, place = _directory(data, place, layout)
        first = first or tags
        frames.add()
    if not first.get(_WIDTH) or not first.get(_HEIGHT):
        raise Corrupt(reason="size")
    if first.get(_SAMPLES, 1) > 8:
        raise Unsupported(kind="tiff")
    width, height = first[_WIDTH], first[_HEIGHT]
    if 5 <= first.get(_ORIENTATION, 1) <= 8:
        width, height = height, width
    return Source(
        "tiff",
        len(data),
        width,
        height,
        frames=frames.count,
        mode=_mode(first),
        has_alpha=_EXTRA in first,
        metadata={kind: "yes" for tag, kind in _KINDS.items() if tag in first},
    )


def _mode(tags: dict[int, int]) -> str:
    mode = _MODES.get(tags.get(_PHOTOMETRIC, 1), "RGB")
    bits = tags.get(_BITS, 1)
    return "1" if mode == "L" and bits == 1 else "I;16" if mode == "L" and bits > 8 else mode


def _directory(data: bytes, place: int, layout: _Layout) -> tuple[dict[int, int], int]:
    """Return the tags of a directory with their first values, and the place of the next directory, 0 for none."""
    (count,) = struct.unpack_from(layout.count, data, place)
    if count > _MOST_ENTRIES:
        raise Corrupt(reason="header")
    place += struct.calcsize(layout.count)
    tags: dict[int, int] = {}
    for number in range(count):
        start = place + number * layout.entry
        tag, kind = struct.unpack_from(layout.order + "HH", data, start)
        tags.setdefault(tag, _value(data, start, kind, layout))
    end = place + count * layout.entry
    if end + struct.calcsize(layout.offset) > len(data):
        return tags, 0
    return tags, struct.unpack_from(layout.offset, data, end)[0]


def _value(data: bytes, start: int, kind: int, layout: _Layout) -> int:
    """Return the first value of an entry where it is a whole number, else 0."""
    codes = {1: ("B", 1), 3: ("H", 2), 4: ("I", 4), 16: ("Q", 8)}
    if kind not in codes:
        return 0
    code, size = codes[kind]
    (count,) = struct.unpack_from(layout.offset, data, start + 4)
    inside = start + (12 if layout.big else 8)
    if count * size > (8 if layout.big else 4):
        (inside,) = struct.unpack_from(layout.offset, data, inside)
        if inside + size > len(data):
            return 0
    return int(struct.unpack_from(layout.order + code, data, inside)[0])
