"""Decode a video clip from its bytes, thinned out in time and size until it is within an animation's limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from tools.errors import Corrupt, ToolError, TooLong, TooManyPixels, Unsupported
from tools.limits import Limits
from tools.media import Frame, Picture, Source

CODECS = frozenset(("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mjpeg"))
_CONTAINERS = {"mp4": "mp4", "webm": "matroska"}
_MOST_DECODED = 7200
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class Pace:
    """The frames of the result: how many, milliseconds each, and their size."""

    count: int
    milliseconds: float
    width: int
    height: int


def decode_clip(data: bytes, source: Source, limits: Limits) -> Picture:
    """Decode a clip without its sound, frames evenly spaced; plays for ever. Raises Corrupt, Unsupported, TooLong."""
    import av

    try:
        container = av.open(BytesIO(data), format=_CONTAINERS[source.format])
        stream = container.streams.video[0]
        codec = stream.codec_context.name
    except (av.FFmpegError, OSError, ValueError, LookupError) as error:
        raise Corrupt(reason=type(error).__name__) from error
    if not any(codec.startswith(known) or known in codec for known in CODECS):
        raise Unsupported(kind=codec)
    stream.thread_type = "AUTO"
    pace = pace_of(source, limits)
    return Picture(
        pace.width, pace.height, _frames(av, container, source, pace, limits), frame_count=pace.count, loop=0
    )


def pace_of(source: Source, limits: Limits) -> Pace:
    """Return how a clip is played within the limits."""
    milliseconds = max(source.milliseconds, 1)
    count = max(1, min(source.frames, limits.frames, milliseconds // _SHORTEST))
    shrink = min(1.0, (limits.total_pixels / (count * source.width * source.height)) ** 0.5)
    width, height = max(1, int(source.width * shrink)), max(1, int(source.height * shrink))
    return Pace(count, milliseconds / count, width, height)


def _frames(av: Any, container: Any, source: Source, pace: Pace, limits: Limits) -> Iterator[Frame]:
    """Yield the picture that is seen at each moment of the result; the last one stands in where the clip ends early."""
    moment, last = 0, None
    try:
        with container:
            for number, frame in enumerate(container.decode(video=0)):
                _check(frame, number, limits)
                shown_at = 1000 * (frame.time or 0)
                while last is not None and moment < pace.count and shown_at > moment * pace.milliseconds:
                    yield Frame(last, pace.milliseconds)
                    moment += 1
                if moment >= pace.count:
                    return
                wanted = shown_at + pace.milliseconds >= moment * pace.milliseconds
                last = _still(frame, pace) if last is None or wanted else last
    except ToolError:
        raise
    except (av.FFmpegError, OSError, ValueError, RuntimeError, LookupError) as error:
        raise Corrupt(reason=type(error).__name__) from error
    if last is None:
        raise Corrupt(reason="frames")
    for _ in range(moment, pace.count):
        yield Frame(last, pace.milliseconds)


def _check(frame: Any, number: int, limits: Limits) -> None:
    if number >= _MOST_DECODED or (frame.time or 0) > limits.clip_seconds + 1:
        raise TooLong(limit_seconds=limits.clip_seconds, seconds=round(frame.time or 0))
    if frame.width * frame.height > limits.pixels:
        raise TooManyPixels.of(frame.width * frame.height, limits.pixels)


def _still(frame: Any, pace: Pace) -> Image.Image:
    """Return one video frame as upright RGB of the result's size; the scaling is the video library's own."""
    quarter_turns = round((frame.rotation or 0) / 90) % 4
    size = (pace.height, pace.width) if quarter_turns % 2 else (pace.width, pace.height)
    image: Image.Image = frame.reformat(width=size[0], height=size[1], format="rgb24").to_image()
    turns = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}
    return image.transpose(turns[quarter_turns]) if quarter_turns else image
