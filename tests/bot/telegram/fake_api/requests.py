"""One request of the bot: what it asked for, when, and what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from tests.bot.telegram.fake_api.errors import JSON, ApiError, bad_request

Outcome = Literal["pending", "accepted", "refused", "dropped"]


@dataclass(frozen=True)
class Upload:
    """A file of a request."""

    name: str
    data: bytes


@dataclass(eq=False)
class Request:
    """A request. `at` is the monotonic time; `outcome` tells whether the platform did what was asked.

    An accepted request may still have gone without an answer (`answered` is False) when a fault wanted it so.
    """

    method: str
    params: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)
    at: float = field(default_factory=monotonic)
    outcome: Outcome = "pending"
    answered: bool = True
    error: ApiError | None = None
    result: Any = None

    @property
    def chat(self) -> int | None:
        """The chat it is about, or None."""
        text = self.params.get("chat_id", "")
        return int(text) if text.lstrip("-").isdigit() else None

    def text(self, name: str) -> str:
        """Return a parameter as it came, empty where it did not."""
        return self.params.get(name, "")

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None."""
        text = self.text(name)
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise bad_request(f'can\'t parse "{name}": expected an Integer') from None

    def number(self, name: str, default: float) -> float:
        """Return a number."""
        return float(self.text(name) or default)

    def flag(self, name: str) -> bool:
        """Return whether something was asked for."""
        return self.text(name).lower() in ("true", "yes", "1")

    def object(self, name: str) -> Any:
        """Return what a parameter means as JSON, or None."""
        text = self.text(name)
        if not text:
            return None
        try:
            return json.loads(text)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def list(self, name: str) -> list[JSON]:
        """Return a list, empty where there is none."""
        given = self.object(name)
        if given is not None and not isinstance(given, list):
            raise bad_request(f"expected an Array in {name}")
        return given or []

    def upload(self, name: str, reference: str) -> Upload | None:
        """Return the file of a parameter: in the part of its name, or in the part that it refers to."""
        part = reference.removeprefix("attach://") if reference.startswith("attach://") else name
        return self.files.get(part)
