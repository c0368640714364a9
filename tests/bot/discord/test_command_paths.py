"""Texts name commands as one finds them on Discord."""

import pytest

from bot.discord.command_paths import with_paths
from tools.catalog import load_catalog


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Type /link ABCD in your other chat.", "Type /account link ABCD in your other chat."),
        ("with /pot give:10; admins", "with /account pot give:10; admins"),
        ("send it with: /flip axis:both", "send it with: /image flip axis:both"),
        ("send it with: /flip | blur radius:4", "send it with: /image do pipeline:flip | blur radius:4"),
        ("/privacy says it, /help explains it", "/privacy says it, /help explains it"),
        ("https://host.example/link, and/or /nothing", "https://host.example/link, and/or /nothing"),
    ],
)
def test_a_command_is_named_with_its_group(text: str, shown: str) -> None:
    assert with_paths(text, load_catalog()) == shown
