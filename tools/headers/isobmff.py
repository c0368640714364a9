"""Walk the boxes of an ISO base media file (ISO/IEC 14496-12): AVIF and HEIC pictures (23008-12), MP4 and MOV clips."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.errors import Corrupt, Unsupported
from tools.headers.exif import note_exif
from tools.headers.isobmff_items import exif_block
from tools.headers.walk import Frames, bounded
from tools.media import Source

_AVIF, _HEIC = (b"avif", b"avis"), (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_CLIPS = (*b"isom iso2 iso4 iso5 iso6 mp41 mp42 avc1 dash MSNV 3gp4 3gp5".split(), b"qt  ", b"M4V ")
_MOST_PROPERTIES = 4096
Span = tuple[int, int]


@dataclass
class _Track:
    """What a movie's track says; `spans` are (samples, ticks of each)."""

    kind: bytes = b""
    width: int = 0
    height: int = 0
    lies: bool = False
    timescale: int = 1
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def samples(self) -> int:
        return sum(count for count, _ in self.spans)

    @property
    def milliseconds(self) -> float:
        return 1000 * sum(count * ticks for count, ticks in self.spans) / (self.timescale or 1)


def read(data: bytes, most_frames: int) -> Source:
    """Read the boxes of a picture or clip; raises Corrupt, Unsupported for a brand not known."""
    boxes = {name: span for name, span in bounded(_boxes(data, 0, len(data)))}
    brands = _brands(data, boxes)
    tracks = [track for track in _tracks(data, boxes.get(b"moov")) if track.kind in (b"vide", b"pict")]
    if any(brand in brands for brand in _AVIF):
        return _picture("avif", data, boxes, tracks, most_frames)
    if any(brand in brands for brand in _HEIC):
        return _picture("heic", data, boxes, [], most_frames)
    if any(brand in brands for brand in _CLIPS):
        return _clip(data, tracks)
    raise Unsupported(kind="isobmff")


def _brands(data: bytes, boxes: dict[bytes, Span]) -> list[bytes]:
    start, end = boxes.get(b"ftyp", (0, 0))
    block = data[start : min(end, start + 256)]
    return [block[place : place + 4] for place in range(0, len(block), 4) if place != 4]


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, Span]]:
    """Yield name and content of each box between two places; stops at one that does not fit."""
    end = min(end, len(data))
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            header = 16
        stop = end if size == 0 else start + size
        if stop < start + header:
            return
        yield name, (start + header, min(stop, end))
        start = stop


def _clip(data: bytes, tracks: list[_Track]) -> Source:
    if not tracks or not tracks[0].width or not tracks[0].height:
        raise Corrupt(reason="track")
    track = tracks[0]
    size = (track.height, track.width) if track.lies else (track.width, track.height)
    return Source("mp4", len(data), *size, frames=max(1, track.samples), milliseconds=round(track.milliseconds))


def _picture(name: str, data: bytes, boxes: dict[bytes, Span], tracks: list[_Track], most_frames: int) -> Source:
    width = height = 0
    has_alpha = False
    metadata: dict[str, str] = {}
    if b"meta" in boxes:
        width, height, has_alpha, metadata = _meta(data, boxes[b"meta"], clips=name == "heic")
    frames = Frames(most_frames)
    for count, ticks in tracks[0].spans if tracks else ():
        for _ in range(min(count, most_frames + 1)):
            frames.add(1000 * ticks / (tracks[0].timescale or 1))
        width, height = width or tracks[0].width, height or tracks[0].height
    if not width or not height:
        raise Corrupt(reason="size")
    return Source(
        name,
        len(data),
        width,
        height,
        frames=max(1, frames.count),
        milliseconds=round(frames.milliseconds) if frames.count > 1 else 0,
        mode="RGBA" if has_alpha else "RGB",
        has_alpha=has_alpha or len(tracks) > 1,
        metadata=metadata,
    )


def _meta(data: bytes, span: Span, clips: bool) -> tuple[int, int, bool, dict[str, str]]:
    """Return upright width and height of the primary item, whether an alpha item is there, and metadata kinds.

    `clips` says whether the decoder of this format cuts to the clean aperture, as libheif does and Pillow's AVIF not.
    """
    boxes = dict(bounded(_boxes(data, span[0] + 4, span[1])))
    metadata: dict[str, str] = {}
    start, end = boxes.get(b"iinf", (0, 0))
    content = data[start:end][:65_536]
    if b"Exif" in content:
        infos = _boxes(data, start + (8 if data[start] else 6), end)
        note_exif(metadata, exif_block(data, boxes, bounded(infos)))  # Which way is up stands in "irot" here.
    if b"application/rdf+xml" in content:
        metadata["xmp"] = "yes"
    places = dict(bounded(_boxes(data, *boxes.get(b"iprp", (0, 0)))))
    properties = list(bounded(_boxes(data, *places.get(b"ipco", (0, 0)))))[:_MOST_PROPERTIES]
    own = _primary_properties(data, boxes, places)
    sizes = [span for index, (name, span) in enumerate(properties, 1) if name == b"ispe" and index in own]
    sizes = sizes or [span for name, span in properties if name == b"ispe"]
    width, height = struct.unpack_from(">II", data, sizes[0][0] + 4) if sizes else (0, 0)
    for index, (name, (start, _)) in enumerate(properties, 1):
        if clips and name == b"clap" and index in own:
            across, of_across, down, of_down = struct.unpack_from(">IIII", data, start)
            width, height = across // max(1, of_across), down // max(1, of_down)
        elif name == b"irot" and index in own and data[start] & 1:
            width, height = height, width
        elif name == b"colr" and data[start : start + 4] in (b"prof", b"rICC"):
            metadata["icc"] = "yes"
    has_alpha = any(name == b"auxC" and b":alpha" in data[slice(*span)][:100] for name, span in properties)
    return width, height, has_alpha, metadata


def _primary_properties(data: bytes, boxes: dict[bytes, Span], places: dict[bytes, Span]) -> set[int]:
    """Return the numbers of the properties that belong to the primary item."""
    if b"pitm" not in boxes or b"ipma" not in places:
        return set()
    start = boxes[b"pitm"][0]
    (primary,) = struct.unpack_from(">H" if data[start] == 0 else ">I", data, start + 4)
    start, end = places[b"ipma"]
    version, wide = data[start], data[start + 3] & 1
    (entries,) = struct.unpack_from(">I", data, start + 4)
    place = start + 8
    for _ in range(min(entries, _MOST_PROPERTIES)):
        (item,) = struct.unpack_from(">H" if version == 0 else ">I", data, place)
        place += 2 if version == 0 else 4
        count, size = data[place], 2 if wide else 1
        found = data[place + 1 : min(end, place + 1 + count * size)]
        if item == primary:
            numbers = struct.unpack(f">{len(found) // size}{'H' if wide else 'B'}", found[: len(found) // size * size])
            return {number & (0x7FFF if wide else 0x7F) for number in numbers}
        place += 1 + count * size
    return set()


def _tracks(data: bytes, movie: Span | None) -> Iterator[_Track]:
    for name, span in bounded(_boxes(data, *(movie or (0, 0)))):
        if name == b"trak":
            track = _Track()
            _fill(data, span, track)
            yield track


def _fill(data: bytes, span: Span, track: _Track) -> None:
    """Read the boxes of one track; only those that are looked for are entered."""
    for name, (start, end) in bounded(_boxes(data, *span)):
        if name in (b"mdia", b"minf", b"stbl"):
            _fill(data, (start, end), track)
        elif name == b"tkhd":
            matrix = start + (52 if data[start] else 40)
            across, width, height = struct.unpack_from(">i32xII", data, matrix)
            track.lies = across == 0
            track.width, track.height = width >> 16, height >> 16
        elif name == b"mdhd":
            (track.timescale,) = struct.unpack_from(">I", data, start + (20 if data[start] else 12))
        elif name == b"hdlr":
            track.kind = data[start + 8 : start + 12]
        elif name == b"stts":
            (count,) = struct.unpack_from(">I", data, start + 4)
            entries = min(count, (end - start - 8) // 8, 100_000)
            track.spans = [struct.unpack_from(">II", data, start + 8 + 8 * number) for number in range(entries)]
