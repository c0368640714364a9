"""What is known of a request to Telegram that did not end well: refused, not now, or perhaps done."""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.errors import NotNow, Rejected, SendError, Uncertain

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
NO_RIGHTS = ("write_forbidden", "not enough rights", "have no rights")
"""What Telegram says where we are in a chat, and may not send what we wanted to there."""

_SPENT_QUERY = ("query is too old", "query id is invalid")


def send_error(error: TelegramError) -> SendError:
    """Return what is known of a message after this error.

    Refused for good: Telegram said no to this chat or this content. Not now: it asked us to wait, answered that it
    has trouble, or could not be reached at all. Anything else broke after the request had left, and may have arrived.
    """
    if isinstance(error, RetryAfter):
        return NotNow()
    if isinstance(error, Forbidden | BadRequest):
        return Rejected()
    if isinstance(error, InvalidToken):
        return NotNow()
    cause = error.__cause__
    if isinstance(cause, httpx.HTTPError):
        return NotNow() if isinstance(cause, _NEVER_SENT) else Uncertain()
    # Telegram's own words about a 5xx say that nothing was done; a page of some gateway in between says nothing.
    return NotNow() if isinstance(error, NetworkError) and cause is None else Uncertain()


def says(error: TelegramError, *words: str) -> bool:
    """Whether Telegram's description of an error holds one of these words."""
    return any(word in error.message.lower() for word in words)


def is_harmless(error: TelegramError) -> bool:
    """Whether an error only says that there was nothing left to do: the same text again, or a query answered late."""
    return isinstance(error, BadRequest) and says(error, "message is not modified", *_SPENT_QUERY)


def retry_seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks us to wait."""
    wait = error.retry_after  # a timedelta by the setting in this package's __init__
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
