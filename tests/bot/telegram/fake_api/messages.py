"""Messages as they stand in a chat now: edits and deletions show at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tests.bot.telegram.fake_api.errors import JSON
from tests.bot.telegram.fake_api.keyboards import Button, Markup
from tests.bot.telegram.fake_api.media import Media

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.chats import Chat, Topic


class Sender(Protocol):
    """Whoever writes messages."""

    @property
    def id(self) -> int: ...

    def to_json(self) -> JSON: ...


@dataclass
class Content:
    """What a message says and carries. Entities belong to the text or to the caption, of which there is one."""

    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    media: Media | None = None
    other: JSON = field(default_factory=dict)

    def to_json(self) -> JSON:
        """Return the fields of a message."""
        names = ("caption", "caption_entities") if self.media else ("text", "entities")
        said = {name: value for name, value in zip(names, (self.text, self.entities), strict=True) if value}
        return {**(self.media.fields if self.media else {}), **self.other, **said}

    def again(self) -> Content:
        """Return the same for another message."""
        return Content(self.text, list(self.entities), self.media)

    def same(self, other: Content) -> bool:
        """Whether it looks the same as another."""
        mine, theirs = (c.media.main.file_id if c.media else None for c in (self, other))
        return (self.text, self.entities, mine) == (other.text, other.entities, theirs)


@dataclass(eq=False)
class Message:
    """One message in a chat."""

    chat: Chat
    id: int
    sender: Sender
    date: float
    content: Content
    from_bot: bool = False
    reply_to: Message | None = None
    topic: Topic | None = None
    thread: int | None = None
    markup: Markup = field(default_factory=Markup)
    album: str | None = None
    sender_chat: JSON | None = None
    origin: JSON | None = None
    automatic: bool = False
    edited: float | None = None
    deleted: bool = False
    meant_for_bot: bool = False
    reactions: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What it is: text, photo, document, animation, video, sticker, voice, or other."""
        if self.content.media:
            return self.content.media.kind
        return "text" if self.content.text else "other"

    @property
    def words(self) -> str:
        """Its text or its caption."""
        return self.content.text

    @property
    def data(self) -> bytes:
        """The bytes of its picture or file as whoever looks at it gets them."""
        assert self.content.media, f"{self!r} carries no file"
        return self.content.media.data

    @property
    def upload(self) -> bytes:
        """The bytes of its picture or file as its sender gave them."""
        assert self.content.media, f"{self!r} carries no file"
        return self.content.media.upload

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return self.content.media.name if self.content.media else ""

    @property
    def buttons(self) -> list[list[Button]]:
        """The buttons under it, in rows."""
        return self.markup.buttons

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, row after row."""
        return [button.label for row in self.buttons for button in row]

    @property
    def asks(self) -> bool:
        """Whether it makes the chat open a reply to it."""
        return self.markup.asks

    def button(self, label: str) -> Button:
        """Return the button with these words on it, or else the only one that has them in it."""
        every = [button for row in self.buttons for button in row]
        found = [button for button in every if button.label == label] or [b for b in every if label in b.label]
        assert len(found) == 1, f"{label!r} names {len(found)} of the buttons {self.labels}"
        return found[0]

    def to_json(self, nested: bool = True) -> JSON:
        """Return it as the platform describes it; the message it replies to is told without its own."""
        about: JSON = {"message_id": self.id, "date": int(self.date), "chat": self.chat.to_json()}
        about["from"] = self.sender.to_json()
        about |= self.content.to_json() | self._history()
        if self.thread is not None:
            about["message_thread_id"] = self.thread
        if self.topic:
            about["is_topic_message"] = True
        before = self.reply_to or (self.topic.root if self.topic else None)
        if nested and before and before is not self and not before.deleted:
            about["reply_to_message"] = before.to_json(nested=False)
        return about | self.markup.shown()

    def _history(self) -> JSON:
        optional = {
            "edit_date": None if self.edited is None else int(self.edited),
            "media_group_id": self.album,
            "sender_chat": self.sender_chat,
            "forward_origin": self.origin,
            "is_automatic_forward": self.automatic or None,
        }
        return {name: value for name, value in optional.items() if value is not None}

    def __repr__(self) -> str:
        said = f" {self.words!r}" if self.words else ""
        who = "bot" if self.from_bot else self.sender.to_json().get("first_name", "")
        return f"<{self.id} {who}: {self.kind}{said}{f' {self.labels}' if self.labels else ''}>"
