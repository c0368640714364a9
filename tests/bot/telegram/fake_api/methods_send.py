"""The methods that show something new."""

import asyncio

from tests.bot.telegram.fake_api.chats import GroupChat
from tests.bot.telegram.fake_api.contents import item_content, media_content, text_content
from tests.bot.telegram.fake_api.errors import JSON, ApiError, bad_request
from tests.bot.telegram.fake_api.keyboards import Markup, read_markup
from tests.bot.telegram.fake_api.messages import Content, Message
from tests.bot.telegram.fake_api.places import Spot, chat_of, message_of, spot_of, topic_of
from tests.bot.telegram.fake_api.registry import method
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World

_MOST = 10
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def show(world: World, spot: Spot, content: Content, markup: Markup, album: str | None = None) -> Message:
    """Show a message of the bot."""
    message = world.write(world.bot, spot.chat, content, topic=spot.topic, reply_to=spot.reply_to)
    message.from_bot, message.markup, message.album = True, markup, album
    if isinstance(spot.chat, GroupChat):
        spot.chat.other_bot_spoke_last = False
    spot.chat.note("sent", message)
    return message


@method
def send_message(world: World, request: Request) -> JSON:
    """Show a text."""
    content, markup = text_content(request), read_markup(request.object("reply_markup"))
    return show(world, spot_of(world, request, "text"), content, markup).to_json()


async def _send(world: World, request: Request, kind: str) -> JSON:
    markup = read_markup(request.object("reply_markup"))
    content = await asyncio.to_thread(media_content, world, request, kind)
    return show(world, spot_of(world, request, kind), content, markup).to_json()


@method
async def send_photo(world: World, request: Request) -> JSON:
    """Show a picture as a photo."""
    return await _send(world, request, "photo")


@method
async def send_document(world: World, request: Request) -> JSON:
    """Show a file."""
    return await _send(world, request, "document")


@method
async def send_animation(world: World, request: Request) -> JSON:
    """Show a moving picture."""
    return await _send(world, request, "animation")


@method
async def send_video(world: World, request: Request) -> JSON:
    """Show a video."""
    return await _send(world, request, "video")


@method
async def send_voice(world: World, request: Request) -> JSON:
    """Show a voice message."""
    return await _send(world, request, "voice")


@method
async def send_sticker(world: World, request: Request) -> JSON:
    """Show a sticker; what has not the form of one comes as a file."""
    return await _send(world, request, "sticker")


@method
async def send_media_group(world: World, request: Request) -> list[JSON]:
    """Show several pictures or files together."""
    items = request.list("media")
    contents = [await asyncio.to_thread(_item, world, request, item, n) for n, item in enumerate(items, 1)]
    _check_album(contents)
    spots = [spot_of(world, request, content.media.kind if content.media else "text") for content in contents]
    album = str(14_000_000_000_000_000 + world.number()) if len(contents) > 1 else None
    pairs = zip(spots, contents, strict=True)
    return [show(world, spot, content, Markup(), album).to_json() for spot, content in pairs]


def _item(world: World, request: Request, item: JSON, number: int) -> Content:
    try:
        return item_content(world, request, item, alone=False)
    except ApiError as error:
        words = error.description.removeprefix("Bad Request: ")
        if words not in ("IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS"):
            raise
        raise bad_request(f'failed to send message #{number} with the error message "{words}"') from None


def _check_album(contents: list[Content]) -> None:
    if not contents:
        raise bad_request("there are no messages to send")
    if len(contents) > _MOST:
        raise bad_request("too many messages to send as an album")
    kinds = {content.media.kind for content in contents if content.media}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")


@method
def send_chat_action(world: World, request: Request) -> bool:
    """Show that the bot is busy."""
    chat = chat_of(world, request)
    if request.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = request.integer("message_thread_id")
    topic_of(chat, None if thread == 1 else thread)
    chat.actions.append(request.text("action"))
    return True


@method
def copy_message(world: World, request: Request) -> JSON:
    """Show a message again as the bot's own."""
    message = _source(world, request, "copy")
    markup = read_markup(request.object("reply_markup"))
    shown = show(world, spot_of(world, request, message.kind), message.content.again(), markup)
    return {"message_id": shown.id}


@method
def forward_message(world: World, request: Request) -> JSON:
    """Show a message again with its origin."""
    message = _source(world, request, "forward")
    shown = show(world, spot_of(world, request, message.kind), message.content.again(), Markup())
    shown.origin = {"type": "user", "date": int(message.date), "sender_user": message.sender.to_json()}
    return shown.to_json()


def _source(world: World, request: Request, purpose: str) -> Message:
    chat = world.chats.get(request.integer("from_chat_id") or 0)
    if chat is None:
        raise bad_request("chat not found")
    return message_of(chat, request, purpose)
