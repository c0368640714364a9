"""A command is there because its file is, and is named and described like a tool."""

import re

import pytest

from handlers.command import load_commands
from handlers.words import describe_command
from tests.handlers.conftest import House
from tools.catalog import load_catalog

COMMANDS = load_commands()
RIGHTS = {"paysupport", "privacy", "terms", "help", "delete", "export", "cancel", "start", "erase"}


@pytest.mark.parametrize("name", COMMANDS)
def test_chats_take_the_name(name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name)
    assert COMMANDS[name].name == name
    assert 1 <= len(COMMANDS[name].summary) <= 100


def test_no_command_hides_a_tool() -> None:
    assert [name for name in COMMANDS if load_catalog().find(name)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_value_has_a_sentence_and_a_default_that_it_accepts(name: str) -> None:
    for param in COMMANDS[name].params:
        assert param.help.endswith(".")
        assert param.required or param.parse(param.default) == param.default


def test_rights_are_never_refused() -> None:
    assert {name for name, command in COMMANDS.items() if command.always and not command.owner} == RIGHTS


def test_a_front_end_learns_all_it_needs(house: House) -> None:
    described = describe_command(house.services.texts, "de", COMMANDS["help"])

    assert described["summary"].startswith("Zeigen")
    assert described["params"][0]["name"] == "tool"
