"""How a person waits for what the bot does."""

from time import monotonic

from tests.bot.telegram.fake_api.chats import Chat
from tests.bot.telegram.fake_api.happenings import What, fits
from tests.bot.telegram.fake_api.messages import Message


class Watch:
    """How far one person has looked in each chat."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._marks: dict[int, int] = {}

    def look_up(self, chat: Chat) -> None:
        """Pass over everything until now: the person acts, and waits for what comes of it."""
        self._marks[chat.id] = len(chat.happenings)

    async def one(self, chat: Chat, what: What, seconds: float) -> Message:
        """Wait for a message that fits."""
        return (await self._some(chat, 1, what, seconds))[0]

    async def many(self, chat: Chat, count: int, seconds: float) -> list[Message]:
        """Wait for so many different messages."""
        return await self._some(chat, count, None, seconds)

    async def nothing(self, chat: Chat, seconds: float) -> None:
        """Hold that nothing is shown for this time."""
        deadline = monotonic() + seconds
        while True:
            assert not self._shown(chat, None), f"{self._name} sees\n{chat.transcript()}"
            if not await chat.happenings.news(deadline - monotonic()):
                return

    async def _some(self, chat: Chat, count: int, what: What, seconds: float) -> list[Message]:
        deadline = monotonic() + seconds
        while True:
            found = self._shown(chat, what)
            if len(found) >= count:
                self._marks[chat.id] = found[count - 1][0] + 1
                return [message for _, message in found[:count]]
            if not await chat.happenings.news(deadline - monotonic()):
                wanted = what or f"{count} messages"
                raise AssertionError(f"{self._name} waited {seconds} s for {wanted!r} in vain:\n{chat.transcript()}")

    def _shown(self, chat: Chat, what: What) -> list[tuple[int, Message]]:
        start = self._marks.get(chat.id, 0)
        found: dict[Message, int] = {}
        for index, happening in enumerate(chat.happenings.since(start), start):
            message = happening.message
            if happening.deed in ("sent", "edited") and not message.deleted and fits(message, what):
                found.setdefault(message, index)
        return [(index, message) for message, index in found.items()]
