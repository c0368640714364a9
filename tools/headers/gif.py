"""Walk the blocks of a GIF file (CompuServe GIF89a) and count its frames without unpacking one."""

import struct

from tools.errors import Corrupt
from tools.headers.walk import MOST_BLOCKS, Frames, shown
from tools.media import Source

_ERASE = 2


def read(data: bytes, most_frames: int) -> Source:
    """Read a GIF header and its blocks; raises Corrupt. Without the NETSCAPE extension it plays once."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    walk = _Walk(data, width, height, most_frames)
    walk.run(13 + _table(flags))
    if not walk.frames.count or not walk.width or not walk.height:
        raise Corrupt(reason="data")
    return Source(
        "gif",
        len(data),
        walk.width,
        walk.height,
        frames=walk.frames.count,
        milliseconds=round(walk.frames.milliseconds) if walk.frames.count > 1 else 0,
        loop=walk.loop,
        mode="P",
        has_alpha=walk.has_alpha,
        metadata=walk.metadata,
    )


def _table(flags: int) -> int:
    """Return the bytes of the colour table that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


class _Walk:
    def __init__(self, data: bytes, width: int, height: int, most_frames: int) -> None:
        self.data = data
        self.width, self.height = width, height
        self.frames = Frames(most_frames)
        self.loop = 1
        self.metadata: dict[str, str] = {}
        self.has_alpha = False
        self._delay = self._disposal = 0
        self._transparent = False

    def run(self, place: int) -> None:
        data = self.data
        for _ in range(MOST_BLOCKS):
            kind = data[place] if place < len(data) else 0x3B
            if kind == 0x3B:
                return
            if kind == 0x2C:
                place = self._frame(place)
            elif kind == 0x21:
                place = self._extension(place)
            else:
                place += 1
        raise Corrupt(reason="blocks")

    def _frame(self, place: int) -> int:
        left, top, width, height, flags = struct.unpack_from("<HHHHB", self.data, place + 1)
        covers = (left, top) == (0, 0) and width >= self.width and height >= self.height
        # Later frames over an opaque first one use transparency only to say what did not change.
        self.has_alpha |= self._disposal == _ERASE or (not self.frames.count and (self._transparent or not covers))
        self.width, self.height = max(self.width, left + width), max(self.height, top + height)
        self.frames.add(self._delay * 10)
        self._delay, self._disposal, self._transparent = 0, 0, False
        return self._skip(place + 11 + _table(flags))

    def _extension(self, place: int) -> int:
        data, start = self.data, place + 3
        label, length = data[place + 1 : place + 3] if place + 3 <= len(data) else (0, 0)
        if label == 0xF9 and length >= 4:
            flags, self._delay = struct.unpack_from("<BH", data, start)
            self._transparent, self._disposal = bool(flags & 1), flags >> 2 & 7
        elif label == 0xFE:
            self.metadata.setdefault("comment", shown(data[start : start + length]))
        elif label == 0xFF:
            name = data[start : start + length]
            if name == b"NETSCAPE2.0" and data[start + 11 : start + 13] == b"\x03\x01":
                (again,) = struct.unpack_from("<H", data, start + 13)
                self.loop = again + 1 if again else 0
            elif name == b"XMP DataXMP":
                self.metadata["xmp"] = "yes"
            elif name.startswith(b"ICCRGBG1"):
                self.metadata["icc"] = "yes"
        return self._skip(place + 2)

    def _skip(self, place: int) -> int:
        """Return the place after a run of data blocks, each with its length before it."""
        data, end = self.data, len(self.data)
        while place < end and data[place]:
            place += data[place] + 1
        return place + 1
