"""Interactions: what a person asks the bot by a command, a button, a menu or a form, and what becomes of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import IntEnum
from time import monotonic
from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.happenings import PATIENCE, What, fits
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.modals import Modal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot.discord.fake_discord.channels import Channel
    from tests.bot.discord.fake_discord.clock import Clock
    from tests.bot.discord.fake_discord.people import User

RESPONSE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
MOST_FOLLOW_UPS = 5  # of an app that only its user has installed


class Asked(IntEnum):
    """How a person asks."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    FORM = 5


class Callback(IntEnum):
    """How the bot responds first."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True)
class Response:
    """The first response. `took` is in seconds of the platform's clock."""

    kind: Callback
    took: float
    private: bool = False
    choices: list[JSON] = field(default_factory=list)
    modal: Modal | None = None


@dataclass(eq=False)
class Interaction:
    """Something asked of the bot. `original` is the message that answers it, `follow_ups` are those after it.

    `forced_private` is set where an app from outside may not speak aloud, `user_only` where only the person has it.
    """

    id: int
    application_id: int
    token: str
    kind: Asked
    user: User
    channel: Channel
    clock: Clock
    data: JSON
    owners: dict[str, str]
    size_limit: int
    name: str = ""
    message: Message | None = None
    cause: Interaction | None = None
    forced_private: bool = False
    user_only: bool = False
    response: Response | None = None
    original: Message | None = None
    follow_ups: list[Message] = field(default_factory=list)
    at: float = field(init=False)
    _edits_before: int = field(init=False)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.at = self.clock.now()
        self._edits_before = len(self.message.edits) if self.message else 0

    @property
    def age(self) -> float:
        """Seconds since it was asked."""
        return self.clock.now() - self.at

    @property
    def failed(self) -> bool:
        """Whether the person reads that the application did not respond."""
        return self.response is None and self.age > RESPONSE_SECONDS

    @property
    def messages(self) -> list[Message]:
        """What answers it and stands there now, in order, also what still says that the bot thinks."""
        shown = [*([self.original] if self.original else []), *self.follow_ups]
        return [message for message in shown if not message.deleted]

    def note(self, response: Response | None = None) -> None:
        """Note the response, or that something about a message changed, and wake those who wait."""
        self.response = self.response or response
        self._news.set()
        self._news = asyncio.Event()

    async def answered(self, seconds: float = PATIENCE) -> Response:
        """Wait for the first response."""
        await self._until(lambda: self.response is not None, seconds, "a response")
        assert self.response is not None
        return self.response

    async def shown(self, what: What = None, seconds: float = PATIENCE) -> Message:
        """Wait for a finished message that answers it and fits: the answer itself, or a follow-up."""
        await self._until(lambda: bool(self._finished(what)), seconds, f"a message {what or ''}")
        return self._finished(what)[0]

    async def modal(self, seconds: float = PATIENCE) -> Modal:
        """Wait for the form that is its response."""
        modal = (await self.answered(seconds)).modal
        assert modal, f"{self!r} was answered by {self.response}"
        return modal

    async def choices(self, seconds: float = PATIENCE) -> list[JSON]:
        """Wait for what is proposed while the person types."""
        response = await self.answered(seconds)
        assert response.kind == Callback.CHOICES, f"{self!r} was answered by {response}"
        return response.choices

    async def gone(self, seconds: float = PATIENCE) -> None:
        """Wait until the message that answered it is deleted."""
        await self._until(lambda: self.original is not None and self.original.deleted, seconds, "the answer to go")

    def told_in_message(self) -> JSON:
        """Return what a message tells of the interaction that it answers."""
        app = str(self.application_id)
        about: JSON = {"application_id": app, "webhook_id": app}
        about["interaction_metadata"] = self.metadata()
        if self.kind == Asked.COMMAND:
            what: JSON = {"id": str(self.id), "type": int(self.kind), "name": self.name}
            about["interaction"] = what | {"user": self.user.to_json()}
        return about

    def metadata(self) -> JSON:
        """Return the record of it in the messages that answer it."""
        about: JSON = {"id": str(self.id), "type": int(self.kind), "user": self.user.to_json()}
        about["authorizing_integration_owners"] = self.owners
        if self.kind == Asked.COMPONENT and self.message:
            about["interacted_message_id"] = str(self.message.id)
        if self.kind == Asked.FORM and self.cause:
            about["triggering_interaction_metadata"] = self.cause.metadata()
        return about

    def _finished(self, what: What) -> list[Message]:
        pressed = self.message if self.original is self.message else None
        changed = pressed is None or len(pressed.edits) > self._edits_before
        ready = [m for m in self.messages if not m.loading and (m is not pressed or changed)]
        return [message for message in ready if fits(message, what)]

    async def _until(self, holds: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = monotonic() + seconds
        while not holds():
            try:
                await asyncio.wait_for(self._news.wait(), max(deadline - monotonic(), 0))
            except TimeoutError:
                there = "\n".join(map(repr, self.messages)) or "(nothing)"
                raise AssertionError(f"{self!r}: no {what} in {seconds} s, but {self.response} and\n{there}") from None

    def __repr__(self) -> str:
        return f"<{self.user.name} asks {self.kind.name.lower()} {self.name!r}>"
