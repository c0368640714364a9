"""Where a request wants to act: the chat, the topic, the message it replies to."""

from dataclasses import dataclass

from tests.bot.telegram.fake_api.chats import Chat, GroupChat, Topic
from tests.bot.telegram.fake_api.errors import bad_request
from tests.bot.telegram.fake_api.messages import Message
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World

_GENERAL = 1


@dataclass(frozen=True)
class Spot:
    """A place for a message."""

    chat: Chat
    topic: Topic | None
    reply_to: Message | None


def chat_of(world: World, request: Request) -> Chat:
    """Return the chat of a request, or refuse it."""
    if not request.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(request.chat or 0)
    if chat is None:
        raise bad_request("chat not found")
    if refused := chat.refusal():
        raise refused
    return chat


def spot_of(world: World, request: Request, kind: str) -> Spot:
    """Return where a message of a kind goes, or refuse it."""
    chat = chat_of(world, request)
    if refused := chat.refusal_to_send(kind):
        raise refused
    reply_to = _reply_of(chat, request)
    return Spot(chat, topic_of(chat, request.integer("message_thread_id")), reply_to)


def topic_of(chat: Chat, number: int | None) -> Topic | None:
    """Return the topic with a number. A supergroup without topics takes the number of a thread, and ignores it."""
    if number is None:
        return None
    group = chat if isinstance(chat, GroupChat) else None
    topic = group.topics.get(number) if group else None
    if group and group.supergroup and not group.forum and any(m.thread == number for m in group.messages):
        return None
    if topic is None or topic.deleted or number == _GENERAL:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return topic


def message_of(chat: Chat, request: Request, purpose: str) -> Message:
    """Return the message that a request is about, or say that the message to do this with is not found."""
    message = chat.find(request.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def _reply_of(chat: Chat, request: Request) -> Message | None:
    wanted = request.object("reply_parameters")
    if not wanted:
        return None
    message = chat.find(wanted.get("message_id"))
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message
