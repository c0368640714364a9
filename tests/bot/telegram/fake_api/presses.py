"""What people wait for an answer to: a pressed button, a payment about to be made."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bot.telegram.fake_api.messages import Message

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.people import User


@dataclass(frozen=True)
class Toast:
    """What a person sees after pressing a button: nothing, a passing line, or a box to close (`alert`)."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(eq=False)
class Press:
    """A pressed button."""

    id: str
    user: User
    message: Message
    data: str
    at: float
    toast: Toast | None = None
    _done: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, toast: Toast) -> None:
        """Show the answer to the person."""
        self.toast = toast
        self._done.set()

    async def answered(self, seconds: float = 20) -> Toast:
        """Wait for the answer."""
        try:
            await asyncio.wait_for(self._done.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"the press of {self.data!r} was not answered in {seconds} s") from None
        assert self.toast is not None
        return self.toast


@dataclass(eq=False)
class Checkout:
    """A payment that the platform asks the bot about, which has ten seconds to answer."""

    id: str
    user: User
    payload: str
    stars: int
    at: float
    refusal: str | None = None
    took: float | None = None
    _done: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, refusal: str | None, seconds: float) -> None:
        """Tell the person that it goes on, or why not."""
        self.refusal, self.took = refusal, seconds
        self._done.set()

    async def answered(self, seconds: float = 10) -> str | None:
        """Wait for the answer and return the bot's refusal, or None when it agrees."""
        try:
            await asyncio.wait_for(self._done.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"the checkout was not answered in {seconds} s") from None
        return self.refusal
