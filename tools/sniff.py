"""Tell what a file is by its first bytes and its header, and refuse it before a pixel of it is decoded."""

import struct
from collections.abc import Callable

from tools.errors import Corrupt, Empty, TooLarge, TooLong, TooManyPixels, Unsupported
from tools.formats import FORMATS
from tools.headers import bmp, gif, isobmff, jpeg, matroska, png, tiff, webp
from tools.limits import Limits
from tools.media import Source

Reader = Callable[[bytes, int], Source]
_MAGIC: tuple[tuple[int, bytes, Reader], ...] = (
    (0, b"\xff\xd8\xff", jpeg.read),
    (0, b"\x89PNG\r\n\x1a\n", png.read),
    (0, b"GIF87a", gif.read),
    (0, b"GIF89a", gif.read),
    (8, b"WEBP", webp.read),
    (4, b"ftyp", isobmff.read),
    (0, b"BM", bmp.read),
    (0, b"II*\0", tiff.read),
    (0, b"MM\0*", tiff.read),
    (0, b"II+\0", tiff.read),
    (0, b"MM\0+", tiff.read),
    (0, b"\x1a\x45\xdf\xa3", matroska.read),
)
CLIPS = ("mp4", "webm")


def sniff(data: bytes, limits: Limits) -> Source:
    """Return what the header says of the file; its name plays no part.

    Raises Empty, TooLarge, Unsupported, Corrupt, TooManyPixels, TooManyFrames or TooLong, each with the limit.
    """
    if not data:
        raise Empty
    if len(data) > limits.bytes_in:
        raise TooLarge(limit_bytes=limits.bytes_in, bytes=len(data))
    read = next((read for place, magic, read in _MAGIC if data.startswith(magic, place)), None)
    if read is None:
        raise Unsupported(kind="unknown")
    try:
        source = read(data, limits.frames)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Corrupt(reason="header") from error
    _check(source, limits)
    return source


def is_clip(source: Source) -> bool:
    """Return whether the file is a video, whose frames are thinned out when it is decoded."""
    return source.format in CLIPS


def _check(source: Source, limits: Limits) -> None:
    pixels = source.width * source.height
    _check_pixels(pixels, limits.pixels)
    if is_clip(source):
        if source.milliseconds > limits.clip_seconds * 1000:
            raise TooLong(limit_seconds=limits.clip_seconds, seconds=round(source.milliseconds / 1000))
    elif FORMATS[source.format].animates:
        _check_pixels(pixels * source.frames, limits.total_pixels)


def _check_pixels(pixels: int, limit: int) -> None:
    if pixels > limit:
        raise TooManyPixels.of(pixels, limit)
