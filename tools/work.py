"""What is handed to a worker process and what comes back; all of it can be pickled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.formats import WRITTEN
from tools.media import Media, Report


@dataclass(frozen=True, slots=True)
class Step:
    """One tool by name, with its arguments checked by `Tool.bind`."""

    tool: str
    given: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Target:
    """What the place that a result goes to can show: formats by name, bytes, pixels of the longest side."""

    formats: tuple[str, ...] = WRITTEN
    max_bytes: int = 50_000_000
    max_side: int = 65_535
    animation: str = "gif"


@dataclass(frozen=True, slots=True)
class Work:
    """Steps to apply to the sources (encoded files), and where the result goes."""

    steps: tuple[Step, ...]
    sources: tuple[bytes, ...] = ()
    target: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was done to the result and that the user should be told in a word; `key` is a Fluent key."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What the work made: pictures, or a report, and what it took (wall seconds, peak bytes of the worker)."""

    media: tuple[Media, ...] = ()
    report: Report | None = None
    notes: tuple[Note, ...] = ()
    seconds: float = 0
    peak_bytes: int = 0
