"""Read the head of a WebM or Matroska clip (RFC 9559): size, duration and picture rate of its first video track."""

import struct
from collections.abc import Iterator

from tools.errors import Corrupt
from tools.headers.walk import bounded
from tools.media import Source

_SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0, 0x1F43B675
_SCALE, _DURATION, _KIND, _EACH, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0x83, 0x23E383, 0xB0, 0xBA
_FOLDERS = frozenset((_SEGMENT, _INFO, _TRACKS, _VIDEO))
Span = tuple[int, int]


def read(data: bytes, most_frames: int) -> Source:
    """Read the head of a clip, as far as its first cluster; raises Corrupt."""
    facts: dict[int, Span] = {}
    for name, span in bounded(_elements(data, 0, len(data))):
        if name == _SEGMENT:
            _collect(data, span, facts)
    width, height = _number(data, facts.get(_WIDTH)), _number(data, facts.get(_HEIGHT))
    if not width or not height:
        raise Corrupt(reason="track")
    milliseconds = _real(data, facts.get(_DURATION)) * (_number(data, facts.get(_SCALE)) or 1_000_000) / 1e6
    each = _number(data, facts.get(_EACH)) / 1e6 or 40
    frames = max(1, round(milliseconds / each))
    return Source("webm", len(data), width, height, frames=frames, milliseconds=round(milliseconds))


def _collect(data: bytes, span: Span, facts: dict[int, Span]) -> None:
    """Enter the first video track's and the file's elements into `facts`."""
    for name, inner in bounded(_elements(data, *span)):
        if name == _CLUSTER:
            return
        if name == _ENTRY:
            entry: dict[int, Span] = {}
            _collect(data, inner, entry)
            if _number(data, entry.get(_KIND)) == 1 and _WIDTH not in facts:
                facts.update(entry)
        elif name in _FOLDERS:
            _collect(data, inner, facts)
        else:
            facts.setdefault(name, inner)


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, Span]]:
    end = min(end, len(data))
    while start + 2 <= end:
        width = 9 - data[start].bit_length()
        name = int.from_bytes(data[start : start + width], "big")
        start += width
        if width > 4 or start >= end:
            return
        width = 9 - data[start].bit_length()
        if width > 8:
            return
        size = int.from_bytes(data[start : start + width], "big") & ((1 << 7 * width) - 1)
        start += width
        stop = end if size == (1 << 7 * width) - 1 else start + size
        yield name, (start, min(stop, end))
        start = stop


def _number(data: bytes, span: Span | None) -> int:
    return int.from_bytes(data[span[0] : min(span[1], span[0] + 8)], "big") if span else 0


def _real(data: bytes, span: Span | None) -> float:
    if not span:
        return 0
    content = data[slice(*span)]
    if len(content) not in (4, 8):
        return 0
    value: float = struct.unpack(">f" if len(content) == 4 else ">d", content)[0]
    return value if 0 <= value < 1e12 else 0
