"""A start says what is on and what is off, and how to turn on what is off."""

import re
from pathlib import Path

import pytest

from bot.chat_state import ChatState
from bot.config import load_settings, setting_names
from bot.startup import StartupLine, startup_lines
from tools.sandbox import SandboxReport

WHOLE = SandboxReport(4, True, True, True, ())
LESS = SandboxReport(0, False, True, True, ("landlock", "seccomp"))
ALL_ON = {
    "DARKROOM_WEB__ACCESS_TOKEN": "at-least-16-characters",
    "DARKROOM_ACCESS__MODE": "allowlist",
    "DARKROOM_PRICES__ENABLED": "true",
    "DARKROOM_PRIVACY__OPERATOR": "Jo",
    "DARKROOM_PRIVACY__CONTACT": "jo@example.org",
}


TELEGRAM = ChatState("telegram", "@darkroom_bot", "", 0.0)
DISCORD = ChatState("discord", "Darkroom#0001", "", 0.0)


def lines(sandbox: SandboxReport = WHOLE, *chats: ChatState, **environ: str) -> dict[str, StartupLine]:
    return lines_with(32_000_000, sandbox, *chats, **environ)


def lines_with(
    room: int | None, sandbox: SandboxReport = WHOLE, *chats: ChatState, **environ: str
) -> dict[str, StartupLine]:
    found = startup_lines(load_settings(environ=environ), "http://127.0.0.1:8080", sandbox, room, chats)
    return {line.name: line for line in found}


def test_each_line_that_is_off_names_a_key_that_there_is_or_a_command() -> None:
    known = setting_names()
    off = [line for line in lines_with(0, LESS).values() if not line.on]

    assert {line.name for line in off} == {
        "telegram",
        "discord",
        "web token",
        "access list",
        "prices",
        "operator",
        "sandbox",
        "erasing",
    }
    for line in off:
        named = re.findall(r"\[(\w+)\] (\w+)", line.text)
        assert named or "python -m bot doctor" in line.text
        assert all(key in known[section] for section, key in named)


def test_what_was_turned_on_is_on() -> None:
    assert [line.name for line in lines(WHOLE, TELEGRAM, DISCORD, **ALL_ON).values() if not line.on] == []


def test_a_chat_says_who_we_are_there_or_why_it_is_off() -> None:
    assert lines(WHOLE, TELEGRAM)["telegram"].text == "@darkroom_bot"
    refused = lines(WHOLE, ChatState("telegram", "", "Telegram refused the token; set [telegram] token", 0.0))
    assert not refused["telegram"].on
    assert "refused the token" in refused["telegram"].text
    assert "goes on trying" in lines(WHOLE, ChatState("telegram", "", "", 5.0))["telegram"].text


def test_a_kernel_that_locks_less_is_named() -> None:
    assert "landlock, seccomp" in lines(LESS)["sandbox"].text


@pytest.mark.parametrize(("room", "is_kept"), [(32_000_000, True), (1_000_000, False), (0, False)])
def test_a_disk_without_room_for_erasing_is_told_of(room: int, is_kept: bool) -> None:
    line = lines_with(room)["erasing"]
    assert line.on is is_kept
    assert ("may not work" in line.text) is not is_kept
    assert ("free 64 MB" in line.text) is not is_kept


def test_where_the_operator_wants_no_room_kept_the_key_is_named() -> None:
    line = lines_with(0, DARKROOM_DATABASE__BALLAST_BYTES="0")["erasing"]
    assert not line.on
    assert line.text.endswith("set [database] ballast_bytes")


def test_of_a_servers_disk_nothing_is_said() -> None:
    assert "erasing" not in lines_with(None)


def test_the_key_is_where_the_settings_say(tmp_path: Path) -> None:
    assert str(tmp_path) in lines(DARKROOM_KEYS__FOLDER=str(tmp_path))["keys"].text
