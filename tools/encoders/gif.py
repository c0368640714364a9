"""Write GIF animations as their frames are decoded, on threads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain

from PIL import GifImagePlugin, Image

from tools.encoders.animation import Box, Durations, changed, check_cap
from tools.encoders.indexed import CLEAR, OPAQUE_FROM, alike, indexed
from tools.media import Frame, Media, Picture
from tools.threads import ahead

_KEEP, _ERASE = 1, 2
_MOST_CENTISECONDS = 65_535


@dataclass(frozen=True, slots=True)
class _Part:
    """What one frame puts on the canvas, and where."""

    image: Image.Image
    box: Box
    milliseconds: float


def write_gif(picture: Picture, dither: bool = True, cap: int | None = None) -> Media:
    """Write an animation or a still as it is decoded; raises OverCap when it grows over `cap` bytes."""
    result = BytesIO()
    times, count, size = Durations(10), 0, (picture.width, picture.height)
    parts = _erased_parts(picture) if picture.has_alpha else _kept_parts(picture)
    for part, image in _indexed(parts, dither):
        if count == 0:
            size = image.size if not picture.has_alpha else size
            result.write(_head(size, picture.loop, picture.frame_count > 1))
        for block in _blocks(part, image, times, picture.has_alpha):
            result.write(block)
        count += 1
        check_cap(result.tell(), count, picture.frame_count, cap)
    result.write(b";")
    return Media(result.getvalue(), "gif", *size, count, picture.has_alpha, times.milliseconds if count > 1 else 0)


def _kept_parts(frames: Iterable[Frame]) -> Iterator[_Part]:
    """Yield of each opaque frame the box that changed; the frame before it stays around it."""
    before: Image.Image | None = None
    for frame in frames:
        image = frame.image if frame.image.mode == "RGB" else frame.image.convert("RGB")
        box = (0, 0, *image.size) if before is None else changed(before, image) or (0, 0, 1, 1)
        yield _Part(image if before is None else image.crop(box), box, frame.milliseconds)
        before = image


def _erased_parts(frames: Iterable[Frame]) -> Iterator[_Part]:
    """Yield of each frame the box that is not clear; it is erased before the next one."""
    for frame in frames:
        image = frame.image if frame.image.mode == "RGBA" else frame.image.convert("RGBA")
        solid = image.getchannel("A").point([0] * OPAQUE_FROM + [255] * (256 - OPAQUE_FROM))
        box = solid.getbbox() or (0, 0, 1, 1)
        yield _Part(image.crop(box), box, frame.milliseconds)


def _indexed(parts: Iterable[_Part], dither: bool) -> Iterator[tuple[_Part, Image.Image]]:
    """Yield each part with its picture in the colours of a palette."""

    def index(group: list[_Part]) -> list[tuple[_Part, Image.Image]]:
        return list(zip(group, indexed([part.image for part in group], dither), strict=True))

    return chain.from_iterable(ahead(index, alike(parts, lambda part: part.image)))


def _head(size: tuple[int, int], loop: int, animated: bool) -> bytes:
    """Return the screen and, for an animation that plays more than once, how often (the Netscape extension)."""
    screen = b"GIF89a" + size[0].to_bytes(2, "little") + size[1].to_bytes(2, "little") + b"\x70\0\0"
    if not animated or loop == 1:
        return screen
    again = 0 if loop == 0 else min(65_535, loop - 1)
    return screen + b"!\xff\x0bNETSCAPE2.0\x03\x01" + again.to_bytes(2, "little") + b"\0"


def _blocks(part: _Part, image: Image.Image, times: Durations, erase: bool) -> Iterator[bytes]:
    centiseconds = min(_MOST_CENTISECONDS, times.tell(part.milliseconds))
    flags = (_ERASE if erase else _KEEP) << 2 | (1 if erase else 0)
    yield b"!\xf9\x04" + bytes((flags,)) + centiseconds.to_bytes(2, "little") + bytes((CLEAR, 0))
    yield from GifImagePlugin.getdata(image, part.box[:2], include_color_table=True)
