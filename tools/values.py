"""The kinds of value that parameters take beyond numbers and words: colours, boxes, sizes."""

import re
from dataclasses import dataclass
from typing import Self

from PIL import ImageColor


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour with its opacity, 0 to 255 each."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `#rgb`, `#rrggbb`, `#rrggbbaa`, a CSS name or `transparent`; raises ValueError."""
        word = text.strip().lower()
        if word == "transparent":
            return cls(0, 0, 0, 0)
        if word.startswith("#") and not re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", word):
            raise ValueError(text)
        if not word.startswith("#") and word not in ImageColor.colormap:
            raise ValueError(text)
        red, green, blue, *alpha = ImageColor.getrgb(word)
        return cls(red, green, blue, alpha[0] if alpha else 255)

    @property
    def rgb(self) -> tuple[int, int, int]:
        return self.red, self.green, self.blue

    @property
    def rgba(self) -> tuple[int, int, int, int]:
        return self.red, self.green, self.blue, self.alpha

    def __str__(self) -> str:
        if self.alpha == 0:
            return "transparent"
        return "#" + "".join(f"{part:02x}" for part in (self.rgb if self.alpha == 255 else self.rgba))


TRANSPARENT = Colour(0, 0, 0, 0)
WHITE = Colour(255, 255, 255)

_PART = re.compile(r"(-?\d{1,6}(?:\.\d{1,3})?)(px|%)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle `x,y,width,height`; each part in pixels or in percent of the picture's width or height."""

    x: str
    y: str
    width: str
    height: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read four parts between commas or spaces, such as `10,10,50%,200px`; raises ValueError."""
        parts = re.split(r"[,\s]+", text.strip()[:80])
        if len(parts) != 4 or not all(_PART.fullmatch(part) for part in parts):
            raise ValueError(text)
        if parts[2].startswith("-") or parts[3].startswith("-"):
            raise ValueError(text)
        return cls(*parts)

    def resolve(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom in pixels inside a picture of `width` x `height`.

        What lies outside is cut off. Raises ValueError when nothing of the picture is left.
        """
        left, top = _pixels(self.x, width), _pixels(self.y, height)
        right, bottom = left + _pixels(self.width, width), top + _pixels(self.height, height)
        box = max(0, left), max(0, top), min(width, right), min(height, bottom)
        if box[0] >= box[2] or box[1] >= box[3]:
            raise ValueError(str(self))
        return box

    def __str__(self) -> str:
        return ",".join((self.x, self.y, self.width, self.height))


def _pixels(part: str, whole: int) -> int:
    return round(float(part[:-1]) * whole / 100) if part.endswith("%") else round(float(part.removesuffix("px")))


_UNITS = {"": 1, "b": 1, "k": 1000, "kb": 1000, "kib": 1024, "m": 10**6, "mb": 10**6, "mib": 1024**2}


class ByteSize(int):
    """A number of bytes, written `300KB` or `2MB` (1 KB = 1000 bytes)."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number with an optional unit; raises ValueError."""
        found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]{0,3})", text.strip().lower(), re.ASCII)
        if not found or found[2] not in _UNITS:
            raise ValueError(text)
        return cls(round(float(found[1]) * _UNITS[found[2]]))

    def __str__(self) -> str:
        value = int(self)
        for unit, size in (("MB", 10**6), ("KB", 1000)):
            if value >= size and value % (size // 1000) == 0:
                return f"{value / size:.12g}{unit}"
        return f"{value}B"


@dataclass(frozen=True, slots=True)
class Dimensions:
    """A width and a height in pixels, written `600x400`."""

    width: int
    height: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `600x400`; raises ValueError."""
        found = re.fullmatch(r"(\d{1,5})\s*[x×*]\s*(\d{1,5})", text.strip().lower(), re.ASCII)
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"
