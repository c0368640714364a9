"""Channels: what stands in them, and who may do what there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.happenings import Deed, Happenings
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.permissions import EVERYTHING, IN_DIRECT_MESSAGES, NOTHING, Permission

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.guilds import Guild


class ChannelKind(IntEnum):
    """What a channel is."""

    TEXT = 0
    DM = 1
    VOICE = 2
    GROUP = 3
    ANNOUNCEMENT = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = (ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD)


class Channel(ABC):
    """A conversation. `messages` is what stands in it now."""

    guild: Guild | None = None

    def __init__(self, number: int, kind: ChannelKind, name: str = "") -> None:
        self.id = number
        self.kind = kind
        self.name = name
        self.happenings = Happenings()
        self.typed = 0
        self._messages: dict[int, Message] = {}

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread, or a post of a forum."""
        return self.kind in THREADS

    @property
    def mention(self) -> str:
        """What in a message names it."""
        return f"<#{self.id}>"

    @property
    def messages(self) -> list[Message]:
        """Everything that stands in it now, oldest first, what only one person sees as well."""
        return [message for message in self._messages.values() if not message.deleted]

    @property
    def answers(self) -> list[Message]:
        """What programs wrote and what stands there now."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message."""
        return self.messages[-1]

    def find(self, number: int) -> Message | None:
        """Return a message that stands here, or None."""
        message = self._messages.get(number)
        return None if message is None or message.deleted else message

    def add(self, message: Message) -> None:
        """Show a message."""
        self._messages[message.id] = message

    def forget(self) -> None:
        """Let go of everything that stands here."""
        self._messages.clear()
        self.happenings = Happenings()

    def note(self, deed: Deed, message: Message) -> None:
        """Note what the bot did, for those who wait for it."""
        self.happenings.add(deed, message)

    def transcript(self) -> str:
        """Return what stands in the channel, for the message of a failed test."""
        return "\n".join(map(repr, self.messages)) or "(nothing)"

    @abstractmethod
    def holds(self, account: Account) -> bool:
        """Whether somebody reads this channel."""

    @abstractmethod
    def permissions_of(self, account: Account) -> Permission:
        """Return what somebody may do here."""

    @abstractmethod
    def to_json(self) -> JSON:
        """Return it as the platform describes it."""

    def told_in_interaction(self, asker: Account) -> JSON:
        """Return what an interaction tells of it."""
        about = self.to_json()
        return about | {"permissions": str(int(self.permissions_of(asker)))} if self.guild else about


class PrivateChannel(Channel):
    """A conversation of two, or of a group, outside of any guild."""

    def __init__(self, number: int, people: list[Account], kind: ChannelKind, name: str = "") -> None:
        super().__init__(number, kind, name)
        self.people = people

    def holds(self, account: Account) -> bool:
        return account in self.people

    def permissions_of(self, account: Account) -> Permission:
        with_bot = self.kind == ChannelKind.DM and any(person.is_bot for person in self.people)
        more = Permission.USE_EXTERNAL_EMOJIS if with_bot else NOTHING
        return IN_DIRECT_MESSAGES | more if account.is_bot else EVERYTHING

    def to_json(self) -> JSON:
        people = [person.to_json() for person in self.people if not person.is_bot]
        about: JSON = {"id": str(self.id), "type": int(self.kind), "recipients": people, "flags": 0}
        about["last_message_id"] = str(self.last.id) if self.messages else None
        if self.kind == ChannelKind.GROUP:
            about |= {"name": self.name or None, "icon": None, "owner_id": str(self.people[0].id)}
        return about
