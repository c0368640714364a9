"""Write JPEG, WebP, AVIF and the still formats that Pillow writes; each call makes one file of one quality."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from tools.encoders.animation import Durations
from tools.media import Frame, Media, Picture

_AVIF_SPEED = 8
_LARGE_AVIF_SPEED = 9  # The speeds below take more than twice as long, which a large picture has not got.
_LARGE_AVIF = 4_000_000
_WEBP_METHOD = 4
_LARGE_WEBP_METHOD = 2  # The methods above need memory for every token of the picture, and several times as long.
_LARGE_WEBP = 12_000_000
_WEBP_OUT_OF_MEMORY = "encoding error 1"  # VP8_ENC_ERROR_OUT_OF_MEMORY
_ANIMATED_WEBP_METHOD = 2
LARGEST_ICON = 256


@dataclass(frozen=True, slots=True)
class Qualities:
    """The qualities of a lossy format: what is used when nothing was asked for, and how far a search may go."""

    usual: int
    lowest: int
    highest: int


QUALITIES = {
    "jpeg": Qualities(usual=90, lowest=10, highest=95),
    "webp": Qualities(usual=85, lowest=5, highest=98),
    "avif": Qualities(usual=70, lowest=15, highest=95),
    "pdf": Qualities(usual=90, lowest=10, highest=95),
}


def write_still(image: Image.Image, format: str, quality: int) -> bytes:
    """Return the file of a picture in the given format; `quality` counts for the formats in QUALITIES."""
    result = BytesIO()
    if format == "ico":
        image.save(result, "ICO", sizes=_icon_sizes(image))
    elif format == "tiff":
        image.save(result, "TIFF", compression="tiff_adobe_deflate")
    elif format == "pdf":
        image.save(result, "PDF", quality=quality)
    elif format == "bmp":
        image.save(result, "BMP")
    elif format == "avif":
        large = image.width * image.height > _LARGE_AVIF
        image.save(result, "AVIF", quality=quality, speed=_LARGE_AVIF_SPEED if large else _AVIF_SPEED)
    elif format == "webp":
        _save_webp(image, result, quality)
    else:
        image.save(result, "JPEG", quality=quality)
    return result.getvalue()


def _save_webp(image: Image.Image, file: BytesIO, quality: int) -> None:
    method = _WEBP_METHOD if image.width * image.height < _LARGE_WEBP else _LARGE_WEBP_METHOD
    try:
        image.save(file, "WEBP", quality=quality, method=method)
    except ValueError as error:
        if str(error) == _WEBP_OUT_OF_MEMORY:
            raise MemoryError from error
        raise


def write_animation(picture: Picture, format: str, quality: int) -> Media:
    """Write an animated WebP or AVIF while its frames are decoded: the encoder never holds more than one of them."""
    durations: list[int] = []
    reel = _Reel(picture, durations)
    result = BytesIO()
    if format == "webp":
        options: dict[str, Any] = {"method": _ANIMATED_WEBP_METHOD, "loop": picture.loop, "kmin": 9, "kmax": 17}
    else:
        options = {"speed": _AVIF_SPEED}
        reel.n_frames = 0  # This writer asks until there are no more.
    reel.save(result, format.upper(), save_all=True, quality=quality, duration=durations, **options)
    return Media(result.getvalue(), format, *reel.size, reel.tell() + 1, picture.has_alpha, sum(durations))


def _icon_sizes(image: Image.Image) -> list[tuple[int, int]]:
    """Return the usual sizes of icons up to the picture's own."""
    own = min(LARGEST_ICON, max(image.size))
    sides = [side for side in (16, 24, 32, 48, 64, 128, 256) if side < own] + [own]
    longest = max(image.size)
    return [(max(1, image.width * side // longest), max(1, image.height * side // longest)) for side in sides]


class _Reel(Image.Image):
    """An animation as Pillow's writers know it: one picture that shows the next frame when it is told to seek."""

    def __init__(self, picture: Picture, durations: list[int]) -> None:
        super().__init__()
        self._mode_of_all = "RGBA" if picture.has_alpha else "RGB"
        self._frames: Iterator[Frame] = iter(picture)
        self._waiting: Frame | None = next(self._frames, None)
        self._times = Durations(1)
        self._durations = durations
        self._number = -1
        self.n_frames = picture.frame_count
        self.info = {}
        self.seek(0)

    is_animated = True

    def tell(self) -> int:
        return self._number

    def seek(self, frame: int) -> None:
        """Show a frame; only the next one can be shown, and to stay or go back to the last changes nothing."""
        if frame <= self._number:
            return
        if self._waiting is None and frame < self.n_frames:
            self._durations.append(0)  # Fewer came than were announced; the writer joins what is the same.
            return
        if self._waiting is None:
            raise EOFError
        image = self._waiting.image
        shown = image if image.mode == self._mode_of_all else image.convert(self._mode_of_all)
        self._durations.append(self._times.tell(self._waiting.milliseconds))
        self._number += 1
        self._mode, self._size, self.im = shown.mode, shown.size, shown.im
        self._waiting = next(self._frames, None)
