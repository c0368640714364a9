"""One request of the bot: what it asked for, when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from tests.bot.discord.fake_discord.errors import JSON, ApiError, unknown
from tests.bot.discord.fake_discord.files import Upload

Outcome = Literal["pending", "accepted", "refused", "dropped"]


@dataclass(eq=False)
class Request:
    """A request. `name` is the operation's in the official description, such as "create_message".

    `ids` are the parts of its path, `at` is the monotonic time, `outcome` tells whether the platform did what was
    asked. An accepted request may still have gone without an answer (`answered` is False) when a fault wanted it so.
    """

    name: str
    ids: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    files: Mapping[int, Upload] = field(default_factory=dict)
    bytes: int = 0
    at: float = field(default_factory=monotonic)
    outcome: Outcome = "pending"
    answered: bool = True
    error: ApiError | None = None
    result: Any = None
    in_channel: int | None = None

    @property
    def channel(self) -> int | None:
        """The channel it is about, or None."""
        return int(self.ids["channel_id"]) if "channel_id" in self.ids else self.in_channel

    @property
    def token(self) -> str:
        """The token of the interaction that it answers, or nothing."""
        return self.ids.get("webhook_token") or self.ids.get("interaction_token") or ""

    @property
    def fields(self) -> JSON:
        """The body, which is to be an object."""
        return self.body if isinstance(self.body, dict) else {}

    def id(self, name: str) -> int:
        """Return a part of the path that is an id."""
        return int(self.ids[name])

    def number(self, name: str, default: int) -> int:
        """Return a whole number of the query."""
        text = self.query.get(name, "")
        return int(text) if text.isdigit() else default

    def flag(self, name: str) -> bool:
        """Return whether something was asked for in the query."""
        return self.query.get(name, "").lower() in ("true", "1")

    def check_application(self, number: int) -> None:
        """Hold that the request is about the bot's own application."""
        if self.ids.get("application_id", self.ids.get("webhook_id")) != str(number):
            raise unknown("Webhook" if "webhook_id" in self.ids else "Application")
