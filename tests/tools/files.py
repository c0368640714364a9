"""Picture files for tests, written by Pillow itself and not by the code under test."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from tools.limits import Limits
from tools.sample import sample

LIMITS = Limits()


def photo(width: int = 240, height: int = 160) -> Image.Image:
    """Return a picture with edges, soft shades and text-like detail."""
    return sample().resize((width, height), Image.Resampling.LANCZOS)


def file(image: Image.Image, format: str, **options: Any) -> bytes:
    result = BytesIO()
    image.save(result, format, **options)
    return result.getvalue()


def animation(frames: Sequence[Image.Image], format: str, **options: Any) -> bytes:
    return file(frames[0], format, save_all=True, append_images=list(frames[1:]), **options)


def colours(count: int, size: tuple[int, int] = (20, 10), mode: str = "RGB") -> list[Image.Image]:
    """Return plain frames that all differ."""
    return [Image.new(mode, size, (40 * number, 255 - 40 * number, 90)) for number in range(count)]


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def frames_of(data: bytes, mode: str = "RGBA") -> list[Image.Image]:
    """Return every frame of a file as Pillow shows it."""
    with Image.open(BytesIO(data)) as image:
        shown = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            shown.append(image.convert(mode))
        return shown


def durations_of(data: bytes) -> list[float]:
    with Image.open(BytesIO(data)) as image:
        found = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            found.append(float(image.info["duration"]))
        return found


def psnr(first: Image.Image, second: Image.Image) -> float:
    """Return how alike two pictures are, in decibels; 40 cannot be told apart by eye, identical ones are infinite."""
    assert (first.mode, first.size) == (second.mode, second.size)
    difference = np.asarray(first, np.float64) - np.asarray(second, np.float64)
    return float(10 * np.log10(255**2 / max(1e-9, float((difference**2).mean()))))


def clip(width: int = 64, height: int = 48, frames: int = 10, format: str = "mp4", codec: str = "mpeg4") -> bytes:
    """Return a clip at 10 frames a second whose frames go from black to white."""
    import av

    result = BytesIO()
    with av.open(result, "w", format=format) as container:
        stream: Any = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            grey = np.full((height, width, 3), 255 * number // max(1, frames - 1), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(stream.encode())
    return result.getvalue()


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return the channels of one pixel."""
    return tuple(image.crop((x, y, x + 1, y + 1)).tobytes())


def greys(frames: Sequence[Image.Image]) -> list[int]:
    """Return how bright each frame is on average, 0 to 255."""
    return [pixel(frame.convert("L").resize((1, 1), Image.Resampling.BOX), 0, 0)[0] for frame in frames]
