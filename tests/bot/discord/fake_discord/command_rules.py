"""What the platform allows in commands, beyond what its description says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.bot.discord.fake_discord.commands import SLASH, SUBCOMMAND, SUBCOMMAND_GROUP
from tests.bot.discord.fake_discord.errors import JSON, ApiError, invalid_form
from tests.bot.discord.fake_discord.options import INTEGER, NUMBER, STRING

MOST = {1: 100, 2: 15, 3: 15}  # commands of a type
MOST_TEXT = 8000
MOST_OPTIONS, MOST_CHOICES = 25, 25
_NAME = re.compile(r"[-_'\w]{1,32}")
_LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)
_TYPES = (STRING, INTEGER, NUMBER)


def check_commands(commands: list[JSON]) -> None:
    """Refuse commands that cannot be registered together."""
    for problem in _problems(commands):
        raise problem


def length_of(command: JSON) -> int:
    """Return the letters that count for a command's limit: names, descriptions and values, the longest of each."""
    own = _longest(command, "name") + _longest(command, "description") + len(str(command.get("value", "")))
    inner = [*(command.get("options") or []), *(command.get("choices") or [])]
    return own + sum(length_of(part) for part in inner)


def _problems(commands: list[JSON]) -> Iterator[ApiError]:
    for kind, most in MOST.items():
        if sum((command.get("type") or SLASH) == kind for command in commands) > most:
            yield ApiError(400, 30032, f"Maximum number of application commands reached ({most}).")
    named = [(command.get("type") or SLASH, command["name"]) for command in commands]
    if len(named) != len(set(named)):
        words = "Application command names must be unique"
        yield invalid_form("", "APPLICATION_COMMANDS_DUPLICATE_NAME", words)
    for index, command in enumerate(commands):
        yield from _command(command, str(index))


def _command(command: JSON, path: str) -> Iterator[ApiError]:
    if (command.get("type") or SLASH) != SLASH:
        if command.get("description") or command.get("options"):
            words = "Context menu commands cannot have description"
            yield invalid_form(
                f"{path}.description", "APPLICATION_COMMANDS_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED", words
            )
        return
    if length_of(command) > MOST_TEXT:
        words = f"Command exceeds maximum size ({MOST_TEXT})"
        yield invalid_form(path, "APPLICATION_COMMAND_TOO_LARGE", words)
    yield from _named(command, path)
    yield from _inside(command, path, depth=0)


def _inside(place: JSON, path: str, depth: int) -> Iterator[ApiError]:
    options = place.get("options") or []
    if len(options) > MOST_OPTIONS:
        yield invalid_form(f"{path}.options", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_OPTIONS} or fewer in length.")
    nested = [option for option in options if option["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
    if nested and (len(nested) != len(options) or depth > 1):
        words = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield invalid_form(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)
    if any(option["type"] == SUBCOMMAND_GROUP for option in nested) and depth > 0:
        yield invalid_form(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups do not nest")
    names = [option["name"] for option in options]
    if len(names) != len(set(names)):
        words = "Option name already used"
        yield invalid_form(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", words)
    wanted = [bool(option.get("required")) for option in options]
    if wanted != sorted(wanted, reverse=True):
        words = "Required options must be placed before non-required options"
        yield invalid_form(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
    for index, option in enumerate(options):
        here = f"{path}.options.{index}"
        yield from _named(option, here)
        yield from _value(option, here)
        yield from _inside(option, here, depth + 1)


def _named(part: JSON, path: str) -> Iterator[ApiError]:
    names = {"": part["name"], **(part.get("name_localizations") or {})}
    for name in names.values():
        if not _NAME.fullmatch(name) or name != name.lower():
            yield invalid_form(f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if not part.get("description"):
        yield invalid_form(f"{path}.description", "BASE_TYPE_REQUIRED", "This field is required")
    yield from _localised(part, path)


def _localised(part: JSON, path: str) -> Iterator[ApiError]:
    for field in ("name_localizations", "description_localizations"):
        given: Mapping[str, str] = part.get(field) or {}
        for locale in given.keys() - _LOCALES:
            yield invalid_form(f"{path}.{field}", "ENUM_TYPE_COERCE", f"Value {locale!r} is not a valid enum value.")


def _value(option: JSON, path: str) -> Iterator[ApiError]:
    choices = option.get("choices") or []
    if len(choices) > MOST_CHOICES:
        yield invalid_form(f"{path}.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_CHOICES} or fewer in length.")
    if choices and option.get("autocomplete"):
        words = "Options with choices cannot have autocomplete"
        yield invalid_form(path, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", words)
    if (choices or option.get("autocomplete")) and option["type"] not in _TYPES:
        yield invalid_form(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This type takes no choices")
    for field in ("name", "value"):
        values: list[Any] = [choice[field] for choice in choices]
        if len(values) != len(set(values)):
            words = f"Choice {field} already exists"
            yield invalid_form(
                f"{path}.choices", f"APPLICATION_COMMAND_OPTIONS_CHOICE_{field.upper()}_ALREADY_EXISTS", words
            )
    for choice in choices:
        yield from _localised(choice, path)


def _longest(part: JSON, field: str) -> int:
    every = [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]
    return max(map(len, every))
