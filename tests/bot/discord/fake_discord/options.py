"""What a person types after a command, as the platform tells it to the bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import Channel
from tests.bot.discord.fake_discord.commands import SUBCOMMAND, SUBCOMMAND_GROUP, Command
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.files import Attachment, Upload
from tests.bot.discord.fake_discord.guilds import Guild
from tests.bot.discord.fake_discord.members import Role

if TYPE_CHECKING:
    from collections.abc import Callable

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
_STRING_LENGTH = 6000


@dataclass
class Resolved:
    """What the ids in an interaction's data mean."""

    guild: Guild | None
    files: Callable[[Attachment], JSON]
    parts: dict[str, JSON] = field(default_factory=dict)

    def add(self, thing: Account | Channel | Role | Attachment) -> str:
        """Describe a thing and return its id."""
        number = str(thing.id)
        match thing:
            case Attachment():
                self._put("attachments", number, self.files(thing))
            case Channel():
                self._put("channels", number, thing.to_json() | {"permissions": "0"})
            case Role():
                self._put("roles", number, thing.to_json())
            case Account():
                self.add_person(thing)
        return number

    def add_person(self, person: Account) -> None:
        """Describe a person, and what they are in the guild."""
        self._put("users", str(person.id), person.to_json())
        if self.guild and (member := self.guild.members.get(person.id)):
            about = member.to_json() | {"permissions": str(int(self.guild.general.permissions_of(person)))}
            self._put("members", str(person.id), {n: v for n, v in about.items() if n not in ("user", "deaf", "mute")})

    def to_json(self) -> JSON:
        """Return it as part of an interaction's data."""
        return {"resolved": self.parts} if self.parts else {}

    def _put(self, part: str, number: str, about: JSON) -> None:
        self.parts.setdefault(part, {})[number] = about


def leaf(command: Command, words: list[str]) -> tuple[JSON, list[JSON]]:
    """Return the part of a command that the words after its name lead to, and the groups that they lead through."""
    place, path = command.definition, list[JSON]()
    for word in words:
        inner = [o for o in place.get("options") or [] if o["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
        found = next((option for option in inner if option["name"] == word), None)
        assert found, f"{word!r} is none of {[option['name'] for option in inner]} in {place['name']!r}"
        place = found
        path.append(found)
    is_group = any(o["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP) for o in place.get("options") or [])
    assert not is_group, f"{place['name']!r} is a group of commands"
    return place, path


def filled(
    place: JSON,
    path: list[JSON],
    given: Mapping[str, Any],
    resolved: Resolved,
    keep: Callable[[Upload], Attachment],
    focused: str = "",
) -> list[JSON]:
    """Return the options as they are told, in the order of the command's own.

    Raises AssertionError for what a person's client does not let them send. With `focused` they still type, and
    nothing has to be complete.
    """
    known = {option["name"]: option for option in place.get("options") or []}
    unknown = given.keys() - known.keys()
    assert not unknown, f"{unknown} are none of the options {list(known)}"
    missing = [name for name, option in known.items() if option.get("required") and name not in given]
    assert focused or not missing, f"{missing} must be given"
    options = []
    for name, option in known.items():
        if name in given:
            value = _value(option, given[name], resolved, keep, still_typed=name == focused)
            here = {"name": name, "type": option["type"], "value": value}
            options.append(here | ({"focused": True} if name == focused else {}))
    for part in reversed(path):
        options = [{"name": part["name"], "type": part["type"], "options": options}]
    return options


def _value(
    option: JSON, value: Any, resolved: Resolved, keep: Callable[[Upload], Attachment], still_typed: bool
) -> Any:
    kind = option["type"]
    if kind == ATTACHMENT:
        return resolved.add(keep(value if isinstance(value, Upload) else Upload("picture.png", value)))
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return resolved.add(value)
    if still_typed:
        return value
    if option.get("choices"):
        return _choice(option, value)
    _check(option, kind, value)
    return value


def _choice(option: JSON, value: Any) -> Any:
    found = [c["value"] for c in option["choices"] if value in (c["name"], c["value"])]
    assert found, f"{value!r} is none of the choices {[c['name'] for c in option['choices']]} of {option['name']}"
    return found[0]


def _check(option: JSON, kind: int, value: Any) -> None:
    assert all(_fits(option, kind, value)), f"{option['name']} takes no {value!r}: {option}"


def _fits(option: JSON, kind: int, value: Any) -> Iterator[bool]:
    types = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: int | float}
    yield isinstance(value, types[kind]) and (kind == BOOLEAN or not isinstance(value, bool))
    if kind == STRING:
        yield option.get("min_length", 0) <= len(value) <= option.get("max_length", _STRING_LENGTH)
    elif kind != BOOLEAN:
        yield option.get("min_value", value) <= value <= option.get("max_value", value)
