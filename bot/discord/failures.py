"""What is known of a request to Discord that did not end well: refused, not now, or perhaps done."""

import aiohttp
import discord

from handlers.errors import NotNow, Rejected, SendError, Uncertain

_EXPIRED = (10015, 50027)  # Unknown Webhook, Invalid Webhook Token
_TOO_LATE = 10062  # Unknown interaction
_ACKNOWLEDGED = 40060  # Interaction has already been acknowledged
_GONE = 10008  # Unknown Message
_TOO_MANY, _BROKEN, _NO_ACCESS = 429, 500, 401


class TokenExpired(Rejected):
    """An interaction's fifteen minutes are over; another way may be open."""


class MessageGone(Rejected):
    """The message that was to be changed was deleted."""


def send_error(error: Exception) -> SendError:
    """Return what is known of a message after this error of discord.py or aiohttp."""
    if isinstance(error, discord.HTTPException):
        if error.code in _EXPIRED or error.status == _NO_ACCESS:
            return TokenExpired()
        if error.code == _GONE:
            return MessageGone()
        return NotNow() if error.status == _TOO_MANY or error.status >= _BROKEN else Rejected()
    if isinstance(error, discord.RateLimited | aiohttp.ClientConnectorError):
        return NotNow()
    return Uncertain()


def came_too_late(error: Exception) -> bool:
    """Whether Discord no longer waited for the acknowledgement."""
    return isinstance(error, discord.HTTPException) and error.code == _TOO_LATE


def had_arrived(error: Exception) -> bool:
    """Whether an acknowledgement arrived before, at a try whose answer was lost."""
    return isinstance(error, discord.HTTPException) and error.code == _ACKNOWLEDGED
