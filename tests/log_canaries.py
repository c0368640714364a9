"""What no log may hold, watched over in every test: the program is at its most talkative in all of them.

A fake adds the secrets that it gives out and what its people say. After a test, what would have been written is
searched for them as it would be written, only that the redaction knows no secret of this installation: it has to do
without.
"""

import logging

from bot.logs import LogConfig, formatter_of, set_levels
from bot.redaction import Redactor

_SHORTEST = 4
_SHORTEST_WORDS = 12
"""Fewer letters after a command are values, which a line about a job may hold as well."""


class LogCanaries(logging.Handler):
    """Keeps every line of a test, and the words that should be in none."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(formatter_of(LogConfig(level="debug", format="json"), Redactor()))
        self._lines: list[str] = []
        self._canaries: set[str] = set()

    def add(self, *canaries: object) -> None:
        """Let these be in no line of this test."""
        self._canaries.update(text for each in canaries if len(text := str(each)) >= _SHORTEST)

    def add_words(self, text: str) -> None:
        """Let what a person said be in no line; a command is no secret, what follows it is."""
        command, _, rest = text.partition(" ")
        words = rest if command.startswith("/") else text
        if len(words) >= _SHORTEST_WORDS:
            self.add(words)

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    def begin(self) -> None:
        """Forget the test before, and have everything logged that a log at "debug" would hold."""
        self._lines.clear()
        self._canaries.clear()
        set_levels(logging.DEBUG)
        root = logging.getLogger()
        if self not in root.handlers:
            root.addHandler(self)

    def found(self) -> list[tuple[str, str]]:
        """Return each canary that is in a line, with the line."""
        written = "\n".join(self._lines)
        leaked = [canary for canary in self._canaries if canary in written]
        return [(canary, line) for canary in leaked for line in self._lines if canary in line]


log_canaries = LogCanaries()
