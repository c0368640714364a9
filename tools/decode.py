"""Decode a file into upright sRGB pixels, frame by frame."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin

from tools.colours import bare, is_srgb, to_rgb
from tools.errors import Corrupt, OutOfMemory, ToolError
from tools.formats import FORMATS
from tools.limits import Limits
from tools.media import Frame, Picture, Source
from tools.sniff import is_clip

# Pillow raises any of these on files that are broken in some way; seen on the corpus, not only OSError.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    RuntimeError,
    struct.error,
    EOFError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    Image.DecompressionBombError,
)
_ORIENTATION = 0x0112
_MOST_TEXT = 4_000_000
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def decode(data: bytes, source: Source, limits: Limits, shrink: float = 1, ycbcr: bool = False) -> Picture:
    """Decode a file that `tools.sniff.sniff` let through.

    `shrink` says how many times smaller the picture may be: a JPEG is then decoded at 1/2, 1/4 or 1/8, whichever still
    is large enough; other formats ignore it. `ycbcr` leaves a JPEG in its own colour space where that is sRGB's, for
    work that only moves pixels. Raises Corrupt and OutOfMemory, for an animation also while frames are iterated.
    """
    if is_clip(source):
        from tools.clips import decode_clip

        return decode_clip(data, source, limits)
    with telling(limits):
        image = _open(data, source)
        if FORMATS[source.format].animates and source.frames > 1:
            return _animation(image, source, limits)
        if source.format == "jpeg":
            _draft(image, shrink, ycbcr)
        return Picture.still(_upright(image))


@contextmanager
def telling(limits: Limits) -> Iterator[None]:
    """Turn whatever a codec raises into a ToolError; what it warns of is of no use to anyone."""
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except ToolError:
        raise
    except MemoryError as error:
        raise OutOfMemory(limit_megabytes=limits.memory // 1_000_000) from error
    except _BROKEN as error:
        raise Corrupt(reason=type(error).__name__) from error


def _open(data: bytes, source: Source) -> ImageFile.ImageFile:
    Image.MAX_IMAGE_PIXELS = None  # checked on the header, by our own limits
    PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY = _MOST_TEXT
    if source.format == "heic":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    return Image.open(BytesIO(data), formats=(FORMATS[source.format].pillow,))


def draft_factor(size: tuple[int, int], shrink: float) -> int:
    """Return how many times smaller `decode` makes a JPEG of this size that may be `shrink` times smaller."""
    return next((factor for factor in (8, 4, 2) if factor <= shrink and min(size) >= factor * 8), 1)


def _draft(image: ImageFile.ImageFile, shrink: float, ycbcr: bool) -> None:
    """Ask the JPEG decoder for a scaled decode and its own colour space; it takes the largest factor that fits."""
    width, height = image.size
    factor = draft_factor(image.size, shrink)
    keeps = ycbcr and image.mode == "RGB" and is_srgb(image)
    if factor > 1 or keeps:
        image.draft("YCbCr" if keeps else image.mode, (width // factor, height // factor))


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    turn = _orientation(image)
    plain = bare(image) if image.mode == "YCbCr" and isinstance(image, JpegImagePlugin.JpegImageFile) else to_rgb(image)
    return plain if turn is None else plain.transpose(turn)


def _orientation(image: Image.Image) -> Image.Transpose | None:
    """Return the turn that puts the picture upright, by its EXIF or XMP orientation."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return None


def _animation(image: ImageFile.ImageFile, source: Source, limits: Limits) -> Picture:
    image.load()
    first = 1 if image.info.get("default_image") else 0
    turn = _orientation(image)

    def frame(number: int) -> Frame:
        with telling(limits):
            image.seek(number)
            image.load()
            return Frame(_composed(image, source, turn), float(image.info.get("duration") or 0))

    return Picture(
        source.width,
        source.height,
        map(frame, range(first, source.frames)),
        frame_count=source.frames - first,
        loop=source.loop,
        has_alpha=source.has_alpha,
    )


def _composed(image: Image.Image, source: Source, turn: Image.Transpose | None) -> Image.Image:
    """Return the current frame, as it is seen, in the one mode that all frames of the picture have."""
    mode = "RGBA" if source.has_alpha else "RGB"
    frame = image if is_srgb(image) else to_rgb(image)
    frame = frame.convert(mode) if frame.mode != mode else frame.copy()
    frame.info = {}
    return frame if turn is None else frame.transpose(turn)
