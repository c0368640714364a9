"""What a button carries that asks openly for a command: "help?tool=blur". Anyone can forge it, so it grants nothing."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from handlers.reply import Button

PRESSED_COMMANDS = frozenset({"agree", "cancel", "help", "privacy", "settings", "start", "terms", "tools"})
"""The commands that buttons of ours carry openly; anything else that a press names was never offered."""


def write_command(button: Button) -> str:
    """Return what a button without a token asks for."""
    values = urlencode([(name, str(value)) for name, value in button.given.items()])
    return f"{button.command}?{values}" if values else f"{button.command}"


def read_command(data: str) -> tuple[str, Mapping[str, object]]:
    """Return the command and the values that `write_command` wrote."""
    command, _, values = data.partition("?")
    return command, dict(parse_qsl(values))
