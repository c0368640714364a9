"""Read what matters of an EXIF block: which way is up, at which place, with which camera, when and by whom.

Layout: Exif 2.32 (CIPA DC-008), which is a TIFF 6.0 directory.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from tools.headers.walk import shown

_MAKE, _MODEL, _ORIENTATION, _SOFTWARE, _CHANGED, _ARTIST = 0x010F, 0x0110, 0x0112, 0x0131, 0x0132, 0x013B
_PHOTO, _GPS, _TAKEN = 0x8769, 0x8825, 0x9003
_TEXTS = (_MAKE, _MODEL, _SOFTWARE, _CHANGED, _ARTIST, _TAKEN)
_RATIONAL = 5
_LATITUDE, _LONGITUDE = 2, 4  # each after the tag that says which side of the zero
_MOST_ENTRIES = 1000
_XMP_PLACE = re.compile(
    rb"exif:GPS(Latitude|Longitude)(?:=[\"']|>)"
    rb"(\d{1,3}),(\d{1,2}(?:\.\d{1,10})?)(?:,(\d{1,2}(?:\.\d{1,10})?))?([NSEW])"
)
_XMP_ORIENTATION = re.compile(rb"tiff:Orientation(?:=[\"']|>)([1-8])\b")


@dataclass(frozen=True, slots=True)
class Exif:
    """`orientation` is 1 to 8 as in the Exif standard; 5 to 8 swap width and height.

    `place` is latitude and longitude in degrees, such as "48.85837, -2.29448"; empty where only `has_gps` is known.
    """

    orientation: int = 1
    has_gps: bool = False
    place: str = ""
    camera: str = ""
    taken: str = ""
    program: str = ""
    author: str = ""


def read_exif(block: bytes) -> Exif:
    """Read an EXIF block, with or without its `Exif` prefix; whatever is broken in it counts as absent."""
    block = block.removeprefix(b"Exif\0\0")
    try:
        return _read(block)
    except (struct.error, IndexError, ValueError):
        return Exif()


def xmp_orientation(block: bytes) -> int:
    """Return the orientation that an XMP block states, 1 if none."""
    found = _XMP_ORIENTATION.search(block)
    return int(found[1]) if found else 1


def xmp_place(block: bytes) -> str:
    """Return the place that an XMP block states, as `Exif.place` does."""
    degrees = {
        name: _degrees((float(whole), float(minutes), float(seconds or 0)), side)
        for name, whole, minutes, seconds, side in _XMP_PLACE.findall(block)
    }
    return _place(degrees.get(b"Latitude"), degrees.get(b"Longitude"))


def note_exif(metadata: dict[str, str], block: bytes) -> int:
    """Enter what an EXIF block holds into `metadata` and return its orientation."""
    exif = read_exif(block)
    metadata["exif"] = "yes"
    if exif.has_gps:
        metadata["gps"] = exif.place or metadata.get("gps", "yes")
    if exif.camera:
        metadata["camera"] = exif.camera
    if exif.taken:
        metadata["taken"] = exif.taken
    if exif.program:
        metadata["program"] = exif.program
    if exif.author:
        metadata["author"] = exif.author
    return exif.orientation


def note_xmp(metadata: dict[str, str], block: bytes) -> int:
    """Enter what an XMP block holds into `metadata` and return its orientation."""
    metadata["xmp"] = "yes"
    if b"GPSLatitude" in block:
        metadata.setdefault("gps", xmp_place(block) or "yes")
    return xmp_orientation(block)


def _read(block: bytes) -> Exif:
    order = {b"II": "<", b"MM": ">"}[block[:2]] if block[:2] in (b"II", b"MM") else ""
    if not order:
        return Exif()
    (start,) = struct.unpack_from(order + "I", block, 4)
    numbers, words = _entries(block, order, start)
    if _PHOTO in numbers:
        words = {**_entries(block, order, numbers[_PHOTO])[1], **words}
    orientation = numbers.get(_ORIENTATION, 1)
    return Exif(
        orientation=orientation if 1 <= orientation <= 8 else 1,
        has_gps=_GPS in numbers,
        place=_read_place(block, order, numbers[_GPS]) if _GPS in numbers else "",
        camera=" ".join(words[tag] for tag in (_MAKE, _MODEL) if words.get(tag)),
        taken=words.get(_TAKEN) or words.get(_CHANGED, ""),
        program=words.get(_SOFTWARE, ""),
        author=words.get(_ARTIST, ""),
    )


def _read_place(block: bytes, order: str, start: int) -> str:
    sides: dict[int, bytes] = {}
    degrees: dict[int, float | None] = {}
    try:
        for tag, kind, size, place in _fields(block, order, start):
            if tag in (_LATITUDE - 1, _LONGITUDE - 1):
                sides[tag + 1] = block[place + 8 : place + 9]
            elif tag in (_LATITUDE, _LONGITUDE) and kind == _RATIONAL and size == 3:
                (where,) = struct.unpack_from(order + "I", block, place + 8)
                up = struct.unpack_from(order + "6I", block, where)
                degrees[tag] = _degrees((up[0] / up[1], up[2] / up[3], up[4] / up[5]), sides.get(tag, b""))
    except (struct.error, ZeroDivisionError):
        return ""
    return _place(degrees.get(_LATITUDE), degrees.get(_LONGITUDE))


def _degrees(parts: tuple[float, float, float], side: bytes) -> float | None:
    """Turn degrees, minutes and seconds into degrees, below zero in the south and in the west."""
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    return {b"N": degrees, b"E": degrees, b"S": -degrees, b"W": -degrees}.get(side)


def _place(latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    return f"{latitude:.5f}, {longitude:.5f}"


def _entries(block: bytes, order: str, start: int) -> tuple[dict[int, int], dict[int, str]]:
    """Return the numbers and the texts of one directory that are looked for, by their tags."""
    numbers: dict[int, int] = {}
    words: dict[int, str] = {}
    for tag, kind, size, place in _fields(block, order, start):
        if tag == _ORIENTATION and kind == 3:
            (numbers[tag],) = struct.unpack_from(order + "H", block, place + 8)
        elif tag in (_PHOTO, _GPS):
            (numbers[tag],) = struct.unpack_from(order + "I", block, place + 8)
        elif tag in _TEXTS and kind == 2:
            where = place + 8 if size <= 4 else struct.unpack_from(order + "I", block, place + 8)[0]
            words[tag] = shown(block[where : where + min(size, 400)])
    return numbers, words


def _fields(block: bytes, order: str, start: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield tag, kind, size and place of each entry of one directory, as far as the block goes."""
    if start + 2 > len(block):
        return
    (count,) = struct.unpack_from(order + "H", block, start)
    for number in range(min(count, _MOST_ENTRIES)):
        place = start + 2 + 12 * number
        if place + 12 > len(block):
            return
        yield *struct.unpack_from(order + "HHI", block, place), place
