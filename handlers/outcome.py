"""What a job made: the facts of its files, a report, notes, and which pictures could not be done."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from tools.media import Media
from tools.work import Note


@dataclass(frozen=True, slots=True)
class Made:
    """One finished picture without its bytes; `bytes` is their number, `key` where they are stored, if they are."""

    format: str
    width: int
    height: int
    frames: int
    bytes: int
    has_alpha: bool
    key: str | None = None

    @classmethod
    def of(cls, media: Media, key: str | None = None) -> Self:
        """Note the facts of an encoded picture."""
        return cls(media.format, media.width, media.height, media.frames, len(media.data), media.has_alpha, key)


@dataclass(frozen=True, slots=True)
class Failed:
    """One of several pictures that could not be done: its number from 1, the error's code and facts."""

    number: int
    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a job made, as its answer tells it."""

    files: tuple[Made, ...] = ()
    report: tuple[tuple[str, str | int | float], ...] = ()
    notes: tuple[Note, ...] = ()
    failed: tuple[Failed, ...] = field(default=())

    @property
    def goes_on(self) -> bool:
        """Whether there is a picture to go on from; a chart that belongs to a report is none."""
        return bool(self.files) and not self.report

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `to_plain` wrote."""
        return cls(
            files=tuple(Made(**each) for each in plain["files"]),
            report=tuple((name, value) for name, value in plain["report"]),
            notes=tuple(Note(**each) for each in plain["notes"]),
            failed=tuple(Failed(**each) for each in plain["failed"]),
        )
