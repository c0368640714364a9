"""What Discord is told of commands: all of it from the catalogue, within its limits, and only when it changed."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.app import App
from bot.discord import slash_commands
from bot.discord.commands import sync_commands
from bot.discord.options import PRIVATE, SPOILER, picture_names
from bot.discord.rest import Rest
from bot.discord.slash_commands import GROUPS, LARGEST, all_commands, find, size_of
from bot.discord.slash_names import name_from
from handlers.command import load_commands
from handlers.config import AccessConfig, HandlersConfig, PricesConfig
from handlers.texts import Texts
from storage import adapter_state
from storage.errors import DatabaseLocked
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.fake_discord.command_rules import check_commands
from tests.bot.discord.fake_discord.errors import missing_permissions
from tests.bot.discord.running import darkroom
from tools.catalog import load_catalog

CATALOG, TEXTS = load_catalog(), Texts()
CONFIG = HandlersConfig(prices=PricesConfig(enabled=True), access=AccessConfig(owners=("discord:1",)))
COMMANDS = all_commands(CATALOG, TEXTS, CONFIG)
"""Everything that there can be: credits count, and an owner is on Discord."""

HIDDEN = ("config", "admin")


def parts(place: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for option in place.get("options", ()):
        yield option
        yield from parts(option)


def test_everything_keeps_to_discords_rules() -> None:
    check_commands(COMMANDS)
    assert all(size_of(command) <= LARGEST for command in COMMANDS)


def test_every_tool_and_every_typed_command_can_be_asked_for() -> None:
    shown = {tuple(path) for command in COMMANDS for path in _paths(command)}
    found = {asked.each.name for path in shown if (asked := find(CATALOG, path))}
    typed = {name for name, command in load_commands().items() if not command.by_button}
    assert found == {*CATALOG, *typed} - {"tools"}
    assert {command["name"] for command in COMMANDS if command["type"] == 1} >= {"image", "gif", "make", "account"}
    assert "ai" not in {command["name"] for command in COMMANDS}, "an empty group is not shown"


def test_what_there_is_not_here_is_not_shown() -> None:
    commands = all_commands(CATALOG, TEXTS, HandlersConfig())
    shown = {" ".join(path) for command in commands for path in _paths(command)}
    assert "account usage" in shown
    assert not shown & {"account balance", "account redeem", "account pot", "admin"}


def _paths(command: dict[str, Any]) -> Iterator[list[str]]:
    inner = [option["name"] for option in command.get("options", ()) if option["type"] == 1]
    if command["type"] == 1:
        yield from ([command["name"], name] for name in inner) if inner else [[command["name"]]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command["name"])
def test_each_says_where_it_may_be_used_and_by_which_installation(command: dict[str, Any]) -> None:
    servers_alone = command["name"] == "config"
    assert command["contexts"] == ([0] if servers_alone else [0, 1, 2])
    assert command["integration_types"] == ([0] if servers_alone else [0, 1])
    assert ("default_member_permissions" in command) is (command["name"] in HIDDEN)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command["name"])
def test_each_is_called_something_in_every_language(command: dict[str, Any]) -> None:
    for part in (command, *parts(command)):
        assert set(part["name_localizations"]) <= {"de"}
        if command["type"] == 1:
            assert set(part["description_localizations"]) == {"de"}
            assert all(re.fullmatch(r"[-'\w]{1,32}", name) for name in part["name_localizations"].values())
            assert all(name == name.lower() for name in (part["name"], *part["name_localizations"].values()))


@pytest.mark.parametrize("name", CATALOG)
def test_no_parameter_is_called_like_what_every_tool_has(name: str) -> None:
    taken = {PRIVATE, SPOILER, *picture_names(CATALOG[name])}
    assert not taken & {param.name for param in CATALOG[name].params}


def test_pictures_come_first_and_tools_that_join_several_take_ten() -> None:
    (gif,) = [part for command in COMMANDS for part in parts(command) if part["name"] == "gif"]
    names = [option["name"] for option in gif["options"]]
    assert names[:10] == ["image", *(f"image{number}" for number in range(2, 11))]
    assert names[-2:] == [PRIVATE, SPOILER]


def test_a_group_that_grows_past_the_limit_says_everything_in_fewer_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slash_commands, "LARGEST", 4000)
    (image,) = [command for command in all_commands(CATALOG, TEXTS, CONFIG) if command["name"] == "image"]
    assert size_of(image) <= 4000
    check_commands([image])


def test_the_shelves_of_the_groups_are_those_of_the_catalogue() -> None:
    assert {tool.category for tool in CATALOG.values()} <= set(GROUPS.values())


def test_words_become_names() -> None:
    assert name_from("Größe ändern") == "größe-ändern"
    assert name_from("Tools …") == "tools"
    assert name_from("…") == ""


async def test_they_are_told_once_and_again_when_they_changed(
    fake: FakeDiscord, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with logged_in(fake) as client:
        await until_noted(app)
        await sync_commands(client, app.services)
        assert len(fake.accepted("bulk_set_application_commands")) == 1
        monkeypatch.setattr(slash_commands, "ALONE", ("privacy", "help"))
        await sync_commands(client, app.services)
    assert "delete" not in fake.command_names()
    assert len(fake.accepted("bulk_set_application_commands")) == 2


async def test_trouble_at_telling_them_keeps_nobody_from_being_answered(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.adapter._PAUSES", (0.1,))
    put, locked = adapter_state.put, [True, True]

    async def once_free(*told: Any) -> None:
        if locked:
            locked.pop()
            raise DatabaseLocked(path="darkroom.db")
        await put(*told)

    monkeypatch.setattr(adapter_state, "put", once_free)
    fake.faults.fail(503, operation="bulk_set_application_commands")
    async with darkroom(fake, tmp_path) as app:
        assert "/image blur" in (await anna.slash("help", tool="blur").shown()).words
        await until_noted(app)
        assert app.discord is not None
        assert app.discord.state().trouble == ""


async def test_commands_that_discord_refuses_are_told_once_in_a_start(
    fake: FakeDiscord, app: App, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until_noted(app)
    monkeypatch.setattr(slash_commands, "ALONE", ("privacy", "help"))
    fake.faults.fail(error=missing_permissions(), operation="bulk_set_application_commands")
    async with logged_in(fake) as client:
        await sync_commands(client, app.services)
    assert "Discord refused the commands" in caplog.text


async def until_noted(app: App) -> None:
    """Wait until what Discord was told is noted."""
    async with asyncio.timeout(20):
        while True:
            async with app.services.database.read() as connection:
                if await adapter_state.get(connection, "discord", "commands"):
                    return
            await asyncio.sleep(0.02)


@asynccontextmanager
async def logged_in(fake: FakeDiscord) -> AsyncIterator[discord.Client]:
    rest = Rest()
    try:
        yield await rest.log_in(fake.token)
    finally:
        await rest.close()


async def test_words_are_proposed_while_one_types(app: App, anna: User) -> None:
    choices = await anna.complete("help", "tool", "bl").choices()
    assert [choice["value"] for choice in choices][:1] == ["blur"]
    languages = await anna.complete("account settings", "language", "").choices()
    assert {choice["value"] for choice in languages} == {"de", "en"}
