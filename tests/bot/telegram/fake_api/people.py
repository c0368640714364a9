"""People: what they say, press and see."""

from __future__ import annotations

from collections.abc import Coroutine
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, overload

from tests.bot.telegram.fake_api.chats import Chat, GroupChat, PrivateChat, Topic
from tests.bot.telegram.fake_api.errors import JSON
from tests.bot.telegram.fake_api.happenings import What
from tests.bot.telegram.fake_api.membership import standing_of_bot
from tests.bot.telegram.fake_api.messages import Content, Message
from tests.bot.telegram.fake_api.presses import Checkout, Press
from tests.bot.telegram.fake_api.speaking import Place, Speaker
from tests.bot.telegram.fake_api.waiting import Watch

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.world import World

T = TypeVar("T")
Waiting = Coroutine[Any, Any, T]


class User(Speaker):
    """A person. Everything is said in the private chat with the bot unless `in_chat` names a group or topic."""

    chat: PrivateChat

    def __init__(self, world: World, number: int, name: str, language: str | None, username: str | None) -> None:
        super().__init__(world)
        self.id = number
        self.name = name
        self.language = language
        self.username = username
        self.blocks_bot = False
        self.deactivated = False
        self.met_in_group = False
        self._watch = Watch(name)

    @property
    def messages(self) -> list[Message]:
        """What stands in the private chat now."""
        return self.chat.messages

    def to_json(self) -> JSON:
        """Return the person as the platform describes them."""
        about: JSON = {"id": self.id, "is_bot": False, "first_name": self.name}
        optional = {"username": self.username, "language_code": self.language}
        return about | {name: value for name, value in optional.items() if value}

    def forward(self, message: Message, *, in_chat: Place = None) -> Message:
        """Forward a message, which brings its caption along."""
        content = message.content.again()
        origin = {"type": "user", "date": int(message.date), "sender_user": message.sender.to_json()}
        return self._say(content, in_chat, None, origin=origin)

    def edit(self, message: Message, text: str) -> None:
        """Change the words of one of their own messages."""
        assert message.sender is self, f"{message!r} is not by {self.name}"
        message.content = Content(text, [], message.content.media)
        self._world.tell_edit(message)

    def press(self, message: Message, label_or_data: str) -> Press:
        """Press the button with these words on it, or with these words among others, or with this data."""
        if any(label_or_data in label for label in message.labels):
            return self._press(message, message.button(label_or_data).data)
        assert any(button.data == label_or_data for row in message.buttons for button in row), (
            f"{label_or_data!r} is none of the buttons {message.labels}"
        )
        return self._press(message, label_or_data)

    def forge(self, message: Message, data: str) -> Press:
        """Send any data as if a button had been pressed, as a program that speaks for a person can."""
        return self._press(message, data)

    def check_out(self, payload: str, stars: int) -> Checkout:
        """Confirm a payment; the platform asks the bot whether it goes on."""
        checkout = Checkout(str(6_000_000_000 + self._world.number()), self, payload, stars, monotonic())
        self._world.checkouts[checkout.id] = checkout
        query: JSON = {"id": checkout.id, "from": self.to_json(), "currency": "XTR"}
        self._world.updates.put("pre_checkout_query", {**query, "total_amount": stars, "invoice_payload": payload})
        return checkout

    def block(self) -> None:
        """Block the bot."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    def delete_account(self) -> None:
        """Be gone from the platform."""
        self.deactivated = True

    @overload
    def wait_for(self, what: int, timeout: float = 20, *, in_chat: Place = None) -> Waiting[list[Message]]: ...

    @overload
    def wait_for(self, what: What = None, timeout: float = 20, *, in_chat: Place = None) -> Waiting[Message]: ...

    def wait_for(
        self, what: int | What = None, timeout: float = 20, *, in_chat: Place = None
    ) -> Waiting[Message] | Waiting[list[Message]]:
        """Wait for what the bot sends or edits after this person's last act, or after what was waited for last.

        Returns the message that fits: one with words in it, one for which a predicate holds, or any. With a number
        it waits for so many different messages. Raises AssertionError with the chat as it stands when none comes.
        """
        chat = _chat_of(in_chat) or self.chat
        return self._watch.many(chat, what, timeout) if isinstance(what, int) else self._watch.one(chat, what, timeout)

    async def sees_nothing(self, seconds: float = 0.3, *, in_chat: Place = None) -> None:
        """Hold that the bot shows nothing for this time."""
        await self._watch.nothing(_chat_of(in_chat) or self.chat, seconds)

    def _say(
        self,
        content: Content,
        place: Place,
        reply_to: Message | None,
        album: str | None = None,
        origin: JSON | None = None,
    ) -> Message:
        chat = _chat_of(place) or self.chat
        self._enter(chat)
        sender, sender_chat = chat.speaker(self) if isinstance(chat, GroupChat) else (self, None)
        topic = place if isinstance(place, Topic) else None
        about: dict[str, Any] = {"album": album, "sender_chat": sender_chat, "origin": origin}
        message = self._world.say(sender, chat, content, topic=topic, reply_to=reply_to, **about)
        self._watch.look_up(chat)
        return message

    def _press(self, message: Message, data: str | None) -> Press:
        assert data is not None, f"a button of {message!r} is a link"
        press = Press(str(4_000_000_000 + self._world.number()), self, message, data, self._world.clock.now())
        self._world.presses[press.id] = press
        self._watch.look_up(message.chat)
        gone = {"chat": message.chat.to_json(), "message_id": message.id, "date": 0}
        query = {"id": press.id, "from": self.to_json(), "chat_instance": message.chat.instance, "data": data}
        query["message"] = gone if message.deleted else message.to_json()
        self._world.updates.put("callback_query", query)
        return press

    def _enter(self, chat: Chat) -> None:
        if isinstance(chat, PrivateChat):
            assert not self.blocks_bot, f"{self.name} has blocked the bot"
            chat.opened = True
        elif isinstance(chat, GroupChat):
            assert self in chat.members, f"{self.name} is not in {chat.title}"

    def _set_blocked(self, blocked: bool) -> None:
        before, self.blocks_bot = self.blocks_bot, blocked
        states = [
            standing_of_bot("kicked" if state else "member", self._world.bot.to_json()) for state in (before, blocked)
        ]
        self._world.tell_membership(self.chat, self, *states)


def _chat_of(place: Place) -> Chat | None:
    return place.group if isinstance(place, Topic) else place
