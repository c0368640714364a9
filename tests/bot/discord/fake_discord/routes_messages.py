"""The operations on channels and their messages."""

from urllib.parse import unquote

from tests.bot.discord.fake_discord import replies
from tests.bot.discord.fake_discord.channels import Channel
from tests.bot.discord.fake_discord.contents import new_content
from tests.bot.discord.fake_discord.errors import (
    JSON,
    archived_thread,
    cannot_in_direct_messages,
    invalid_form,
    missing_permissions,
    not_the_author,
)
from tests.bot.discord.fake_discord.guild_channels import GuildChannel
from tests.bot.discord.fake_discord.intents import shows_to
from tests.bot.discord.fake_discord.messages import EPHEMERAL, REPLY, SUPPRESS_NOTIFICATIONS, Message
from tests.bot.discord.fake_discord.permissions import Permission
from tests.bot.discord.fake_discord.pings import pinged
from tests.bot.discord.fake_discord.places import channel_of, check_speaking, file_limit, message_of
from tests.bot.discord.fake_discord.registry import operation
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World

_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = _MESSAGES + "/{message_id}"
_HISTORY = Permission.READ_MESSAGE_HISTORY


@operation("GET", "/channels/{channel_id}")
def get_channel(world: World, request: Request) -> JSON:
    """Return a channel."""
    return channel_of(world, request).to_json()


@operation("POST", _MESSAGES)
def create_message(world: World, request: Request) -> JSON:
    """Write in a channel."""
    channel, body = channel_of(world, request), request.fields
    check_speaking(world, channel, bool(request.files))
    if before := _same_nonce(channel, body):
        return before.to_json()
    flags = body.get("flags") or 0
    if flags & EPHEMERAL:
        raise invalid_form("flags", "MESSAGE_FLAGS_INVALID", "Only the answer of an interaction can be ephemeral")
    content = new_content(world, body, request.files, channel, file_limit(channel), private=False)
    reply_to = _replied(channel, body)
    message = world.write(world.bot, channel, content, reply_to)
    message.kind = REPLY if reply_to else message.kind
    message.allowed_mentions, message.nonce = body.get("allowed_mentions"), body.get("nonce")
    message.silent = bool(flags & SUPPRESS_NOTIFICATIONS)
    message.pings = pinged(world, message)
    channel.note("sent", message)
    world.tell_message("MESSAGE_CREATE", message)
    return message.to_json()


@operation("GET", _MESSAGES)
def list_messages(world: World, request: Request) -> list[JSON]:
    """Return messages, newest first; without the history's permission there are none."""
    channel = channel_of(world, request)
    if channel.guild and not channel.permissions_of(world.bot) & _HISTORY:
        return []
    shown = [message for message in channel.messages if not message.private]
    before, after = request.number("before", 1 << 63), request.number("after", 0)
    chosen = [message for message in shown if after < message.id < before]
    limit = request.number("limit", 50)
    newest = chosen[:limit] if after else chosen[-limit:]
    shows = shows_to(world.bot, world.gateway.privileged)
    return [message.to_json(shows) for message in reversed(newest)]


@operation("GET", _MESSAGE)
def get_message(world: World, request: Request) -> JSON:
    """Return a message."""
    channel = channel_of(world, request, _HISTORY)
    message = message_of(channel, request.id("message_id"))
    return message.to_json(shows_to(world.bot, world.gateway.privileged))


@operation("PATCH", _MESSAGE)
def update_message(world: World, request: Request) -> JSON:
    """Change one of the bot's messages."""
    channel = channel_of(world, request)
    message = message_of(channel, request.id("message_id"))
    if message.author is not world.bot:
        raise not_the_author()
    if isinstance(channel, GuildChannel) and channel.archived:
        raise archived_thread()
    replies.edit(world, message, request, request.fields, file_limit(channel))
    return message.to_json()


@operation("DELETE", _MESSAGE)
def delete_message(world: World, request: Request) -> None:
    """Delete a message: the bot's own, or anybody's with the permission for it."""
    channel = channel_of(world, request)
    message = message_of(channel, request.id("message_id"))
    if message.author is not world.bot:
        if not channel.guild:
            raise cannot_in_direct_messages()
        if not channel.permissions_of(world.bot) & Permission.MANAGE_MESSAGES:
            raise missing_permissions()
    world.remove(message)
    channel.note("deleted", message)


@operation("POST", "/channels/{channel_id}/typing")
def trigger_typing_indicator(world: World, request: Request) -> None:
    """Show that the bot is busy."""
    channel = channel_of(world, request)
    check_speaking(world, channel, with_files=False)
    channel.typed += 1


@operation("PUT", _MESSAGE + "/reactions/{emoji_name}/@me")
def add_my_message_reaction(world: World, request: Request) -> None:
    """React to a message."""
    channel = channel_of(world, request, _HISTORY | Permission.ADD_REACTIONS)
    message = message_of(channel, request.id("message_id"))
    message.reactions.append(unquote(request.ids["emoji_name"]))
    channel.note("reacted", message)


@operation("DELETE", _MESSAGE + "/reactions/{emoji_name}/@me")
def delete_my_message_reaction(world: World, request: Request) -> None:
    """Take a reaction back."""
    message = message_of(channel_of(world, request), request.id("message_id"))
    emoji = unquote(request.ids["emoji_name"])
    message.reactions = [reaction for reaction in message.reactions if reaction != emoji]


def _same_nonce(channel: Channel, body: JSON) -> Message | None:
    if not body.get("nonce") or not body.get("enforce_nonce"):
        return None
    return next((message for message in channel.messages if message.nonce == body["nonce"]), None)


def _replied(channel: Channel, body: JSON) -> Message | None:
    reference = body.get("message_reference")
    if not reference:
        return None
    message = channel.find(int(reference["message_id"]))
    if message is None and reference.get("fail_if_not_exists", True):
        raise invalid_form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return message
