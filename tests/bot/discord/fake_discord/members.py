"""Members of guilds and their roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.clock import timestamp
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.permissions import Permission


@dataclass(eq=False)
class Role:
    """What several members may do."""

    id: int
    name: str
    permissions: Permission
    position: int = 1
    managed_by: int | None = None

    def to_json(self) -> JSON:
        """Return it as the platform describes it."""
        about: JSON = {"id": str(self.id), "name": self.name, "permissions": str(int(self.permissions))}
        about |= {"position": self.position, "color": 0, "hoist": False, "mentionable": False, "icon": None}
        about |= {"colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}}
        about |= {"managed": self.managed_by is not None, "unicode_emoji": None, "flags": 0}
        return about | ({"tags": {"bot_id": str(self.managed_by)}} if self.managed_by else {})


@dataclass(eq=False)
class Member:
    """Somebody in a guild."""

    account: Account
    joined: float
    roles: list[Role] = field(default_factory=list)

    def to_json(self) -> JSON:
        """Return it as the platform describes it."""
        about: JSON = {"user": self.account.to_json(), "nick": None, "avatar": None, "banner": None, "flags": 0}
        about |= {"roles": [str(role.id) for role in self.roles], "joined_at": timestamp(self.joined)}
        about |= {"premium_since": None, "pending": False, "communication_disabled_until": None}
        return about | {"mute": False, "deaf": False}
