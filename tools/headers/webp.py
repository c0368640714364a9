"""Walk the chunks of a WebP file (RFC 9649)."""

import struct
from collections.abc import Iterator

from tools.errors import Corrupt
from tools.headers.exif import note_exif, note_xmp
from tools.headers.walk import Frames, bounded
from tools.media import Source

_MOST_READ = 65_536


def read(data: bytes, most_frames: int) -> Source:
    """Read a WebP header, count its frames and add up their durations; raises Corrupt."""
    walk = _Walk(most_frames)
    for name, start, length in bounded(_chunks(data)):
        walk.take(name, data[start : start + min(length, _MOST_READ)], length)
    width, height = walk.size
    if not width or not height:
        raise Corrupt(reason="size")
    if walk.turn > 4:
        width, height = height, width
    return Source(
        "webp",
        len(data),
        width,
        height,
        frames=max(1, walk.frames.count),
        milliseconds=round(walk.frames.milliseconds) if walk.frames.count > 1 else 0,
        loop=walk.loop,
        mode="RGBA" if walk.alpha else "RGB",
        has_alpha=walk.alpha,
        metadata=walk.metadata,
    )


class _Walk:
    """What was met so far."""

    def __init__(self, most_frames: int) -> None:
        self.frames = Frames(most_frames)
        self.metadata: dict[str, str] = {}
        self.size = (0, 0)
        self.loop = 0
        self.turn = 1
        self.alpha = False

    def take(self, name: bytes, content: bytes, length: int) -> None:
        if name == b"VP8X":
            self.alpha, self.size = bool(content[0] & 0x10), (_u24(content, 4) + 1, _u24(content, 7) + 1)
        elif name in (b"VP8 ", b"VP8L") and not self.size[0]:
            width, height, self.alpha = _lossless(content) if name == b"VP8L" else _lossy(content)
            self.size = width, height
        elif name == b"ANIM":
            (self.loop,) = struct.unpack_from("<H", content, 4)
        elif name == b"ANMF":
            self.frames.add(_u24(content, 12))
        elif name == b"EXIF":
            self.turn = note_exif(self.metadata, content)
        elif name == b"XMP ":
            self.turn = max(self.turn, note_xmp(self.metadata, content))
        elif name == b"ICCP":
            self.metadata["icc"] = "yes"


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    place, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while place + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, place)
        yield name, place + 8, length
        place += 8 + length + length % 2


def _u24(data: bytes, place: int) -> int:
    if place + 3 > len(data):
        raise Corrupt(reason="header")
    return int.from_bytes(data[place : place + 3], "little")


def _lossy(frame: bytes) -> tuple[int, int, bool]:
    if frame[3:6] != b"\x9d\x01\x2a":
        raise Corrupt(reason="header")
    width, height = struct.unpack_from("<HH", frame, 6)
    return width & 0x3FFF, height & 0x3FFF, False


def _lossless(stream: bytes) -> tuple[int, int, bool]:
    if stream[:1] != b"\x2f":
        raise Corrupt(reason="header")
    (bits,) = struct.unpack_from("<I", stream, 1)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
