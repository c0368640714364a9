"""Read the chunks of a PNG or APNG file (W3C PNG Specification, third edition)."""

import struct
from collections.abc import Iterator

from tools.errors import Corrupt
from tools.headers.exif import note_exif, note_xmp
from tools.headers.walk import Frames, bounded, shown
from tools.media import Source

_MODES = {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}
_MOST_READ = 65_536
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")


def read(data: bytes, most_frames: int) -> Source:
    """Read a PNG header and walk its chunks for frames and metadata; raises Corrupt."""
    if data[12:16] != b"IHDR" or len(data) < 33:
        raise Corrupt(reason="header")
    width, height, depth, kind = struct.unpack_from(">IIBB", data, 16)
    if not width or not height or kind not in _MODES:
        raise Corrupt(reason="header")
    walk = _Walk(most_frames)
    for name, start, length in bounded(_chunks(data)):
        walk.take(name, data[start : start + min(length, _MOST_READ)], length)
    if not walk.pictures:
        raise Corrupt(reason="data")
    if walk.turn > 4:
        width, height = height, width
    animated = walk.controls == 1 and walk.frames.count > 1
    return Source(
        "apng" if animated else "png",
        len(data),
        width,
        height,
        frames=walk.frames.count if animated else 1,
        milliseconds=round(walk.frames.milliseconds) if animated else 0,
        loop=walk.plays if animated else 0,
        mode="I;16" if depth == 16 and kind == 0 else "1" if depth == 1 and kind == 0 else _MODES[kind],
        has_alpha=walk.transparent or kind in (4, 6),
        metadata=walk.metadata,
    )


class _Walk:
    """What was met so far. A file with two animation controls is no animation, by the standard."""

    def __init__(self, most_frames: int) -> None:
        self.frames = Frames(most_frames)
        self.metadata: dict[str, str] = {}
        self.pictures = self.controls = self.plays = 0
        self.turn = 1
        self.transparent = False

    def take(self, name: bytes, content: bytes, length: int) -> None:
        if name == b"IDAT":
            if self.controls and not self.pictures and not self.frames.count:
                self.frames.add()  # A picture outside of the animation, for viewers that cannot play it.
            self.pictures += 1
        elif name == b"fcTL":
            self.frames.add(_milliseconds(content))
        elif name == b"acTL" and not self.pictures:
            self.plays = struct.unpack_from(">II", content)[1]
            self.controls += 1
        elif name == b"tRNS":
            self.transparent = True
        else:
            self._note(name, content, length)

    def _note(self, name: bytes, content: bytes, length: int) -> None:
        """Enter what a chunk of metadata holds."""
        if name == b"eXIf":
            self.turn = note_exif(self.metadata, content)
        elif name == b"iTXt" and content.startswith(b"XML:com.adobe.xmp\0"):
            self.turn = max(self.turn, note_xmp(self.metadata, content))
        elif name in _TEXTS:
            keyword, _, text = content.partition(b"\0")
            words = keyword + b": " + text if name == b"tEXt" else keyword
            self.metadata.setdefault("comment", shown(words))
            if keyword.startswith(b"Raw profile type exif"):
                self.metadata.setdefault("exif", "yes")
        elif name == b"iCCP":
            self.metadata["icc"] = "yes"


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    place = 8
    while place + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        yield name, place + 8, length
        if name == b"IEND":
            return
        place += 12 + length


def _milliseconds(control: bytes) -> float:
    """Return how long a frame is shown; a denominator of 0 means hundredths."""
    shown_for, per = struct.unpack_from(">HH", control, 20)
    return float(1000 * shown_for / (per or 100))
