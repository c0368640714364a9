"""Buttons fit into what Telegram carries, and what comes back is read without trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.keyboard import keyboard, keyboard_for, read_press
from bot.telegram.limits import CALLBACK_BYTES
from handlers.reply import Button
from handlers.request import ReplyTo

TOKEN = "A" * 22


def test_a_token_goes_out_and_comes_back() -> None:
    shown = keyboard(((Button("Erase", token=TOKEN, style="danger"),),))
    assert shown is not None
    button = shown.inline_keyboard[0][0]
    assert (button.text, button.style) == ("Erase", "danger")
    assert read_press(str(button.callback_data)) == (TOKEN, "", {})


@given(
    command=st.from_regex(r"[a-z]{1,12}", fullmatch=True),
    name=st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    value=st.text(max_size=30),
)
def test_a_command_with_values_comes_back_as_it_was_or_is_left_out(command: str, name: str, value: str) -> None:
    shown = keyboard(((Button("x", command=command, given={name: value}),),))
    if shown is None:
        return
    data = str(shown.inline_keyboard[0][0].callback_data)
    assert len(data.encode()) <= CALLBACK_BYTES
    assert read_press(data) == ("", command, {name: value} if value else {})


@given(st.text(max_size=64))
def test_whatever_a_client_sends_back_is_read_without_an_error(data: str) -> None:
    read_press(data)


def test_a_button_that_does_not_fit_is_left_out_and_its_row_with_it() -> None:
    assert keyboard(((Button("x", command="do", given={"pipeline": "y" * 80}),),)) is None


@pytest.mark.parametrize("rows", [(), ((),)])
def test_no_buttons_are_no_keyboard(rows: tuple[tuple[Button, ...], ...]) -> None:
    assert keyboard(rows) is None


def test_more_buttons_than_telegram_shows_are_cut() -> None:
    rows = tuple(tuple(Button(f"{row}.{column}", token=TOKEN) for column in range(12)) for row in range(60))
    shown = keyboard(rows)
    assert shown is not None
    assert max(map(len, shown.inline_keyboard)) <= 8
    assert sum(map(len, shown.inline_keyboard)) <= 100


def test_who_posts_as_a_channel_gets_no_buttons_and_an_anonymous_admin_does() -> None:
    rows = [[Button("Help", command="help")]]
    channel, group, person = (ReplyTo("telegram", "-100", "5", {"asker": asker}) for asker in ("-200", "-100", "7"))
    assert keyboard_for(channel, rows) is None
    assert keyboard_for(group, rows) == keyboard_for(person, rows) == keyboard(rows)
