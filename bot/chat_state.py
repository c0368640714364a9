"""How a chat that is reached over the network is doing."""

from dataclasses import dataclass

PATIENCE_SECONDS = 180.0
"""So long after its last word a chat counts as out of reach."""


@dataclass(frozen=True, slots=True)
class ChatState:
    """`trouble` says why it is off for good and what to do, empty while it is on. `name` is ours there, once known.

    `age` are the seconds since the chat last gave us something, or since the start; None where it need not.
    """

    platform: str
    name: str
    trouble: str
    age: float | None

    @property
    def works(self) -> bool:
        """Whether it is on and was reached not long ago."""
        return not self.trouble and (self.age is None or self.age < PATIENCE_SECONDS)
