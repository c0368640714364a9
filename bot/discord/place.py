"""An address on Discord: which interaction or channel, whose, and what is known of it. All of it is text."""

import time

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
    asker: str,
    channel: str,
    interaction: int,
    application: int,
    token: str,
    *,
    answer: str,
    private: bool,
    most_bytes: int,
    present: bool,
    guild: str = "",
    language: str = "",
    spoiler: bool = False,
    before: bool = False,
) -> ReplyTo:
    """Return the address of an interaction's answer.

    `present`: the bot itself is in the place, so that it could write there without the interaction's token. Where it
    is not, only five more messages may follow, so that files are kept to the size that everyone may send.
    """
    most = min(most_bytes, REQUEST_BYTES - FORM_BYTES) if present else min(most_bytes, FILE_BYTES)
    extra = {
        "asker": asker,
        "language": language,
        "application": str(application),
        "token": token,
        "until": str(int(made_at(interaction) + TOKEN_SECONDS)),
        "answer": answer,
        "private": "yes" if private else "",
        "present": "yes" if present else "",
        "guild": guild,
        "bytes": str(most),
        "spoiler": "yes" if spoiler else "",
        "before": "yes" if before else "",
        STATUS: "",
    }
    return ReplyTo(PLATFORM, channel, None, extra)


def by_message(asker: str, channel: str, message: str, guild: str = "") -> ReplyTo:
    """Return the address of an answer to a message."""
    extra = {"asker": asker, "present": "yes", "guild": guild, "bytes": str(FILE_BYTES), "before": "yes"}
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
