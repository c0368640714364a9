"""Do one piece of work on pictures: look at the header, decode once, apply every step, encode once."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from PIL import Image

from tools.catalog import load_catalog
from tools.decode import decode, draft_factor
from tools.encode import byte_cap, encode
from tools.encoders.animation import OverCap
from tools.errors import Empty, OutOfMemory, TooBigResult, ToolError, TooManyPixels
from tools.limits import Limits
from tools.media import Frame, Media, Output, Picture, Report, Source, Wishes
from tools.planner import BoundStep, apply, decode_shrink, frame_steps, only_moves, shrunk, thinned
from tools.scale import scale, scaled_size
from tools.sniff import is_clip, sniff
from tools.threads import ahead
from tools.tool import Takes
from tools.view import View
from tools.work import Note, Result, Work

_MOST_TRIES = 4
_MARGIN = 0.9
_SMALL_FRAME = 2_000_000
"""Pixels of a frame up to which some are changed at the same time; more of larger ones would fill a worker's memory."""


def process(work: Work, limits: Limits) -> Result:
    """Return what the steps make of the sources, encoded for the target; raises ToolError only.

    A tool that takes several pictures is given all sources, any other the first one. A tool that reports answers for
    the first source as it came.
    """
    try:
        media, report, notes = _Job(work, limits).run()
    except MemoryError:
        failure: ToolError = OutOfMemory(limit_megabytes=limits.memory // 1_000_000)
    except ToolError as error:
        failure = error
    else:
        return Result(media, report, notes)
    # The frames of a traceback would keep this job's pictures in memory while the next one is worked on.
    failure.__cause__ = failure.__context__ = None
    raise failure.with_traceback(None)


class _Job:
    """One piece of work, its sources looked at and its tools found."""

    def __init__(self, work: Work, limits: Limits) -> None:
        catalog = load_catalog()
        self._limits = limits
        self._data = work.sources
        self._target = work.target
        self._steps = [BoundStep(catalog[step.tool], dict(step.given)) for step in work.steps]
        self._sources = tuple(sniff(data, limits) for data in work.sources)

    def run(self) -> tuple[tuple[Media, ...], Report | None, tuple[Note, ...]]:
        if self._steps and self._steps[-1].tool.takes is Takes.SOURCE:
            return self._reported(self._steps[-1])
        media, notes = self._encoded()
        if len(media.data) > self._limits.bytes_out:
            raise TooBigResult(limit_bytes=self._limits.bytes_out)
        return (media,), None, (*self._about_clips(), *notes) if media.frames > 1 else notes

    def _about_clips(self) -> Iterator[Note]:
        """Tell of the clips among the sources that are shown with fewer frames or pixels than they have."""
        for source in self._sources[: None if _takes(self._steps, Takes.PICTURES) else 1]:
            if size := shrunk(self._steps, source, self._limits):
                yield Note("note-clip-shrunk", {"width": size[0], "height": size[1]})
            if thinned(self._steps, source, self._limits):
                yield Note("note-thinned", {"kept": self._limits.frames, "frames": source.frames})

    def _reported(self, step: BoundStep) -> tuple[tuple[Media, ...], Report, tuple[Note, ...]]:
        source = self._first_source()
        given = replace(source, first=lambda: decode(self._data[0], source, self._limits).first())
        report: Report = step.tool(given, **step.given)
        if report.chart is None:
            return (), report, ()
        media, notes = encode(Picture.still(report.chart), "", Wishes(), self._target)
        return (media,), Report(report.facts), notes

    def _first_source(self) -> Source:
        if not self._sources:
            raise Empty
        return self._sources[0]

    def _encoded(self) -> tuple[Media, tuple[Note, ...]]:
        """Make the result and encode it. An animation that comes out too large is made again, smaller."""
        came_as = self._sources[0].format if self._sources else ""
        factor = 1.0
        for _ in range(_MOST_TRIES):
            picture, wishes = self._made()
            size = scaled_size((picture.width, picture.height), factor)
            notes: tuple[Note, ...] = ()
            if factor < 1:
                picture = picture.map(partial(scale, size=size), size)
                notes = (Note("note-shrunk", {"width": size[0], "height": size[1]}),)
            try:
                media, more = encode(picture, came_as, wishes, self._target)
            except OverCap as over:
                factor *= min(0.9, (_MARGIN * byte_cap(wishes, self._target) / over.needed) ** 0.5)
                continue
            return media, notes + more
        raise TooBigResult(limit_bytes=self._target.max_bytes)

    def _check_total(self, image: Image.Image, frames: int) -> None:
        pixels = image.width * image.height * frames
        if frames > 1 and pixels > self._limits.total_pixels:
            raise TooManyPixels.of_result(pixels, self._limits.total_pixels, frames)

    def _made(self) -> tuple[Picture, Wishes]:
        """Decode what the first step needs and apply all steps."""
        picture, wishes, steps = self._begun()
        while steps:
            count = frame_steps(steps)
            if count:
                picture, steps = self._mapped(picture, steps[:count]), steps[count:]
                continue
            made = steps[0].tool(_argument(picture, steps[0]), **steps[0].given)
            picture, wishes = _read(made, wishes)
            steps = steps[1:]
        return picture, wishes

    def _begun(self) -> tuple[Picture, Wishes, list[BoundStep]]:
        """Return the picture that the steps begin with, the wishes so far, and the steps that are left."""
        steps = self._steps
        if _takes(steps, Takes.NOTHING):
            return *_read(steps[0].tool(**steps[0].given), Wishes()), steps[1:]
        source = self._first_source()
        if _takes(steps, Takes.PICTURES):
            plan, given = steps[0].tool.plan, steps[0].given
            widest = plan.widest(given) if plan.widest else None
            made = steps[0].tool([self._later(number, widest) for number in range(len(self._sources))], **given)
            return *_read(made, Wishes()), steps[1:]
        size = source.width, source.height
        count = frame_steps(steps)
        shrink = decode_shrink(steps[:count], size)
        picture = decode(self._data[0], source, self._limits, shrink, only_moves(steps, size))
        if picture.frame_count > 1 or not count:
            return picture, Wishes(), steps
        view = [view_of(picture.first(), source)]
        del picture  # Nothing but the steps themselves may hold on to pixels that a step has replaced.
        return Picture.still(apply(steps[:count], view.pop(), self._limits)), Wishes(), steps[count:]

    def _later(self, number: int, widest: int | None) -> Picture:
        """Return a source whose pixels are decoded when they are asked for, so that many are never held at once.

        It may be decoded smaller, but not narrower than `widest`.
        """
        data, source = self._data[number], self._sources[number]
        if source.frames > 1 or is_clip(source):
            return decode(data, source, self._limits)

        def frames() -> Iterator[Frame]:
            yield from decode(data, source, self._limits, shrink)

        shrink = source.width / widest if widest else 1
        factor = draft_factor((source.width, source.height), shrink) if source.format == "jpeg" else 1
        size = -(-source.width // factor), -(-source.height // factor)
        return Picture(*size, frames(), has_alpha=source.has_alpha)

    def _mapped(self, picture: Picture, steps: list[BoundStep]) -> Picture:
        """Apply frame tools to every frame; the first is made at once, to know the size and mode of all."""

        def change(frame: Frame) -> Frame:
            # Finer resampling is not seen in a frame that is on for a moment, and takes half as long again.
            view = View(frame.image, frame.image.size, resample=Image.Resampling.BICUBIC)
            return Frame(apply(steps, view, self._limits), frame.milliseconds)

        frames = iter(picture.frames)
        first = next((change(frame) for frame in frames), None)
        if first is None:
            raise Empty
        image = first.image
        small = max(picture.width * picture.height, image.width * image.height) <= _SMALL_FRAME
        self._check_total(image, picture.frame_count)
        return replace(
            picture,
            width=image.width,
            height=image.height,
            frames=chain((first,), ahead(change, frames) if small else map(change, frames)),
            has_alpha=image.mode == "RGBA",
        )


def view_of(image: Image.Image, source: Source) -> View:
    """Look at a decoded still as the picture of the source's size; a scaled decode rounds its last pixels up."""
    size = source.width, source.height
    if image.size == size or source.format != "jpeg":
        return View.of(image)
    factor = next((factor for factor in (2, 4, 8) if -(-size[0] // factor) == image.width), 1)
    box = (0.0, 0.0, size[0] / factor, size[1] / factor) if factor > 1 else None
    return View(image, size, box, resample=Image.Resampling.BICUBIC)


def _takes(steps: list[BoundStep], takes: Takes) -> bool:
    return bool(steps) and steps[0].tool.takes is takes


def _argument(picture: Picture, step: BoundStep) -> object:
    return [picture] if step.tool.takes is Takes.PICTURES else picture


def _read(made: object, wishes: Wishes) -> tuple[Picture, Wishes]:
    """Return the picture of what a tool returned, and its wishes where it has any."""
    if isinstance(made, Output):
        return made.picture, made.wishes
    if isinstance(made, Image.Image):
        return Picture.still(made), wishes
    if not isinstance(made, Picture):
        raise TypeError(f"a tool returned {type(made).__name__}")
    return made, wishes
