"""Encode a picture so that it fits where it goes, the first time, and say what had to be given up for it."""

from dataclasses import dataclass, replace
from functools import partial

from PIL import Image

from tools.alpha import flatten
from tools.encoders.animation import OverCap
from tools.encoders.gif import write_gif
from tools.encoders.lossy import LARGEST_ICON, QUALITIES, write_animation, write_still
from tools.encoders.png import write_apng, write_png
from tools.encoders.search import Sizes, best_under, foresee
from tools.errors import TooBigResult
from tools.formats import FORMATS
from tools.media import Frame, Media, Picture, Wishes
from tools.scale import scale, scaled_size
from tools.values import WHITE, Colour
from tools.work import Note, Target

# What a still becomes when nobody asked for a format; what is not named stays what it is.
_STILL = {
    "gif": "png",
    "apng": "png",
    "bmp": "png",
    "tiff": "png",
    "ico": "png",
    "heic": "jpeg",
    "mp4": "png",
    "webm": "png",
}
_LARGEST_SIDE = {"webp": 16_383, "jpeg": 65_500, "gif": 65_535, "avif": 65_535, "ico": LARGEST_ICON}
# Pixels; libwebp takes some 24 bytes for each that may be see-through, which is more than a worker has for larger ones.
_MOST_WITH_ALPHA = {"webp": 15_000_000}
# Pixels; libaom takes some 24 bytes for each, and as long for each as ten other formats.
_MOST_PIXELS = {"avif": 13_000_000}
_SMALLEST_SIDE = 16
_MARGIN = 0.94
_STRIP = 256
_BAND, _BANDS_APART, _LARGE = 16, 8, 400_000
_LARGER_BANDS_APART, _LARGER = 16, 1_500_000


@dataclass(frozen=True, slots=True)
class _Aim:
    """The format that was decided on, the bytes it must keep to, and whether they were the user's own wish."""

    format: str
    cap: int
    wished: bool
    quality: int | None
    dither: bool


def encode(picture: Picture, source_format: str, wishes: Wishes, target: Target) -> tuple[Media, tuple[Note, ...]]:
    """Return the picture as a file that the target takes, with notes on what was changed for it.

    `source_format` is the format the picture came in, or "" for one that was made. Nothing but pixels, timing and loop
    is written. The picture is used up: what is hidden under its invisible pixels is wiped out. Raises TooBigResult when
    even a small picture has too many bytes, OverCap for an animation that has too many: the caller has to make it
    again, smaller.
    """
    format = choose_format(picture, source_format, wishes, target)
    aim = _Aim(format, byte_cap(wishes, target), bool(wishes.max_bytes), wishes.quality, wishes.dither)
    picture, notes = _prepared(picture, format, wishes.background or WHITE, target.max_side)
    if picture.frame_count > 1:
        return _animation(picture, aim), notes
    image = picture.first()
    if image.mode == "RGBA":
        _clean(image)
    elif image.mode == "YCbCr" and format != "jpeg":
        image = image.convert("RGB")
    media, more = _still(image, aim, wishes.format is None, target)
    told = {note.key: note for note in notes + more}  # Shrunk twice, it is told once, with the last size.
    return media, tuple(told.values())


def byte_cap(wishes: Wishes, target: Target) -> int:
    """Return how many bytes the result may have: what was wished, never more than the target takes."""
    return min(wishes.max_bytes or target.max_bytes, target.max_bytes)


def choose_format(picture: Picture, source_format: str, wishes: Wishes, target: Target) -> str:
    """Return the name of the format to write: the wish, else the source's own as far as that and the target allow."""
    if wishes.format:
        return wishes.format
    if picture.frame_count > 1:
        own = FORMATS.get(source_format)
        return (
            source_format
            if own and own.animates and own.written and source_format in target.formats
            else target.animation
        )
    name = _STILL.get(source_format, source_format or "png")
    if name not in target.formats:
        name = "jpeg" if "jpeg" in target.formats else target.formats[0]
    if picture.has_alpha and not FORMATS[name].alpha:
        name = next((each for each in ("png", "webp") if each in target.formats), name)
    return name


def _prepared(picture: Picture, format: str, background: Colour, max_side: int) -> tuple[Picture, tuple[Note, ...]]:
    """Fit the picture to what the format can hold: number of frames, transparency, size."""
    notes: list[Note] = []
    if picture.frame_count > 1 and not FORMATS[format].animates:
        notes.append(Note("note-first-frame", {"frames": picture.frame_count, "format": format}))
        picture = replace(picture, frames=_first(picture), frame_count=1)
    if picture.has_alpha and not FORMATS[format].alpha:
        solid = background if background.alpha == 255 else WHITE
        notes.append(Note("note-flattened", {"format": format, "colour": str(solid)}))
        picture = replace(picture.map(lambda image: flatten(image, solid)), has_alpha=False)
    size = _fitting((picture.width, picture.height), format, picture.has_alpha, max_side)
    if size != (picture.width, picture.height):
        notes.append(_shrunk_note(size))
        picture = picture.map(lambda image: scale(image, size), size)
    return picture, tuple(notes)


def _fitting(size: tuple[int, int], format: str, has_alpha: bool, max_side: int) -> tuple[int, int]:
    """Return the size at which the format's writer can take a picture of `size`."""
    factor = min(max_side, _LARGEST_SIDE.get(format, max_side)) / max(size)
    most = _MOST_WITH_ALPHA.get(format) if has_alpha else None
    most = most or _MOST_PIXELS.get(format)
    if most:
        factor = min(factor, (most / (size[0] * size[1])) ** 0.5)
    return size if factor >= 1 else scaled_size(size, factor)


def _first(picture: Picture) -> tuple[Frame, ...]:
    return (Frame(picture.first()),)


def _animation(picture: Picture, aim: _Aim) -> Media:
    if aim.format == "gif":
        return write_gif(picture, aim.dither, aim.cap)
    if aim.format == "apng":
        return write_apng(picture, aim.cap)
    usual = QUALITIES[aim.format].usual
    media = write_animation(picture, aim.format, aim.quality or usual)
    if len(media.data) > aim.cap:
        raise OverCap(len(media.data))
    return media


def _still(image: Image.Image, aim: _Aim, free: bool, target: Target) -> tuple[Media, tuple[Note, ...]]:
    """Write a still; over the cap try, in turn, less quality, a lossy format where none was asked for, less pixels."""
    notes: list[Note] = []
    size = image.size
    media = _write(image, aim)
    if len(media.data) > aim.cap and free and FORMATS[media.format].lossless:
        other = _lossy_format(image, target)
        if other:
            aim = replace(aim, format=other)
            notes.append(Note("note-format", {"format": other}))
            size = _fitting(size, other, image.mode == "RGBA", target.max_side)
            media = _write(scale(image, size) if size != image.size else image, aim)
    while len(media.data) > aim.cap:
        if max(size) <= _SMALLEST_SIDE:
            raise TooBigResult(limit_bytes=aim.cap)
        size = scaled_size(size, min(0.9, (_MARGIN * aim.cap / len(media.data)) ** 0.5))
        del media  # It may be larger than the picture itself; what follows needs the room.
        media = _write(scale(image, size), aim)
    if size != image.size:
        notes.append(_shrunk_note(size))
    return media, tuple(notes)


def _shrunk_note(size: tuple[int, int]) -> Note:
    return Note("note-shrunk", {"width": size[0], "height": size[1]})


def _lossy_format(image: Image.Image, target: Target) -> str | None:
    names = ("webp",) if image.mode == "RGBA" else ("jpeg", "webp")
    return next((name for name in names if name in target.formats), None)


def _write(image: Image.Image, aim: _Aim) -> Media:
    """Write one file; in a lossy format with the best quality that keeps to the cap, as far as its range goes."""
    if aim.format not in QUALITIES:
        return _still_media(image, aim, 0)
    known = QUALITIES[aim.format]
    highest = aim.quality or (known.highest if aim.wished else known.usual)
    media = None if aim.wished else _still_media(image, aim, highest)
    if media and len(media.data) <= aim.cap:
        return media
    foreseen = _foreseen(image, aim, known.lowest, highest)
    return best_under(partial(_still_media, image, aim), aim.cap, known.lowest, highest, foreseen).media


def _foreseen(image: Image.Image, aim: _Aim, lowest: int, highest: int) -> Sizes | None:
    """Return the sizes around the cap that a part of a large picture, in bands all over it, lets expect."""
    pixels = image.width * image.height
    apart = _LARGER_BANDS_APART if pixels >= _LARGER else _BANDS_APART
    bands = image.height // (_BAND * apart)
    if pixels < _LARGE or bands < 2:
        return None
    sample = Image.new(image.mode, (image.width, bands * _BAND))
    for number in range(bands):
        top = number * _BAND * apart
        sample.paste(image.crop((0, top, image.width, top + _BAND)), (0, number * _BAND))
    return foresee(partial(_still_media, sample, aim), aim.cap, lowest, highest, sample.height / image.height)


def _still_media(image: Image.Image, aim: _Aim, quality: int) -> Media:
    if aim.format == "gif":
        return write_gif(Picture.still(image), aim.dither)
    data = write_png(image) if aim.format in ("png", "apng") else write_still(image, aim.format, quality)
    format = "png" if aim.format == "apng" else aim.format
    return Media(data, format, image.width, image.height, has_alpha=image.mode == "RGBA")


def _clean(image: Image.Image) -> None:
    """Take away the colours under the picture's invisible pixels: they cost bytes and may hold secrets."""
    for top in range(0, image.height, _STRIP):
        box = (0, top, image.width, min(image.height, top + _STRIP))
        hidden = image.crop(box).getchannel("A").point([255] + [0] * 255)
        if hidden.getbbox():
            image.paste((0, 0, 0, 0), box, hidden)
