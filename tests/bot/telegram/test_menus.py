"""The menus of commands: in each language and kind of chat, and set only when they changed."""

from pathlib import Path

import pytest

from bot.telegram import menus
from handlers.command import load_commands
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_private_chat import until
from tools.catalog import load_catalog

ASKED_OF_EVERY_BOT = {"start", "help", "settings", "privacy", "terms", "paysupport", "delete", "cancel", "usage"}


async def test_each_kind_of_chat_has_its_menu_in_each_language(fake: FakeTelegram, tmp_path: Path) -> None:
    async with darkroom(fake, tmp_path):
        await until(lambda: len(fake.accepted("setMyShortDescription")) == 2)
    assert set(fake.menu(type="all_private_chats")) >= ASKED_OF_EVERY_BOT
    assert fake.menu("de", type="all_private_chats") == fake.menu(type="all_private_chats")
    assert "settings" not in fake.menu(type="all_group_chats")
    assert "settings" in fake.menu(type="all_chat_administrators")
    said = [request.params.get("description") for request in fake.accepted("setMyDescription")]
    assert len(set(said)) == 2


async def test_they_are_set_once_and_again_when_they_changed(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        async with darkroom(fake, tmp_path):
            await until(lambda: len(fake.accepted("setMyShortDescription")) == 2)
    assert len(fake.accepted("setMyCommands")) == 6
    monkeypatch.setattr("bot.telegram.menus._GROUP", ("help",))
    async with darkroom(fake, tmp_path):
        await until(lambda: len(fake.accepted("setMyCommands")) == 12)
    assert fake.menu(type="all_group_chats") == ["help"]


async def test_a_menu_that_could_not_be_set_is_set_at_the_next_start(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.faults.fail(500, method="setMy*", times=1)
    async with darkroom(fake, tmp_path):
        await until(lambda: bool(fake.calls("setMyCommands")))
    async with darkroom(fake, tmp_path):
        await until(lambda: len(fake.accepted("setMyShortDescription")) == 2)


async def test_nobody_waits_for_the_menus(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.faults.hang(2, method="setMy*", times=None)
    anna = fake.user("Anna")
    async with darkroom(fake, tmp_path):
        anna.start()
        await anna.wait_for()
        assert fake.accepted("setMyDescription") == []


def test_every_command_of_a_menu_is_there() -> None:
    known = {*load_commands(), *load_catalog()}
    assert {*menus._PRIVATE, *menus._GROUP} <= known
    assert len(menus._PRIVATE) <= 100
