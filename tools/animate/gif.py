"""Gif: an animation from pictures, or from a clip."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Annotated, Literal

from PIL import Image

from tools.errors import BadValue, Empty, TooManyFrames
from tools.media import Frame, Output, Picture, Wishes
from tools.params import Between, Unit
from tools.plan import Plan
from tools.scale import scale, scaled_size
from tools.tool import Cost, tool

MOST_PICTURES = 50
MOST_FRAMES = 600
TALLEST = 2048
SLOWEST_MELT = 50  # milliseconds a frame; slower than this a fade is seen as steps
Order = Literal["sent", "reverse", "pingpong"]
Size = tuple[int, int]


@tool(
    aliases=("togif",),
    cost=Cost.HEAVY,
    plan=Plan(widest=lambda given: given["width"], fastest=lambda given: given["fps"]),
    examples=({}, {"fps": 2, "fade": 4, "order": "pingpong"}),
)
def gif(
    pictures: list[Picture],
    fps: Annotated[float, Between(1, 30), "Pictures a second; a clip keeps its speed and drops what is more."] = 10,
    loop: Annotated[int, Between(0, 100), "How often it plays; 0 is for ever."] = 0,
    width: Annotated[int, Between(16, 1024), Unit("px"), "At most this wide; small pictures are not enlarged."] = 480,
    order: Annotated[Order, "As sent, the other way round, or there and back."] = "sent",
    fade: Annotated[int, Between(0, 20), "Frames in which one picture melts into the next."] = 0,
    dither: Annotated[bool, "Yes mixes dots for smooth colours, no keeps them flat (better for drawings)."] = True,
) -> Output:
    """Make a GIF from up to 50 pictures, or from a clip.

    All frames get the shape of the first picture; others are shown whole in its middle, on black, or on nothing where
    pictures are see-through. A clip or an animation keeps its speed.
    """
    _check(pictures, fade)
    size, mode = _canvas(pictures, width), "RGBA" if any(picture.has_alpha for picture in pictures) else "RGB"
    shots = [_shot(picture, fps, size, mode) for picture in pictures]
    closes = loop == 0 and order != "pingpong" and len(shots) > 1
    frames = _melted(shots, fade, min(1000 / fps, SLOWEST_MELT), closes) if fade else chain.from_iterable(shots)
    # An upper bound: how many frames of a clip are dropped is known only when it has been played.
    count = sum(picture.frame_count for picture in pictures) + fade * (len(pictures) - 1 + closes)
    count = max(1, 2 * count - 2) if order == "pingpong" else count
    animation = Picture(*size, _ordered(frames, order), count, loop, has_alpha=mode == "RGBA")
    return Output(animation, Wishes(format="gif", dither=dither))


def _check(pictures: Sequence[Picture], fade: int) -> None:
    if not pictures:
        raise Empty
    if len(pictures) > MOST_PICTURES:
        raise TooManyFrames(limit_frames=MOST_PICTURES, frames=len(pictures))
    most = MOST_FRAMES // len(pictures) - 1
    if fade > most:
        raise BadValue("fade", f"0 to {most} with {len(pictures)} pictures", most)


def _canvas(pictures: Sequence[Picture], width: int) -> Size:
    """Return the shape of the first picture at the size of the largest, within `width`."""
    first = pictures[0]
    wide = min(width, max(picture.width for picture in pictures))
    high = min(TALLEST, max(picture.height for picture in pictures))
    return scaled_size((first.width, first.height), min(wide / first.width, high / first.height))


def _shot(picture: Picture, fps: float, size: Size, mode: str) -> Iterator[Frame]:
    """Yield what one source contributes, on the canvas: one frame, or the frames of its clip."""
    if picture.frame_count == 1:
        frames: Iterable[Frame] = (Frame(frame.image, 1000 / fps) for frame in picture)
    else:
        frames = _thinned(picture, fps)
    for frame in frames:
        yield replace(frame, image=_placed(frame.image, size, mode))


def _thinned(frames: Iterable[Frame], fps: float) -> Iterator[Frame]:
    """Keep the first frame of each tick of the clock, shown until the next one that is kept."""
    kept: Frame | None = None
    kept_tick, now = 0, 0.0
    for frame in frames:
        tick = int(now * fps / 1000 + 1e-6)
        if kept is None:
            kept = frame
        elif tick > kept_tick:
            yield kept
            kept, kept_tick = frame, tick
        else:
            kept = replace(kept, milliseconds=kept.milliseconds + frame.milliseconds)
        now += frame.milliseconds
    if kept is not None:
        yield kept


def _placed(image: Image.Image, size: Size, mode: str) -> Image.Image:
    """Show the picture whole in the middle of the canvas."""
    factor = min(size[0] / image.width, size[1] / image.height)
    inner = min(size[0], max(1, round(image.width * factor))), min(size[1], max(1, round(image.height * factor)))
    scaled = scale(image, inner).convert(mode)
    if inner == size:
        return scaled
    canvas = Image.new(mode, size)
    canvas.paste(scaled, ((size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2))
    return canvas


def _melted(shots: Iterable[Iterator[Frame]], fade: int, milliseconds: float, closes: bool) -> Iterator[Frame]:
    """Put `fade` mixed frames between the shots, and between the last and the first where the animation closes."""
    opening: Image.Image | None = None
    last: Image.Image | None = None
    for shot in shots:
        for number, frame in enumerate(shot):
            if number == 0 and last is not None:
                yield from _mixes(last, frame.image, fade, milliseconds)
            opening = opening or frame.image
            last = frame.image
            yield frame
    if closes and last and opening:
        yield from _mixes(last, opening, fade, milliseconds)


def _mixes(before: Image.Image, after: Image.Image, fade: int, milliseconds: float) -> Iterator[Frame]:
    work = "RGBa" if before.mode == "RGBA" else "RGB"
    before, after, mode = before.convert(work), after.convert(work), before.mode
    for number in range(1, fade + 1):
        yield Frame(Image.blend(before, after, number / (fade + 1)).convert(mode), milliseconds)


def _ordered(frames: Iterable[Frame], order: Order) -> Iterable[Frame]:
    if order == "sent":
        return frames
    return _backwards(frames, there_and_back=order == "pingpong")


def _backwards(frames: Iterable[Frame], there_and_back: bool) -> Iterator[Frame]:
    held = list(frames)
    if there_and_back:
        yield from held
        yield from held[-2:0:-1]
    else:
        yield from reversed(held)
