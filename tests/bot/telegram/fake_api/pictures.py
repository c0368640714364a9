"""What the platform does to pictures: photos become JPEGs of several sizes, GIFs become MP4s without sound."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import av
from PIL import Image

_BOXES = (90, 320, 800, 1280, 2560)
_QUALITY = 87
_GIF_SPEED = 20


@dataclass(frozen=True)
class PhotoSize:
    """One size of a photo."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Shape:
    """Width and height in pixels, and seconds where it moves."""

    width: int
    height: int
    seconds: int = 0


def dimensions(data: bytes) -> tuple[int, int]:
    """Return the width and height of a picture or clip in pixels; raises ValueError where it is neither."""
    shape = clip_shape(data)
    size = picture_size(data) or (shape and (shape.width, shape.height))
    if not size:
        raise ValueError("neither a picture nor a clip")
    return size


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height of a picture that the platform can read as a photo, or None."""
    try:
        with Image.open(BytesIO(data)) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


@lru_cache(maxsize=128)
def photo_sizes(data: bytes) -> tuple[PhotoSize, ...]:
    """Return a photo in the platform's sizes, smallest first: JPEGs without alpha, EXIF and profile.

    Raises OSError where it cannot be decoded.
    """
    with Image.open(BytesIO(data)) as image:
        image.load()
        flat = _on_white(image)
    longest = max(flat.size)
    boxes = [box for box in _BOXES if box < longest] + [min(longest, _BOXES[-1])]
    return tuple(_in_box(flat, box) for box in dict.fromkeys(boxes))


def _on_white(image: Image.Image) -> Image.Image:
    seen = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat


def _in_box(image: Image.Image, box: int) -> PhotoSize:
    small = image if max(image.size) <= box else image.copy()
    small.thumbnail((box, box), Image.Resampling.BILINEAR)
    file = BytesIO()
    small.save(file, "JPEG", quality=_QUALITY)
    return PhotoSize(*small.size, file.getvalue())


@lru_cache(maxsize=64)
def as_clip(data: bytes) -> bytes:
    """Return a GIF as the MP4 that the platform makes of it; whatever else comes back as it is."""
    if data[:4] != b"GIF8":
        return data
    file = BytesIO()
    make_frame: Any = av.VideoFrame.from_image
    with av.open(file, "w", format="mp4") as container, Image.open(BytesIO(data)) as image:
        width, height = (side + side % 2 for side in image.size)
        stream = container.add_stream("libx264", rate=_GIF_SPEED)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frame = _on_white(image).resize((width, height))
            container.mux(stream.encode(make_frame(frame)))
        container.mux(stream.encode(None))
    return file.getvalue()


@lru_cache(maxsize=64)
def clip_shape(data: bytes) -> Shape | None:
    """Return the shape of a clip, or None where it is none."""
    try:
        with av.open(BytesIO(data), "r") as container:
            video = container.streams.video[0]
            seconds = round((container.duration or 0) / av.time_base)
            return Shape(video.width, video.height, max(seconds, 1))
    except (av.FFmpegError, OSError, ValueError, LookupError):
        return None
