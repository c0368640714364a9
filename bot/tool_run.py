"""Runs tools on the operator's files, as `python -m bot tool` does: one outcome for each result, two at a time."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.files import FileRefused, names_in, read_picture, write_picture
from handlers.errors import HandlerError
from handlers.pipeline import needs_picture, takes_all_at_once
from handlers.sentences import Sentences
from handlers.texts import FALLBACK, Texts
from tools.catalog import Catalog, load_catalog
from tools.engine import Engine
from tools.errors import BadValue, ToolError
from tools.formats import FORMATS, WRITTEN, format_of_extension
from tools.limits import Limits
from tools.media import Media, Report
from tools.work import Result, Step, Target, Work

AT_ONCE = 2
_EVERY_BYTE = 2**40


@dataclass(frozen=True, slots=True)
class Task:
    """Files for one result, and where it goes: `out` without extension when `folder`, None to write nothing."""

    inputs: tuple[Path, ...]
    out: Path | None
    folder: bool = False

    @property
    def name(self) -> str:
        """The file that a person would name this by."""
        return str(self.inputs[0] if len(self.inputs) == 1 else self.out or "-")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task. `error` is a code, `message` what a person reads; sizes in pixels and bytes.

    `frames` are those of the picture that came in where the result is a still, else those of the result.
    """

    ok: bool
    file: str
    width: int | None = None
    height: int | None = None
    frames: int | None = None
    format: str | None = None
    bytes: int | None = None
    seconds: float = 0
    rss_mb: float | None = None
    error: str | None = None
    message: str = ""
    out: list[str] = field(default_factory=list)
    facts: dict[str, str | int | float] = field(default_factory=dict)

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values; `out` and `facts` only where there are any."""
        return {name: value for name, value in asdict(self).items() if name not in ("out", "facts") or value}


def plan(steps: Sequence[Step], inputs: Sequence[Path], out: Path | None, catalog: Catalog) -> list[Task]:
    """Say which files make which result; raises FileRefused where they do not fit."""
    if not needs_picture(steps, catalog):
        if inputs:
            raise FileRefused(f"{steps[0].tool} makes a picture and takes none")
        return [Task((), out)]
    if not inputs:
        raise FileRefused(f"{steps[0].tool} works on a picture; name a file")
    if takes_all_at_once(steps, catalog):
        return [Task(tuple(inputs), out)]
    if out is None:
        return [Task((path,), None) for path in inputs]
    if len(inputs) == 1 and not out.is_dir():
        return [Task((inputs[0],), out)]
    if not out.is_dir() and (out.exists() or format_of_extension(out.suffix)):
        raise FileRefused(f"{out} names one picture; several need a folder after -o")
    return [Task((path,), place, folder=True) for path, place in zip(inputs, names_in(out, inputs), strict=True)]


def target_for(task: Task) -> Target:
    """Let the suffix of the output name its format; raises FileRefused for one that is not written here."""
    if task.out is None or task.folder or not task.out.suffix:
        return Target(WRITTEN, max_bytes=_EVERY_BYTE)
    named = format_of_extension(task.out.suffix)
    formats = tuple(name for name in WRITTEN if named and FORMATS[name].extension == named.extension)
    if not formats:
        known = ", ".join(sorted({FORMATS[name].extension for name in WRITTEN}))
        raise FileRefused(f"no picture is written as {task.out.suffix}; these are: {known}")
    animated = next((name for name in formats if FORMATS[name].animates), formats[0])
    return Target(formats, max_bytes=_EVERY_BYTE, animation=animated)


async def run(steps: tuple[Step, ...], tasks: Sequence[Task], limits: Limits) -> AsyncIterator[Outcome]:
    """Yield the outcome of each task in order. One that fails does not stop the others."""
    engine = Engine(limits, AT_ONCE)
    await engine.start()
    slots = asyncio.Semaphore(AT_ONCE)
    running = [asyncio.create_task(_outcome(engine, steps, task, limits, slots)) for task in tasks]
    try:
        for each in running:
            yield await each
    finally:
        for each in running:
            each.cancel()
        await engine.stop()


async def _outcome(
    engine: Engine, steps: tuple[Step, ...], task: Task, limits: Limits, slots: asyncio.Semaphore
) -> Outcome:
    async with slots:
        began = time.perf_counter()
        try:
            sources = tuple(read_picture(path, limits.bytes_in) for path in task.inputs)
            target = target_for(task)
            result = await engine.run(Work(steps, sources, target))
            _check_suffix(task, result.media, target)
            outcome = _succeeded(task, result, _write(task, result.media), time.perf_counter() - began)
            return replace(outcome, frames=await _frames_before(engine, sources)) if outcome.frames == 1 else outcome
        except (ToolError, HandlerError, FileRefused) as error:
            return failed(task.name, error, time.perf_counter() - began, *(step.tool for step in steps))


async def _frames_before(engine: Engine, sources: Sequence[bytes]) -> int:
    """Return how many frames the header of the source of a still tells of, so that a lost animation shows."""
    if len(sources) != 1:
        return 1
    asked = Step("info", load_catalog()["info"].bind({}))
    header = await engine.run(Work((asked,), tuple(sources)))
    return int(dict(header.report.facts).get("frames", 1)) if header.report else 1


def failed(name: str, error: ToolError | HandlerError | FileRefused, seconds: float = 0, *tools: str) -> Outcome:
    """Return the outcome of what could not be done, by the code and the words that the chats use.

    A mistake in what was typed has one code, whoever found it. `tools` are those that were at work.
    """
    if isinstance(error, FileRefused):
        return Outcome(False, name, seconds=round(seconds, 3), error=BadValue.code, message=str(error))
    code = error.code if isinstance(error, ToolError) else BadValue.code
    return Outcome(False, name, seconds=round(seconds, 3), error=code, message=_reason(error, *tools))


def _check_suffix(task: Task, made: Sequence[Media], target: Target) -> None:
    """Refuse to write a format that a tool was told to make under another format's suffix."""
    for media in made:
        if media.format not in target.formats and task.out is not None:
            raise FileRefused(f"{task.out} is no name for a picture in {media.format}")


def _write(task: Task, made: Sequence[Media]) -> list[str]:
    """Write the results; several of one task are numbered."""
    if task.out is None:
        return []
    if task.folder:
        task.out.parent.mkdir(parents=True, exist_ok=True)
    written = []
    for number, media in enumerate(made, 1):
        suffix = f".{FORMATS[media.format].extension}" if task.folder or not task.out.suffix else task.out.suffix
        stem = task.out.name if task.folder else task.out.stem
        path = task.out.with_name(f"{stem}{f'-{number}' if len(made) > 1 else ''}{suffix}")
        write_picture(path, media.data)
        written.append(str(path))
    return written


def _succeeded(task: Task, result: Result, written: list[str], seconds: float) -> Outcome:
    outcome = Outcome(True, task.name, seconds=round(seconds, 3), rss_mb=round(result.peak_bytes / 1e6, 1), out=written)
    if result.report is not None:
        return _reported(outcome, result.report)
    first = result.media[0]
    return replace(
        outcome,
        width=first.width,
        height=first.height,
        frames=first.frames,
        format=first.format,
        bytes=sum(len(media.data) for media in result.media),
        message=" ".join([f"{first.width}x{first.height} {first.format}", *map(_sentences().note, result.notes)]),
    )


def _reported(outcome: Outcome, report: Report) -> Outcome:
    """Let what a report says of the picture stand where a made picture would have it."""
    facts: dict[str, Any] = dict(report.facts)
    return replace(
        outcome,
        width=facts.get("width"),
        height=facts.get("height"),
        frames=facts.get("frames", 1),
        format=facts.get("format"),
        bytes=facts.get("bytes"),
        message="\n".join(_sentences().fact(name, value) for name, value in report.facts),
        facts=facts,
    )


def _reason(error: ToolError | HandlerError, *tools: str) -> str:
    said = _sentences()
    return said.reason(error.code, said.facts_of(error), *tools)


@cache
def _sentences() -> Sentences:
    """Return the chats' own sentences; the command line speaks English."""
    return Sentences(Texts(), load_catalog(), FALLBACK)
