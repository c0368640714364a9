"""What the platform answers when it refuses: a status, its own code, and words."""

from typing import Any

JSON = dict[str, Any]

_INVALID_FORM, _EMPTY = 50035, 50006


class ApiError(Exception):
    """A refusal. `code` is the platform's own, `errors` says which fields of a body are wrong."""

    def __init__(self, status: int, code: int, message: str, **more: Any) -> None:
        super().__init__(f"{status} {code}: {message} {more or ''}".strip())
        self.status = status
        self.code = code
        self.message = message
        self.more = more

    @property
    def is_mistake(self) -> bool:
        """Whether a bot that keeps to the rules is never answered so."""
        return self.code in (_INVALID_FORM, _EMPTY) and "message_reference" not in self.more.get("errors", {})

    def body(self) -> JSON:
        """Return the answer's body."""
        return {"message": self.message, "code": self.code, **self.more}


def unauthorized() -> ApiError:
    """Return the answer to a request without the bot's token."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """Return the answer for a path that the platform does not know."""
    return ApiError(404, 0, "404: Not Found")


def unknown(what: str) -> ApiError:
    """Return the 404 for a thing that is not there, or that the bot may not know of."""
    return ApiError(404, _UNKNOWN[what], f"Unknown {what}")


def missing_access() -> ApiError:
    """Return the answer for a place that the bot may not see."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """Return the answer for something that the bot may not do in a place that it sees."""
    return ApiError(403, 50013, "Missing Permissions")


def cannot_message_user() -> ApiError:
    """Return the answer for a person who takes no messages from the bot."""
    return ApiError(403, 50007, "Cannot send messages to this user")


def forum_channel() -> ApiError:
    """Return the answer for a message in a forum outside of its posts."""
    return ApiError(400, 40058, "Cannot send a message in a forum channel")


def archived_thread() -> ApiError:
    """Return the answer for a change in a thread that is closed."""
    return ApiError(400, 50083, "Thread is archived")


def cannot_in_direct_messages() -> ApiError:
    """Return the answer for what is only done in guilds."""
    return ApiError(403, 50003, "Cannot execute action on a DM channel")


def not_the_author() -> ApiError:
    """Return the answer for the edit of somebody else's message."""
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> ApiError:
    """Return the answer for a message with nothing in it."""
    return ApiError(400, _EMPTY, "Cannot send an empty message")


def too_large() -> ApiError:
    """Return the answer for a file, or a whole request, above the limit."""
    return ApiError(413, 40005, "Request entity too large")


def already_acknowledged() -> ApiError:
    """Return the answer for a second response to an interaction."""
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def too_many_follow_ups() -> ApiError:
    """Return the answer for the sixth follow-up of an app that only its user has installed."""
    return ApiError(400, 40094, "This interaction has hit the maximum number of follow up messages")


def invalid_webhook_token() -> ApiError:
    """Return the answer for the token of an interaction that is too old, or of none."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def invalid_form(path: str, code: str, message: str) -> ApiError:
    """Return the answer for one wrong field of a body; the path's parts are joined by dots."""
    errors: JSON = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(path.split(".") if path else []):
        errors = {part: errors}
    return ApiError(400, _INVALID_FORM, "Invalid Form Body", errors=errors)


def too_many_requests(seconds: float, everywhere: bool = False) -> ApiError:
    """Return a 429 that asks to wait."""
    words = "You are being rate limited."
    return ApiError(429, 0, words, retry_after=seconds, **{"global": everywhere})


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Role": 10011,
    "User": 10013,
    "Webhook": 10015,
    "SKU": 10027,
    "Entitlement": 10029,
    "interaction": 10062,
    "application command": 10063,
}
