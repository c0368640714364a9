"""What can go wrong with a picture, each kind with a code, words for the user and facts for the log."""

from collections.abc import Callable
from typing import ClassVar, Self


class ToolError(Exception):
    """A tool could not do what was asked.

    `code` is stable and machine-readable (`python -m bot tool --json` prints it), `key` names the Fluent message
    that a user reads, `facts` fill its placeholders and hold nothing private.
    """

    code: ClassVar[str] = "tool"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    @property
    def key(self) -> str:
        return "error-" + self.code.replace("_", "-")

    def __reduce__(self) -> tuple[Callable[..., "ToolError"], tuple[type["ToolError"], dict[str, object]]]:
        # Exceptions are rebuilt from positional arguments; ours take facts by name, and cross a process boundary.
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[ToolError], facts: dict[str, object]) -> ToolError:
    return kind(**facts)


class BadValue(ToolError):
    """A value is missing, not of its kind or outside its limits; free, found before any work."""

    code = "bad_value"

    def __init__(self, name: str, expected: str, nearest: object = None, rule: str = "") -> None:
        """`expected` says what would do, in words; `nearest` is a value that would, where there is one.

        `rule` names what a tool asks of values together; other languages say it under `tool-<name>.<rule>`.
        """
        super().__init__(name=name, expected=expected, nearest=nearest, **({"rule": rule} if rule else {}))


class TooLarge(ToolError):
    """The file has more bytes than may come in. Facts: limit_bytes, bytes."""

    code = "too_large"


class TooManyPixels(ToolError):
    """One frame, or all frames together, has more pixels than allowed. Facts: limit_megapixels, megapixels.

    Where it is the result that would have them, `result_frames` says how many frames they are counted over.
    """

    code = "too_many_pixels"

    @classmethod
    def of(cls, pixels: int, limit: int) -> Self:
        """Tell of this many pixels where `limit` are allowed; a part of a megapixel too many counts as one."""
        return cls(**_megapixels(pixels, limit))

    @classmethod
    def of_result(cls, pixels: int, limit: int, frames: int = 1) -> Self:
        """Tell of a result that would have this many pixels in its frames together where `limit` are allowed."""
        return cls(**_megapixels(pixels, limit), result_frames=frames)


def _megapixels(pixels: int, limit: int) -> dict[str, int]:
    return {"limit_megapixels": limit // 1_000_000, "megapixels": -(-pixels // 1_000_000)}


class TooManyFrames(ToolError):
    """The animation has more frames than allowed. Facts: limit_frames, frames."""

    code = "too_many_frames"


class TooLong(ToolError):
    """The clip lasts longer than allowed. Facts: limit_seconds, seconds."""

    code = "too_long"


class Unsupported(ToolError):
    """The file is of a kind that is not opened here. Facts: kind (what it looks like, or "unknown")."""

    code = "unsupported"


class Corrupt(ToolError):
    """The file says it is a picture but cannot be decoded."""

    code = "corrupt"


class Empty(ToolError):
    """There is no picture: an empty file, or no file where the tool needs one."""

    code = "empty"


class TimedOut(ToolError):
    """The work took longer than its wall-clock limit and was ended. Facts: limit_seconds."""

    code = "timeout"


class OutOfMemory(ToolError):
    """The work needed more memory than a worker may use. Facts: limit_megabytes."""

    code = "memory"


class WorkerDied(ToolError):
    """The worker process ended while it worked on this picture; another picture is not affected."""

    code = "crashed"


class TooBigResult(ToolError):
    """The result cannot be made small enough for where it goes. Facts: limit_bytes."""

    code = "too_big_result"
