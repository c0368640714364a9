"""Buttons as Telegram shows them, and what a press of one asks for.

What Telegram carries back is at most 64 bytes that anyone can forge, so it holds no more than a single-use token or a
command that one could type as well.
"""

import re
from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.press_data import read_command, write_command
from bot.telegram.asked import is_group
from bot.telegram.limits import CALLBACK_BYTES
from handlers.reply import Button
from handlers.request import ReplyTo

_TOKEN, _COMMAND = "t:", "c:"
_TOKEN_DATA = re.compile(r"t:[A-Za-z0-9_-]{22}")  # no other name of a button may come from a press
_MOST_ROWS, _MOST_IN_ROW, _MOST = 50, 8, 100
_STYLES = {"plain": None, "primary": "primary", "danger": "danger"}


def keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """Return the buttons as a keyboard, None where there are none. A button that cannot be carried is left out."""
    shown: list[list[InlineKeyboardButton]] = []
    left = _MOST
    for row in rows[:_MOST_ROWS]:
        buttons = [_button(button, data) for button in row[:_MOST_IN_ROW] if (data := _data(button))][:left]
        if buttons:
            shown.append(buttons)
            left -= len(buttons)
    return InlineKeyboardMarkup(shown) if shown else None


def keyboard_for(to: ReplyTo, rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """Return the buttons of an answer. Who posts as a channel gets none: a press would come from a person unknown."""
    asker = to.extra.get("asker", "")
    return None if is_group(asker) and asker != to.chat else keyboard(rows)


def link_keyboard(label: str, address: str) -> InlineKeyboardMarkup:
    """Return one button that opens an address."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=address)]])


def read_press(data: str) -> tuple[str, str, Mapping[str, object]] | None:
    """Return the token, or the command and its values, that a pressed button carries; None for what is neither."""
    if _TOKEN_DATA.fullmatch(data):
        return data.removeprefix(_TOKEN), "", {}
    if not data.startswith(_COMMAND):
        return None
    command, given = read_command(data.removeprefix(_COMMAND))
    return ("", command, given) if command else None


def _button(button: Button, data: str) -> InlineKeyboardButton:
    style = _STYLES[button.style]
    return InlineKeyboardButton(button.label, callback_data=data, style=style)


def _data(button: Button) -> str | None:
    data = f"{_TOKEN}{button.token}" if button.token else f"{_COMMAND}{write_command(button)}"
    return data if len(data.encode()) <= CALLBACK_BYTES else None
