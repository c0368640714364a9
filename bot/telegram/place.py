"""Where a message of ours goes, as Telegram's methods take it."""

from typing import Any

from telegram import LinkPreviewOptions, ReplyParameters

from bot.telegram.asked import is_group
from bot.telegram.limits import PLATFORM
from handlers.request import Identity, ReplyTo

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def private_chat(person: Identity) -> ReplyTo | None:
    """Return where a message to one person goes; None for a group, which has an account of its own too."""
    return None if is_group(person.external_id) else ReplyTo(PLATFORM, person.external_id)


def placed(to: ReplyTo) -> dict[str, Any]:
    """Return the arguments that put a message into the chat's topic and, in a group, under what it answers."""
    where: dict[str, Any] = {}
    if topic := to.extra.get("topic"):
        where["message_thread_id"] = int(topic)
    if to.message and is_group(to.chat):
        where["reply_parameters"] = ReplyParameters(int(to.message), allow_sending_without_reply=True)
    return where
