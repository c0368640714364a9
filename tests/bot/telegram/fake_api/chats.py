"""Chats: what stands in them, and who may do what there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bot.telegram.fake_api.accounts import ANONYMOUS
from tests.bot.telegram.fake_api.errors import JSON, ApiError, bad_request, forbidden, migrated
from tests.bot.telegram.fake_api.happenings import Deed, Happenings
from tests.bot.telegram.fake_api.messages import Message, Sender

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.people import User


@dataclass
class Numbers:
    """Gives messages their numbers. Private chats and basic groups share one, a supergroup has its own."""

    last: int = 0

    def next(self) -> int:
        """Return the next number."""
        self.last += 1
        return self.last


class Chat(ABC):
    """A conversation. `messages` is what stands in it now."""

    def __init__(self, chat_id: int, numbers: Numbers) -> None:
        self.id = chat_id
        self.numbers = numbers
        self.happenings = Happenings()
        self.instance = str(abs(chat_id) * 7919 % 2**62)
        self.actions: list[str] = []
        self._messages: dict[int, Message] = {}

    @property
    @abstractmethod
    def kind(self) -> str:
        """What the platform calls it: private, group or supergroup."""

    @property
    def messages(self) -> list[Message]:
        """Everything that stands in the chat now, oldest first."""
        return [message for message in self._messages.values() if not message.deleted]

    @property
    def answers(self) -> list[Message]:
        """What the bot wrote and what stands there now."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message."""
        return self.messages[-1]

    def find(self, number: int | None) -> Message | None:
        """Return a message that stands here, or None."""
        message = self._messages.get(number or 0)
        return None if message is None or message.deleted else message

    def add(self, message: Message) -> None:
        """Show a message."""
        self._messages[message.id] = message

    def note(self, deed: Deed, message: Message) -> None:
        """Note what the bot did, for those who wait for it."""
        self.happenings.add(deed, message)

    def transcript(self) -> str:
        """Return what stands in the chat, for the message of a failed test."""
        return "\n".join(map(repr, self.messages)) or "(nothing)"

    @abstractmethod
    def to_json(self) -> JSON:
        """Return it as the platform describes it."""

    @abstractmethod
    def refusal(self) -> ApiError | None:
        """Return why the bot may not act here, or None."""

    def refusal_to_send(self, kind: str) -> ApiError | None:
        """Return why the bot may not send something of this kind here, or None."""
        return self.refusal()


class PrivateChat(Chat):
    """One person and the bot."""

    def __init__(self, user: User, numbers: Numbers) -> None:
        super().__init__(user.id, numbers)
        self.user = user
        self.opened = False

    @property
    def kind(self) -> str:
        return "private"

    def to_json(self) -> JSON:
        about = {name: value for name, value in self.user.to_json().items() if name.endswith(("name", "id"))}
        return {**about, "type": self.kind}

    def refusal(self) -> ApiError | None:
        if self.user.deactivated:
            return forbidden("user is deactivated")
        if self.user.blocks_bot:
            return forbidden("bot was blocked by the user")
        if self.opened:
            return None
        known = self.user.met_in_group
        return forbidden("bot can't initiate conversation with a user") if known else bad_request("chat not found")


@dataclass(eq=False)
class Topic:
    """A topic of a forum. Every message in it that replies to none replies to `root`."""

    group: GroupChat
    name: str
    root: Message
    closed: bool = False
    deleted: bool = False
    id: int = field(init=False)

    def __post_init__(self) -> None:
        self.id = self.root.id

    def close(self) -> None:
        """Let nobody but admins write in it."""
        self.closed = True

    def delete(self) -> None:
        """Remove it with all its messages."""
        self.deleted = True
        for message in self.group.messages:
            if message.topic is self:
                message.deleted = True


class GroupChat(Chat):
    """What the platform knows of a group: its members, the bot's standing in it, its topics."""

    def __init__(self, chat_id: int, numbers: Numbers, title: str, supergroup: bool, forum: bool) -> None:
        super().__init__(chat_id, numbers)
        self.title = title
        self.supergroup = supergroup
        self.forum = forum
        self.members: list[User] = []
        self.admins: list[User] = []
        self.anonymous: set[int] = set()
        self.banned: set[int] = set()
        self.topics: dict[int, Topic] = {}
        self.bot_status = "left"
        self.bot_may_delete = False
        self.muted_kinds: frozenset[str] = frozenset()
        self.members_hidden = False
        self.upgraded_to: int | None = None
        self.other_bot_spoke_last = False

    @property
    def kind(self) -> str:
        return "supergroup" if self.supergroup else "group"

    def to_json(self) -> JSON:
        about: JSON = {"id": self.id, "title": self.title, "type": self.kind}
        return {**about, "is_forum": True} if self.forum else about

    def refusal(self) -> ApiError | None:
        if self.upgraded_to is not None:
            return migrated(self.upgraded_to)
        if self.bot_status == "kicked":
            return forbidden(f"bot was kicked from the {self.kind} chat")
        if self.bot_status == "left":
            return forbidden(f"bot is not a member of the {self.kind} chat")
        return None

    def refusal_to_send(self, kind: str) -> ApiError | None:
        if refused := self.refusal():
            return refused
        if kind in self.muted_kinds or "everything" in self.muted_kinds:
            return bad_request(f"not enough rights to send {_MANY.get(kind, 'text messages')} to the chat")
        return None

    def speaker(self, user: User) -> tuple[Sender, JSON | None]:
        """Return as whom a member speaks: themself, or, as an anonymous administrator, the group."""
        return (ANONYMOUS, self.to_json()) if user.id in self.anonymous else (user, None)

    def open_topics(self) -> Iterator[Topic]:
        """Yield the topics that are there."""
        return (topic for topic in self.topics.values() if not topic.deleted)


_MANY = {
    "photo": "photos",
    "document": "documents",
    "animation": "animations",
    "video": "videos",
    "sticker": "stickers",
}
