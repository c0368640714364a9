"""What is known of a message after an error decides whether it may be sent again."""

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.failures import is_harmless, retry_seconds, send_error
from handlers.errors import NotNow, Rejected, SendError, Uncertain


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RetryAfter(7), NotNow),
        (Forbidden("Forbidden: bot was blocked by the user"), Rejected),
        (BadRequest("Bad Request: chat not found"), Rejected),
        (InvalidToken(), NotNow),
        (NetworkError("Internal Server Error (500)"), NotNow),
        (caused(TimedOut(), httpx.ConnectTimeout("")), NotNow),
        (caused(TimedOut(), httpx.PoolTimeout("")), NotNow),
        (caused(NetworkError(""), httpx.ConnectError("")), NotNow),
        (caused(TimedOut(), httpx.ReadTimeout("")), Uncertain),
        (caused(NetworkError(""), httpx.ReadError("")), Uncertain),
        (caused(NetworkError(""), httpx.RemoteProtocolError("")), Uncertain),
        (caused(NetworkError("Bad Gateway (502)"), TelegramError("Invalid server response")), Uncertain),
    ],
)
def test_each_error_says_what_became_of_the_message(error: TelegramError, kind: type[SendError]) -> None:
    assert type(send_error(error)) is kind


def test_an_edit_that_changes_nothing_and_a_late_press_are_no_trouble() -> None:
    assert is_harmless(BadRequest("Bad Request: message is not modified: specified new message content is the same"))
    assert is_harmless(BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid"))
    assert not is_harmless(BadRequest("Bad Request: message text is empty"))


def test_the_pause_that_telegram_asks_for_is_read_in_seconds() -> None:
    assert retry_seconds(RetryAfter(7)) == 7
