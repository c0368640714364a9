"""What the bot says of itself: its menus, names and descriptions, by scope and language."""

import json
import re
from dataclasses import dataclass, field

from tests.bot.telegram.fake_api.errors import JSON, bad_request

MOST_COMMANDS = 100
_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
_NAME = re.compile(r"[a-z0-9_]{1,32}")


@dataclass
class BotProfile:
    """Menus and texts. A language of "" is everybody whose own language has none."""

    menus: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def set_commands(self, commands: list[JSON], scope: JSON | None, language: str) -> None:
        """Set a menu, or refuse it."""
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check(command)
        self.menus[_key(scope, language)] = [
            {"command": command["command"], "description": command["description"]} for command in commands
        ]

    def commands(self, scope: JSON | None, language: str) -> list[JSON]:
        """Return a menu; empty where none was set."""
        return self.menus.get(_key(scope, language), [])

    def forget_commands(self, scope: JSON | None, language: str) -> None:
        """Remove a menu."""
        self.menus.pop(_key(scope, language), None)

    def set_text(self, what: str, text: str, language: str) -> None:
        """Set a name or description, or refuse one that is too long."""
        if len(text) > _LENGTHS[what]:
            raise bad_request(f"BOT_{what.upper()}_INVALID")
        self.texts[what, language] = text

    def text(self, what: str, language: str) -> str:
        """Return a name or description."""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")


def _key(scope: JSON | None, language: str) -> tuple[str, str]:
    return json.dumps(scope or {"type": "default"}, sort_keys=True), language


def _check(command: JSON) -> None:
    if not command["command"] or not command["description"]:
        raise bad_request("command must be non-empty")
    if not _NAME.fullmatch(command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if len(command["description"]) > 256:
        raise bad_request("command description length must not exceed 256")
