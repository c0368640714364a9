"""What a message asks for: by whom, where, in which words, about which pictures. None where it asks nothing of us."""

from dataclasses import dataclass, replace

from telegram import Chat, Message, MessageEntity, User

from bot.telegram.limits import PLATFORM
from bot.telegram.pictures import picture_of, unsupported_of
from handlers.request import AttachmentRef, Identity, ReplyTo, Request

GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
_SLASHES = ("/", "／")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself: its number and its name without the @."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One message, or one album put together. `addressed`: our name stands in it, so that silence would be rude."""

    identity: Identity
    to: ReplyTo
    locale: str | None
    text: str
    pictures: tuple[AttachmentRef, ...]
    replied: tuple[AttachmentRef, ...]
    unsupported: str
    answers: str
    addressed: bool
    album: str | None

    @property
    def is_group(self) -> bool:
        return is_group(self.to.chat)

    @property
    def is_for_us(self) -> bool:
        """Whether it asks something of us, also where it is no answer to a question of ours."""
        return self.addressed or self.text.startswith(_SLASHES)

    def joined(self, other: "Asked") -> "Asked":
        """Return this message of an album with another one's pictures, and the words of whichever has some."""
        worded = self if self.text or not other.text else other
        return replace(
            worded,
            to=self.to,
            pictures=(*self.pictures, *other.pictures),
            unsupported=self.unsupported or other.unsupported,
            addressed=self.addressed or other.addressed,
        )

    def request(self, key: str) -> Request:
        """Return it as handlers take it; `key` names the message."""
        pictures = self.pictures if any(not each.unsupported for each in self.pictures) else ()
        return Request(
            identity=self.identity,
            idempotency_key=f"{PLATFORM}:{key}",
            reply_to=self.to,
            locale=self.locale,
            text=self.text,
            attachments=pictures or self.replied,
            group=self.to.chat if self.is_group else None,
            is_reply_to=self.answers,
            unsupported="" if pictures else self.unsupported,
        )


def is_group(chat: str) -> bool:
    """Whether a chat is a group: Telegram gives those negative numbers."""
    return chat.startswith("-")


def read_message(message: Message, me: Me) -> Asked | None:
    """Return what a message asks of us; None for what is not ours to answer.

    In groups only commands and words with our name are: in a caption, in a text, or in a reply to a picture. Of an
    album there each part is returned, for only together they tell: one that asks nothing has no words.
    """
    sender = _sender(message)
    if sender is None or message.is_automatic_forward or message.chat.type == Chat.CHANNEL:
        return None
    words = _words(message, me)
    if words is None:
        return None
    text, addressed = words
    replied = message.reply_to_message
    mine = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    is_ours = addressed or text.startswith(_SLASHES) or mine
    if not is_ours and not message.media_group_id:
        return None
    locale = message.from_user.language_code if message.from_user else None
    return Asked(
        identity=Identity(PLATFORM, sender),
        to=reply_to(message, sender, locale),
        locale=locale,
        text=text if is_ours else "",
        pictures=_pictures(message),
        replied=_replied(message),
        unsupported=unsupported_of(message) or _replied_unsupported(message, text),
        answers=question_name(str(message.chat.id), replied.message_id) if mine and replied else "",
        addressed=addressed,
        album=message.media_group_id,
    )


def question_name(chat: str, message_id: int) -> str:
    """Return the name under which an answer to this message of ours finds its question."""
    return f"reply:{chat}:{message_id}"


def reply_to(message: Message, asker: str, locale: str | None) -> ReplyTo:
    """Return where an answer to this message goes: its chat and topic, and whom and in which language it answers."""
    extra = {"asker": asker}
    if locale:
        extra["language"] = locale
    if message.is_topic_message:
        extra["topic"] = str(message.message_thread_id)
    return ReplyTo(PLATFORM, str(message.chat.id), str(message.message_id), extra)


def owner_of(message: Message) -> str | None:
    """Return for whom a message of ours in a group is: who sent what it replies to. None where that is not known."""
    asked = asked_in(message)
    return _sender(asked) if asked else None


def asked_in(message: Message) -> Message | None:
    """Return the message of a person to which a message of ours replies."""
    asked = message.reply_to_message
    # What replies to nothing is said to reply to the beginning of its topic.
    return None if asked is None or asked.forum_topic_created or _sender(asked) is None else asked


def identity_of(user: User) -> Identity:
    """Return who this is, as handlers know people."""
    return Identity(PLATFORM, str(user.id))


def _sender(message: Message) -> str | None:
    """Return who speaks: a person, or the chat in whose name an anonymous admin or a channel does. None for a bot."""
    if message.sender_chat:
        return str(message.sender_chat.id)
    user = message.from_user
    return None if user is None or user.is_bot else str(user.id)


def _words(message: Message, me: Me) -> tuple[str, bool] | None:
    """Return the words that are for us and whether our name stands in them; None for another bot's command."""
    text = message.text or message.caption or ""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if first.startswith(_SLASHES):
        _, at, name = first.partition("@")
        if at and name.lower() != me.username.lower():
            return None
        return text, bool(at)
    mention = f"@{me.username}".lower()
    if first.lower() == mention:
        words = text.strip()[len(first) :].strip()
        return (f"/{words}" if words else ""), True
    return text, message.chat.type not in GROUPS or _is_mentioned(message, mention)


def _is_mentioned(message: Message, mention: str) -> bool:
    found = {**message.parse_entities([MessageEntity.MENTION])} if message.text else {}
    found |= message.parse_caption_entities([MessageEntity.MENTION]) if message.caption else {}
    return mention in (name.lower() for name in found.values())


def _pictures(message: Message) -> tuple[AttachmentRef, ...]:
    """Return the picture of a message; of an album, also what is none, so that it can be named."""
    picture, kind = picture_of(message), unsupported_of(message)
    if picture is None and kind and message.media_group_id:
        picture = AttachmentRef(PLATFORM, "", None, unsupported=kind)
    return (picture,) if picture else ()


def _replied(message: Message) -> tuple[AttachmentRef, ...]:
    replied = message.reply_to_message or message.external_reply
    picture = picture_of(replied) if replied else None
    return (picture,) if picture else ()


def _replied_unsupported(message: Message, text: str) -> str:
    """Return the kind of what a command replies to, where there is no picture in it."""
    replied = message.reply_to_message or message.external_reply
    if picture_of(message) or not replied or not text.startswith(_SLASHES):
        return ""
    # What stands in another chat is never an answer of ours: without a picture, there is nothing to go on with.
    nothing = "message" if replied is message.external_reply and not picture_of(replied) else ""
    return unsupported_of(replied) or nothing
