"""Messages as they stand in a channel now: edits and deletions show at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord import components
from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.clock import timestamp
from tests.bot.discord.fake_discord.components import Button, Picture, Select
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.files import Attachment, FileStore

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.channels import Channel
    from tests.bot.discord.fake_discord.interactions import Interaction

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
PLAIN, REPLY, COMMAND, MENU = 0, 19, 20, 23  # types of messages
Shows = Callable[["Message"], bool]


@dataclass
class Content:
    """What a message says and carries. `components` are as the platform shows them."""

    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    embeds: list[JSON] = field(default_factory=list)
    v2: bool = False
    flags: int = 0

    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not (self.text or self.attachments or self.components or self.embeds)


@dataclass(eq=False)
class Message:
    """One message in a channel. `only_for` is who alone sees it, `edits` when it was changed.

    `allowed_mentions` is what the bot allowed, None where it said nothing, which allows every mention in the text.
    """

    channel: Channel
    id: int
    author: Account
    at: float
    content: Content
    files_of: FileStore
    kind: int = PLAIN
    reply_to: Message | None = None
    cause: Interaction | None = None
    only_for: Account | None = None
    loading: bool = False
    edits: list[float] = field(default_factory=list)
    deleted: bool = False
    allowed_mentions: JSON | None = None
    pings: list[Account | str] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    nonce: str | int | None = None
    silent: bool = False

    @property
    def from_bot(self) -> bool:
        """Whether a program wrote it."""
        return self.author.is_bot

    @property
    def private(self) -> bool:
        """Whether only one person sees it."""
        return self.only_for is not None

    @property
    def words(self) -> str:
        """All its words: its text, or those of the text displays in it, one a line."""
        return "\n".join(
            [*([self.content.text] if self.content.text else []), *components.texts(self.content.components)]
        )

    @property
    def files(self) -> list[Attachment]:
        """The files that are seen. A message of components shows only those that a component names."""
        if not self.content.v2:
            return self.content.attachments
        shown = {item.get("attachment_id") for part in self._parts() for item in self._media(part)}
        return [file for file in self.content.attachments if str(file.id) in shown]

    @property
    def data(self) -> bytes:
        """The bytes of its one file, or of the last of several, which is the result where the source is shown too."""
        assert self.files, f"{self!r} shows no file"
        return self.files[-1].data

    @property
    def pictures(self) -> list[Picture]:
        """The pictures in its galleries and thumbnails."""
        return components.pictures(self.content.components)

    @property
    def buttons(self) -> list[Button]:
        """The buttons on it, from the top."""
        return components.buttons(self.content.components)

    @property
    def labels(self) -> list[str]:
        """The words on its buttons."""
        return [button.label or button.emoji for button in self.buttons]

    @property
    def selects(self) -> list[Select]:
        """The menus on it, from the top."""
        return components.selects(self.content.components)

    @property
    def edited(self) -> bool:
        """Whether it was changed."""
        return bool(self.edits)

    @property
    def flags(self) -> int:
        """The flags as the platform tells them."""
        more = (EPHEMERAL if self.private else 0) | (LOADING if self.loading else 0)
        return self.content.flags | more | (V2 if self.content.v2 else 0)

    def seen_by(self, account: Account) -> bool:
        """Whether somebody who is in the channel sees it."""
        return self.only_for in (None, account)

    def button(self, label: str) -> Button:
        """Return the button with these words or this custom id, or else the only one that has the words in it."""
        every = self.buttons
        found = [button for button in every if label in (button.label, button.custom_id, button.emoji)]
        found = found or [button for button in every if label in button.label]
        assert len(found) == 1, f"{label!r} names {len(found)} of the buttons {self.labels}"
        return found[0]

    def to_json(self, shows: Shows = lambda message: True, nested: bool = True) -> JSON:
        """Return it as the platform describes it. `shows` says of which messages words and files may be told."""
        about: JSON = {"id": str(self.id), "channel_id": str(self.channel.id), "author": self.author.to_json()}
        about |= {"type": self.kind, "timestamp": timestamp(self.at), "flags": self.flags, "tts": False}
        about |= {"edited_timestamp": timestamp(self.edits[-1]) if self.edits else None, "pinned": False}
        about |= {"mention_everyone": "everyone" in self.pings, "mention_roles": []}
        about["mentions"] = [someone.to_json() for someone in self.pings if isinstance(someone, Account)]
        about |= self._said() if shows(self) else {"content": "", "attachments": [], "embeds": [], "components": []}
        if self.cause:
            about |= self.cause.told_in_message()
        if self.nonce is not None:
            about["nonce"] = self.nonce
        return about | (self._answered(shows) if nested else {})

    def _said(self) -> JSON:
        said = self.content
        files = [file.to_json(self.files_of) for file in said.attachments]
        return {"content": said.text, "attachments": files, "embeds": said.embeds, "components": said.components}

    def _answered(self, shows: Shows) -> JSON:
        if self.reply_to is None:
            return {}
        where: JSON = {"type": 0, "channel_id": str(self.channel.id), "message_id": str(self.reply_to.id)}
        if self.channel.guild:
            where["guild_id"] = str(self.channel.guild.id)
        before = None if self.reply_to.deleted else self.reply_to.to_json(shows, nested=False)
        return {"message_reference": where, "referenced_message": before}

    def _parts(self) -> list[JSON]:
        return list(components.walk(self.content.components))

    def _media(self, part: JSON) -> list[JSON]:
        return [components.address_of(item) for item in components.media_of(part)]

    def __repr__(self) -> str:
        said = f" {self.words!r}" if self.words else ""
        files = f" +{len(self.files)} files" if self.files else ""
        only = f" (only for {self.only_for.name})" if self.only_for else ""
        thinking = " thinking…" if self.loading else ""
        return f"<{self.author.name}:{said}{files}{thinking}{f' {self.labels}' if self.labels else ''}{only}>"
