"""How a person waits for what the bot does."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.channels import Channel
from tests.bot.discord.fake_discord.happenings import What, fits
from tests.bot.discord.fake_discord.messages import Message

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.people import User


class Watch:
    """How far one person has looked in each channel. A message that still shows "thinking…" is not seen yet."""

    def __init__(self, user: User) -> None:
        self._user = user
        self._marks: dict[int, int] = {}

    def look_up(self, channel: Channel) -> None:
        """Pass over everything until now: the person acts, and waits for what comes of it."""
        self._marks[channel.id] = len(channel.happenings)

    async def one(self, channel: Channel, what: What, seconds: float) -> Message:
        """Wait for a message that fits."""
        return (await self._some(channel, 1, what, seconds))[0]

    async def many(self, channel: Channel, count: int, seconds: float) -> list[Message]:
        """Wait for so many different messages."""
        return await self._some(channel, count, None, seconds)

    async def nothing(self, channel: Channel, seconds: float) -> None:
        """Hold that nothing is shown for this time."""
        deadline = monotonic() + seconds
        while True:
            assert not self._shown(channel, None), f"{self._user.name} sees\n{channel.transcript()}"
            if not await channel.happenings.news(deadline - monotonic()):
                return

    async def _some(self, channel: Channel, count: int, what: What, seconds: float) -> list[Message]:
        deadline = monotonic() + seconds
        while True:
            found = self._shown(channel, what)
            if len(found) >= count:
                self._marks[channel.id] = found[count - 1][0] + 1
                return [message for _, message in found[:count]]
            if not await channel.happenings.news(deadline - monotonic()):
                wanted = what or f"{count} messages"
                who = self._user.name
                raise AssertionError(f"{who} waited {seconds} s for {wanted!r} in vain:\n{channel.transcript()}")

    def _shown(self, channel: Channel, what: What) -> list[tuple[int, Message]]:
        start = self._marks.get(channel.id, 0)
        found: dict[Message, int] = {}
        for index, happening in enumerate(channel.happenings.since(start), start):
            message = happening.message
            if happening.deed in ("sent", "edited") and self._sees(message) and fits(message, what):
                found.setdefault(message, index)
        return [(index, message) for message, index in found.items()]

    def _sees(self, message: Message) -> bool:
        return not message.deleted and not message.loading and message.seen_by(self._user)
