"""The world behind the API: who there is, what was said where, and what the bot is told of it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tests.bot.telegram.fake_api.accounts import ANONYMOUS, LINKED_CHANNEL, OTHER_BOT, Account
from tests.bot.telegram.fake_api.chats import Chat, Numbers, PrivateChat, Topic
from tests.bot.telegram.fake_api.clock import Clock
from tests.bot.telegram.fake_api.entities import find_entities
from tests.bot.telegram.fake_api.errors import JSON
from tests.bot.telegram.fake_api.files import FileStore
from tests.bot.telegram.fake_api.groups import Group
from tests.bot.telegram.fake_api.media import Media
from tests.bot.telegram.fake_api.messages import Content, Message, Sender
from tests.bot.telegram.fake_api.people import User
from tests.bot.telegram.fake_api.presses import Checkout, Press
from tests.bot.telegram.fake_api.privacy import is_meant_for_bot, reaches_bot
from tests.bot.telegram.fake_api.profile import BotProfile
from tests.bot.telegram.fake_api.updates import UpdateQueue
from tests.bot.telegram.fake_api.webhook import Webhook
from tests.log_canaries import log_canaries


@dataclass
class World:
    """Everything there is."""

    bot: Account
    clock: Clock = field(default_factory=Clock)
    files: FileStore = field(default_factory=FileStore)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    profile: BotProfile = field(default_factory=BotProfile)
    chats: dict[int, Chat] = field(default_factory=dict)
    users: list[User] = field(default_factory=list)
    presses: dict[str, Press] = field(default_factory=dict)
    checkouts: dict[str, Checkout] = field(default_factory=dict)
    shown: dict[str, Media] = field(default_factory=dict)
    privacy_mode: bool = True
    webhook: Webhook | None = None
    hosts: dict[str, str] = field(default_factory=dict)
    logged_out: bool = False
    _private_numbers: Numbers = field(default_factory=lambda: Numbers(100))
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def number(self) -> int:
        """Return a number that nothing else has."""
        return next(self._ids)

    def add_user(self, name: str, language: str | None, username: str | None) -> User:
        """Add a person, who has never spoken to the bot."""
        number = 5_100_000_000 + self.number()
        log_canaries.add(number, name)
        user = User(self, number, name, language, username)
        self.users.append(user)
        self.chats[user.id] = user.chat = PrivateChat(user, self._private_numbers)
        return user

    def add_group(self, title: str, supergroup: bool, forum: bool) -> Group:
        """Add a group that nobody is in."""
        number = 4_200_000_000 + self.number()
        chat_id = -1_000_000_000_000 - number if supergroup else -number
        # The first message of a supergroup tells that it was made, and is the general topic of a forum.
        group = Group(self, chat_id, Numbers(1) if supergroup else self._private_numbers, title, supergroup, forum)
        self.chats[chat_id] = group
        log_canaries.add(chat_id, title)
        return group

    def person(self, number: int) -> JSON | None:
        """Return whoever has this number, or None."""
        everybody: Iterable[Sender] = (*self.users, self.bot, ANONYMOUS, LINKED_CHANNEL, OTHER_BOT)
        return next((someone.to_json() for someone in everybody if someone.id == number), None)

    def say(
        self,
        sender: Sender,
        chat: Chat,
        content: Content,
        *,
        topic: Topic | None = None,
        reply_to: Message | None = None,
        album: str | None = None,
        sender_chat: JSON | None = None,
        origin: JSON | None = None,
        automatic: bool = False,
    ) -> Message:
        """Show a message of somebody and tell the bot of it, where it is to be told."""
        log_canaries.add_words(content.text)
        message = self.write(sender, chat, content, topic=topic, reply_to=reply_to)
        message.album, message.sender_chat = album, sender_chat
        message.origin, message.automatic = origin, automatic
        message.meant_for_bot = is_meant_for_bot(message, self.bot.username)
        if reaches_bot(message, self.bot.username, self.privacy_mode):
            self.updates.put("message", message.to_json())
        return message

    def write(
        self,
        sender: Sender,
        chat: Chat,
        content: Content,
        *,
        topic: Topic | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Show a message and tell nobody."""
        content.entities = find_entities(content.text, content.entities)
        topic = topic or (reply_to.topic if reply_to else None)
        message = Message(chat, chat.numbers.next(), sender, self.clock.now(), content)
        message.topic, message.reply_to = topic, reply_to
        message.thread = topic.id if topic else _thread(chat, reply_to)
        chat.add(message)
        self.remember(content)
        return message

    def remember(self, content: Content) -> None:
        """Let the file of a message be shown again by its id."""
        if content.media:
            self.shown[content.media.main.file_id] = content.media

    def tell_edit(self, message: Message) -> None:
        """Tell the bot that somebody changed a message, where it is to be told."""
        message.edited = self.clock.now()
        message.content.entities = find_entities(message.content.text)
        message.meant_for_bot = is_meant_for_bot(message, self.bot.username)
        if reaches_bot(message, self.bot.username, self.privacy_mode):
            self.updates.put("edited_message", message.to_json())

    def tell_membership(self, chat: Chat, by: Sender, old: JSON, new: JSON) -> None:
        """Tell the bot that its own standing in a chat changed."""
        change = {"chat": chat.to_json(), "from": by.to_json(), "date": int(self.clock.now())}
        self.updates.put("my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new})

    def groups_of(self, users: Collection[User]) -> list[Group]:
        """Return the groups in which all of these people are."""
        groups = (chat for chat in self.chats.values() if isinstance(chat, Group))
        return [group for group in groups if all(user in group.members for user in users)]


def _thread(chat: Chat, reply_to: Message | None) -> int | None:
    if reply_to is None or chat.kind != "supergroup":
        return None
    return reply_to.thread if reply_to.thread is not None else reply_to.id
