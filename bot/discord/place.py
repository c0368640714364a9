"""An address on Discord: which interaction or channel, whose, and what is known of it. All of it is text."""

import time
from typing import Any

import discord

from bot.discord.limits import FILE_BYTES, FORM_BYTES, PLATFORM, REQUEST_BYTES, TOKEN_MARGIN, TOKEN_SECONDS
from bot.statuses import STATUS
from handlers.request import Identity, ReplyTo

EPOCH_MS = 1420070400000
"""The first moment that an id can tell. https://docs.discord.com/developers/reference#snowflakes"""

NEW, PRESSED, NEXT = "new", "pressed", "next"
"""What "answer" says of an interaction's first message: ours to fill, the pressed one to be changed, or to be left."""


def made_at(snowflake: int) -> float:
    """Return when something with this id was made, in seconds since 1970."""
    return ((snowflake >> 22) + EPOCH_MS) / 1000


def by_interaction(
    interaction: "discord.Interaction[Any]",
    present: bool,
    answer: str,
    private: bool,
    *,
    spoiler: bool = False,
    before: bool = False,
) -> ReplyTo:
    """Return the address of an interaction's answer.

    `present`: the bot itself is in the place, so that it could write there without the interaction's token. Where it
    is not, only five more messages may follow, so that files are kept to the size that everyone may send. `before`: the
    picture that a result was made of may be shown beside it.
    """
    most = min(interaction.filesize_limit, REQUEST_BYTES - FORM_BYTES if present else FILE_BYTES)
    extra = {
        "asker": str(interaction.user.id),
        "language": str(interaction.locale),
        "application": str(interaction.application_id),
        "token": interaction.token,
        "until": str(int(made_at(interaction.id) + TOKEN_SECONDS)),
        "answer": answer,
        "private": _yes(private),
        "present": _yes(present),
        "guild": str(interaction.guild_id or ""),
        "bytes": str(most),
        "spoiler": _yes(spoiler),
        "before": _yes(before),
        STATUS: "",
    }
    return ReplyTo(PLATFORM, str(interaction.channel_id or 0), None, extra)


def by_message(asker: str, channel: str, message: str, guild: str = "") -> ReplyTo:
    """Return the address of an answer to a message. In a server others would see more by the picture before."""
    before = _yes(not guild)
    extra = {"asker": asker, "present": "yes", "guild": guild, "bytes": str(FILE_BYTES), "before": before}
    return ReplyTo(PLATFORM, channel, message, extra)


def direct(person: Identity) -> ReplyTo:
    """Return where a message to one person goes that answers nothing: to them directly, whatever the channel is."""
    return ReplyTo(PLATFORM, "0", None, {"asker": person.external_id, "bytes": str(FILE_BYTES)})


def is_live(to: ReplyTo, now: float | None = None) -> bool:
    """Whether the token of an address still opens its interaction."""
    until = float(to.extra.get("until") or 0)
    return has_token(to) and (now or time.time()) < until - TOKEN_MARGIN


def has_token(to: ReplyTo) -> bool:
    """Whether an address is an interaction's, whether its token still opens it or not."""
    return bool(to.extra.get("token"))


def is_follow_up(to: ReplyTo) -> bool:
    """Whether what is shown there is a further message, the interaction's first one being left as it is."""
    return to.extra.get("answer") == NEXT


def is_private(to: ReplyTo) -> bool:
    """Whether only the asker sees what is shown there."""
    return bool(to.extra.get("private"))


def _yes(holds: bool) -> str:
    return "yes" if holds else ""
