"""What stands under a message: buttons, or the wish for an answer."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.bot.telegram.fake_api.errors import JSON, bad_request

DATA_BYTES = 64
MOST_BUTTONS = 100
_LINK = re.compile(r"(?:tg://|(?:https?://)?(?:[^\s/.]+\.)+[^\s/.]+(?:[/:?#]|$))")
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True)
class Button:
    """One button. `data` is what the bot is told when it is pressed, `url` where it leads."""

    label: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    fields: JSON = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Markup:
    """What stands under a message. `other` is a keyboard in place of the person's own."""

    buttons: list[list[Button]] = field(default_factory=list)
    asks: bool = False
    other: JSON = field(default_factory=dict)

    def shown(self) -> JSON:
        """Return what a message tells of it."""
        if not self.buttons:
            return {}
        rows = [[button.fields for button in row] for row in self.buttons]
        return {"reply_markup": {"inline_keyboard": rows}}


def read_markup(given: Any, inline_only: bool = False) -> Markup:
    """Read a reply_markup, or refuse it."""
    if given is None or given == "":
        return Markup()
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return Markup(_rows(given["inline_keyboard"]))
    if inline_only:
        raise bad_request("inline keyboard expected")
    return Markup(asks=bool(given.get("force_reply")), other=given)


def _rows(given: Any) -> list[list[Button]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request('can\'t parse reply keyboard markup JSON object: field "inline_keyboard" must be an Array')
    rows = [[_button(button) for button in row] for row in given]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _button(given: Any) -> Button:
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if not given["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(action in given for action in _ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data, url = given.get("callback_data"), given.get("url")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and not _LINK.match(str(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return Button(given["text"], data, url, given.get("style"), given)
