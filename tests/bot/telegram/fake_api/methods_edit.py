"""The methods that change or remove what stands in a chat, and that react to it."""

import asyncio

from telegram.constants import ReactionEmoji

from tests.bot.telegram.fake_api.chats import Chat, GroupChat
from tests.bot.telegram.fake_api.contents import caption_of, item_content, text_content
from tests.bot.telegram.fake_api.entities import find_entities
from tests.bot.telegram.fake_api.errors import JSON, NOT_MODIFIED, bad_request
from tests.bot.telegram.fake_api.keyboards import Markup, read_markup
from tests.bot.telegram.fake_api.messages import Content, Message
from tests.bot.telegram.fake_api.places import chat_of, message_of
from tests.bot.telegram.fake_api.registry import method
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World

DELETE_SECONDS = 48 * 3600
MOST_DELETED = 100
REACTIONS = frozenset(emoji.value for emoji in ReactionEmoji)


@method
def edit_message_text(world: World, request: Request) -> JSON:
    """Change a text; buttons that are not given again are gone."""
    content, markup = text_content(request), _markup(request)
    message = _editable(world, request)
    if message.content.media:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, content, markup)


@method
def edit_message_caption(world: World, request: Request) -> JSON:
    """Change a caption."""
    message = _editable(world, request)
    if not message.content.media:
        raise bad_request("there is no caption in the message to edit")
    content = Content(*caption_of(request), message.content.media)
    return _change(world, message, content, _markup(request))


@method
async def edit_message_media(world: World, request: Request) -> JSON:
    """Change a text or a picture into another picture."""
    markup = _markup(request)
    content = await asyncio.to_thread(item_content, world, request, request.object("media"), True)
    message = _editable(world, request)
    if message.album and _family(message.content) != _family(content):
        raise bad_request("can't change media type in the album")
    return _change(world, message, content, markup)


@method
def edit_message_reply_markup(world: World, request: Request) -> JSON:
    """Change the buttons alone."""
    message = _editable(world, request)
    return _change(world, message, message.content, _markup(request))


@method
def delete_message(world: World, request: Request) -> bool:
    """Remove a message."""
    chat = chat_of(world, request)
    _delete(world, chat, message_of(chat, request, "delete"))
    return True


@method
def delete_messages(world: World, request: Request) -> bool:
    """Remove messages; those that are not there are passed over."""
    chat = chat_of(world, request)
    numbers = request.object("message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    for message in filter(None, map(chat.find, numbers)):
        _delete(world, chat, message)
    return True


@method
def set_message_reaction(world: World, request: Request) -> bool:
    """Put the bot's reaction under a message, or take it away."""
    chat = chat_of(world, request)
    message = message_of(chat, request, "react")
    emojis = [str(reaction.get("emoji")) for reaction in request.list("reaction")]
    if len(emojis) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not set(emojis) <= REACTIONS or message.kind == "other":
        raise bad_request("REACTION_INVALID")
    message.reactions = emojis
    chat.note("reacted", message)
    return True


def _editable(world: World, request: Request) -> Message:
    if request.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if not request.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = message_of(chat_of(world, request), request, "edit")
    if not message.from_bot or message.origin:
        raise bad_request("message can't be edited")
    return message


def _markup(request: Request) -> Markup:
    return read_markup(request.object("reply_markup"), inline_only=True)


def _change(world: World, message: Message, content: Content, markup: Markup) -> JSON:
    content.entities = find_entities(content.text, content.entities)
    if content.same(message.content) and markup.shown() == message.markup.shown():
        raise bad_request(NOT_MODIFIED)
    if content is not message.content:
        message.edited = world.clock.now()
    message.content, message.markup = content, markup
    world.remember(content)
    message.chat.note("edited", message)
    return message.to_json()


def _family(content: Content) -> str:
    kind = content.media.kind if content.media else "text"
    return "photo" if kind == "video" else kind


def _delete(world: World, chat: Chat, message: Message) -> None:
    old = world.clock.now() - message.date > DELETE_SECONDS
    group = chat if isinstance(chat, GroupChat) else None
    admin = group is not None and group.bot_status == "administrator" and group.bot_may_delete
    allowed = message.from_bot or group is None or admin
    if old or not allowed:
        everyone = "" if group and group.supergroup else " for everyone"
        raise bad_request(f"message can't be deleted{everyone}")
    message.deleted = True
    chat.note("deleted", message)
