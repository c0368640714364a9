"""The commands that the bot has registered, everywhere or in a guild."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.permissions import Permission

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.channels import Channel
    from tests.bot.discord.fake_discord.guilds import Guild
    from tests.bot.discord.fake_discord.people import User

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2


@dataclass(eq=False)
class Command:
    """A registered command. `guild` is None for one that is offered everywhere."""

    id: int
    application_id: int
    version: int
    definition: JSON
    guild: int | None

    @property
    def name(self) -> str:
        """The first word of it, or the words of a menu."""
        return str(self.definition["name"])

    @property
    def kind(self) -> int:
        """Whether it is typed, or stands in the menu of a user or of a message."""
        return int(self.definition.get("type") or SLASH)

    @property
    def installs(self) -> list[int]:
        """By whom the app must have been installed: 0 the guild, 1 the person."""
        given = self.definition.get("integration_types")
        return list(given) if given is not None and self.guild is None else [0]

    @property
    def contexts(self) -> list[int]:
        """Where it is offered: 0 guilds, 1 the direct messages with the bot, 2 those of others."""
        given = self.definition.get("contexts")
        if given is not None and self.guild is None:
            return list(given)
        return [0] if self.guild or self.definition.get("dm_permission") is False else [0, 1, 2]

    @property
    def needs(self) -> Permission:
        """What a member must be allowed to be offered it, unless the guild decided otherwise."""
        return Permission(int(self.definition.get("default_member_permissions") or 0))

    def to_json(self) -> JSON:
        """Return it as the platform describes it, with its names in all languages."""
        about: JSON = {"id": str(self.id), "application_id": str(self.application_id), "version": str(self.version)}
        needs = self.definition.get("default_member_permissions")
        said = {"type": self.kind, "name": self.name, "description": self.definition.get("description") or ""}
        more = {name: self.definition.get(name) for name in ("name_localizations", "description_localizations")}
        where: JSON = (
            {"guild_id": str(self.guild)} if self.guild else {"contexts": self.contexts, "dm_permission": True}
        )
        about |= said | more | where | {"integration_types": self.installs, "nsfw": False}
        options = {"options": self.definition["options"]} if self.definition.get("options") else {}
        return about | options | {"default_member_permissions": None if needs is None else str(needs)}

    def offered(self, user: User, channel: Channel, context: int, owners: dict[str, str]) -> str | None:
        """Return why a person is not offered it in a channel, or None."""
        if not owners:
            return "the app is not installed for it"
        if context not in self.contexts:
            return f"it is only offered in the contexts {self.contexts}"
        if channel.guild and self.guild not in (None, channel.guild.id):
            return "it is another guild's"
        return self._forbidden(user, channel, channel.guild) if channel.guild else None

    def _forbidden(self, user: User, channel: Channel, guild: Guild) -> str | None:
        held = channel.permissions_of(user)
        if not held & Permission.USE_APPLICATION_COMMANDS:
            return "the person may not use commands here"
        if self.definition.get("default_member_permissions") is None or self.name in guild.commands_for_everyone:
            return None
        enough = held & self.needs == self.needs if self.needs else held & Permission.ADMINISTRATOR
        return None if enough else f"it needs {self.needs!r}"


@dataclass
class Commands:
    """All commands. `number` gives out ids."""

    application_id: int
    number: Callable[[], int]
    _all: list[Command] = field(default_factory=list)
    creations: int = 0

    def set(self, guild: int | None, definitions: Iterable[JSON]) -> list[Command]:
        """Put these in the place of all that are there, in a guild or everywhere. Known ones keep their ids."""
        before = {(command.kind, command.name): command for command in self.of(guild)}
        self._all = [command for command in self._all if command.guild != guild]
        return [self.put(guild, definition, before) for definition in definitions]

    def put(self, guild: int | None, definition: JSON, before: dict[tuple[int, str], Command]) -> Command:
        """Register one. It is new, and counted, unless it is among those before."""
        made = Command(0, self.application_id, self.number(), definition, guild)
        known = before.get((made.kind, made.name))
        made.id = known.id if known else self.number()
        self.creations += known is None
        self._all.append(made)
        return made

    def remove(self, command: Command) -> None:
        """Forget one."""
        self._all.remove(command)

    def of(self, guild: int | None) -> list[Command]:
        """Return those of a guild, or with None those of everywhere."""
        return [command for command in self._all if command.guild == guild]

    def find(self, kind: int, name: str, guild: int | None) -> Command:
        """Return the one that a person is offered under a name; raises AssertionError where there is none."""
        there = [c for c in self._all if c.kind == kind and c.guild in (None, guild)]
        found = sorted((c for c in there if c.name == name), key=lambda command: command.guild is None)
        assert found, f"{name!r} is none of the commands {sorted(c.name for c in there)}"
        return found[0]
