"""What every header reader needs: bounds on a walk over blocks that an attacker laid out."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tools.errors import Corrupt, TooManyFrames

Block = TypeVar("Block")
MOST_BLOCKS = 100_000


def bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Pass on at most MOST_BLOCKS; raises Corrupt at the next, so that no header keeps the walker busy."""
    for number, block in enumerate(blocks):
        if number >= MOST_BLOCKS:
            raise Corrupt(reason="blocks")
        yield block


class Frames:
    """Counts frames and adds up the time they are shown."""

    def __init__(self, most: int) -> None:
        self.count = 0
        self.milliseconds = 0.0
        self._most = most

    def add(self, milliseconds: float = 0) -> None:
        """Count one frame; raises TooManyFrames at the first one too many."""
        self.count += 1
        self.milliseconds += milliseconds
        if self.count > self._most:
            raise TooManyFrames(limit_frames=self._most, frames=self.count)


def shown(text: bytes) -> str:
    """Return the start of a text found in a file, fit to be shown: printable, at most 80 characters."""
    words = text[:400].split(b"\0")[0].decode("utf-8", "replace")
    return "".join(letter for letter in words if letter.isprintable()).strip()[:80]
