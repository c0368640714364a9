"""The picture formats: their names, extensions and what each can hold. Everything else asks here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Format:
    """One encoding. `pillow` is Pillow's name for it.

    `written` says whether results may have it, `opened` whether pictures that come in may.
    """

    name: str
    extension: str
    mime: str
    pillow: str
    animates: bool = False
    alpha: bool = False
    lossless: bool = False
    written: bool = True
    opened: bool = True


_ALL = (
    Format("jpeg", "jpg", "image/jpeg", "JPEG"),
    Format("png", "png", "image/png", "PNG", alpha=True, lossless=True),
    Format("apng", "png", "image/apng", "PNG", animates=True, alpha=True, lossless=True),
    Format("gif", "gif", "image/gif", "GIF", animates=True, alpha=True, lossless=True),
    Format("webp", "webp", "image/webp", "WEBP", animates=True, alpha=True),
    Format("avif", "avif", "image/avif", "AVIF", animates=True, alpha=True),
    Format("bmp", "bmp", "image/bmp", "BMP", lossless=True),
    Format("tiff", "tiff", "image/tiff", "TIFF", alpha=True, lossless=True),
    Format("ico", "ico", "image/x-icon", "ICO", alpha=True, lossless=True, opened=False),
    Format("pdf", "pdf", "application/pdf", "PDF", opened=False),
    Format("heic", "heic", "image/heic", "HEIF", alpha=True, written=False),
    Format("mp4", "mp4", "video/mp4", "", animates=True, written=False),
    Format("webm", "webm", "video/webm", "", animates=True, written=False),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
WRITTEN: tuple[str, ...] = tuple(each.name for each in _ALL if each.written)

_STARTS = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF8", "gif"),
    (8, b"WEBP", "webp"),
    (4, b"ftypavif", "avif"),
    (4, b"ftypavis", "avif"),
    (4, b"ftyphei", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftyp", "mp4"),
    (0, b"\x1a\x45\xdf\xa3", "webm"),
    (0, b"BM", "bmp"),
    (0, b"II", "tiff"),
    (0, b"MM", "tiff"),
    (0, b"\0\0\1\0", "ico"),
    (0, b"%PDF", "pdf"),
)


def format_of_extension(extension: str) -> Format | None:
    """Find a format by a file's extension, with or without the dot, in any case."""
    word = extension.lower().lstrip(".")
    aliases = {"jpeg": "jpg", "tif": "tiff", "jpe": "jpg"}
    by_extension = next((each for each in _ALL if each.extension == aliases.get(word, word)), None)
    return by_extension or FORMATS.get(word)  # ".apng" is another way to write ".png"


def format_of_bytes(data: bytes) -> Format | None:
    """Guess a format from the first bytes, to name or to show a file; `tools.sniff` is who checks one."""
    found = next((name for place, start, name in _STARTS if data.startswith(start, place)), None)
    return FORMATS[found] if found else None
