"""Read the header of a JPEG file (ITU-T T.81), also of an MPO (CIPA DC-007), of whose pictures the first is used."""

import struct
from collections.abc import Iterator

from tools.errors import Corrupt, TooManyPixels
from tools.headers.exif import note_exif, note_xmp
from tools.headers.walk import Frames, bounded, shown
from tools.media import Source

_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}

# A decoder goes over the whole picture once a scan, some 300 MP/s; files of real cameras and editors have 10 scans.
MOST_SCANNED_PIXELS = 2_000_000_000


def read(data: bytes, most_frames: int) -> Source:
    """Read a JPEG header; raises Corrupt, and TooManyPixels for a progressive file whose scans would never end."""
    width = height = components = 0
    progressive = False
    metadata: dict[str, str] = {}
    turns = [1]
    frames = Frames(most_frames)
    scan = len(data)
    for marker, start, end in bounded(_segments(data)):
        if marker in _FRAME_HEADERS and not width:
            height, width, components = struct.unpack_from(">HHB", data, start + 1)
            progressive = marker in _PROGRESSIVE
        elif marker == 0xDA:
            scan = start
        elif 0xE1 <= marker <= 0xEF or marker == 0xFE:
            turns.append(_note(metadata, frames, marker, data[start:end]))
    if not width or not height:
        raise Corrupt(reason="size")
    if progressive:
        _check_scans(width * height, data.count(b"\xff\xda", scan) + 1)
    if _swaps(turns):
        width, height = height, width
    return Source(
        "jpeg", len(data), width, height, max(1, frames.count), mode=_MODES.get(components, "RGB"), metadata=metadata
    )


def _swaps(turns: list[int]) -> bool:
    """Return whether the first orientation that says something is one that lies on its side."""
    return next((turn for turn in turns if turn != 1), 1) > 4


def _check_scans(pixels: int, scans: int) -> None:
    if pixels * scans > MOST_SCANNED_PIXELS:
        raise TooManyPixels.of(pixels * scans, MOST_SCANNED_PIXELS)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment's content, up to and with the first scan."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            place += 1
            continue
        marker = data[place + 1]
        if marker in (0x00, 0xFF) or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            place += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        yield marker, place + 4, place + 2 + length
        if marker == 0xDA:
            return
        place += 2 + max(2, length)


def _note(metadata: dict[str, str], frames: Frames, marker: int, content: bytes) -> int:
    """Enter one application segment or comment into `metadata`; return the orientation it states, 1 if none."""
    if marker == 0xE1 and content.startswith(b"Exif\0\0"):
        return note_exif(metadata, content)
    if marker == 0xE1 and content.startswith(_XMP):
        return note_xmp(metadata, content)
    if marker == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
        metadata["icc"] = "yes"
    elif marker == 0xE2 and content.startswith(b"MPF\0"):
        for _ in range(_pictures(content[4:])):
            frames.add()
    elif marker == 0xED and content.startswith(b"Photoshop 3.0\0"):
        metadata["iptc"] = "yes"
    elif marker == 0xFE:
        metadata["comment"] = shown(content)
    return 1


def _pictures(index: bytes) -> int:
    """Return the number of pictures that a multi-picture index (tag 0xB001) states; 0 when it is broken."""
    order = "<" if index[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", index, 4)
        (count,) = struct.unpack_from(order + "H", index, start)
        for number in range(min(count, 20)):
            tag, _, _, value = struct.unpack_from(order + "HHII", index, start + 2 + 12 * number)
            if tag == 0xB001:
                return int(value)
    except struct.error:
        pass
    return 0
