"""What a message asks for: one to us alone, or one with our name in it. None for what is not ours to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.discord.limits import PLATFORM
from bot.discord.pictures import pictures_of, unsupported_of
from bot.discord.place import by_message
from handlers.request import AttachmentRef, Identity, Request


def read_message(message: discord.Message, me: int) -> Request | None:
    """Return what a message asks of the bot with this id.

    A first word that names us makes a command of the words behind it, as a slash would. The pictures of a message to
    which it replies count where it has none itself.
    """
    guild = _guild_of(message)
    if message.author.bot or message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return None
    if guild and me not in message.raw_mentions:
        return None
    attached = [_plain(each) for each in message.attachments]
    pictures = pictures_of(attached, f"{message.channel.id}/{message.id}") or _replied(message)
    text = _words(message.content, me)
    unsupported = "" if pictures else _unsupported(message, attached, me)
    if not (text or pictures or unsupported) and not guild:
        return None
    to = by_message(str(message.author.id), str(message.channel.id), str(message.id), guild)
    return Request(
        Identity(PLATFORM, str(message.author.id)),
        f"{PLATFORM}:{message.id}",
        to,
        str(message.guild.preferred_locale) if message.guild else None,
        text=text,
        attachments=pictures,
        group=guild or None,
        unsupported=unsupported,
        arrived=message.id,
    )


def _guild_of(message: discord.Message) -> str:
    """Return the server that a message is in, empty where there is none: also one of which nothing is known yet."""
    if message.guild:
        return str(message.guild.id)
    place = message.channel
    return str(place.guild_id or "") if isinstance(place, discord.PartialMessageable) else ""


def _words(content: str, me: int) -> str:
    """Return the words of a message, as a command where it begins with our name."""
    text = content.strip()
    for mention in (f"<@{me}>", f"<@!{me}>"):
        if text.startswith(mention):
            words = text.removeprefix(mention).strip()
            return f"/{words}" if words[:1].isalnum() else words
        text = text.replace(mention, " ").strip()
    return text


def _replied(message: discord.Message) -> tuple[AttachmentRef, ...]:
    """Return the pictures of the message that this one replies to, as far as Discord shows them to us."""
    found = message.reference.resolved if message.reference else None
    if not isinstance(found, discord.Message):
        return ()
    return pictures_of([_plain(each) for each in found.attachments])


def _unsupported(message: discord.Message, attached: Sequence[Mapping[str, Any]], me: int) -> str:
    """Return the kind of what there is instead of a picture, empty where there is nothing."""
    if kind := unsupported_of(attached) or ("sticker" if message.stickers else ""):
        return kind
    return "unseen" if message.type is discord.MessageType.reply and not _is_shown(message, me) else ""


def _is_shown(message: discord.Message, me: int) -> bool:
    """Whether Discord shows us what is in the message that this one replies to."""
    found = message.reference.resolved if message.reference else None
    if not isinstance(found, discord.Message):
        return False
    return not _guild_of(message) or found.author.id == me or me in found.raw_mentions


def _plain(attachment: discord.Attachment) -> Mapping[str, Any]:
    names = ("id", "url", "size", "width", "height", "content_type", "filename")
    return {**{name: getattr(attachment, name) for name in names}, "flags": attachment.flags.value}
