"""Channels of guilds, and the threads in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import Channel, ChannelKind
from tests.bot.discord.fake_discord.clock import timestamp
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.permissions import NOTHING, Permission, limited, named

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.guilds import Guild


class GuildChannel(Channel):
    """A channel of a guild, or a thread in one. `overwrites` allow and deny by the id of a role or a person."""

    guild: Guild

    def __init__(self, number: int, kind: ChannelKind, name: str, guild: Guild, parent: GuildChannel | None) -> None:
        super().__init__(number, kind, name)
        self.guild = guild
        self.parent = parent
        self.position = len(guild.channels)
        self.opened = 0.0
        self.overwrites: dict[int, tuple[Permission, Permission]] = {}
        self.archived = False
        self.locked = False

    def allow(self, whom: int, *names: str) -> None:
        """Let a role or a person, by id, do something here, such as "view_channel"."""
        self._overwrite(whom, names, given=True)

    def deny(self, whom: int, *names: str) -> None:
        """Forbid a role or a person, by id, something here. The guild's own id means everybody."""
        self._overwrite(whom, names, given=False)

    def holds(self, account: Account) -> bool:
        return bool(self.permissions_of(account) & Permission.VIEW_CHANNEL)

    def permissions_of(self, account: Account) -> Permission:
        source = self.parent if self.is_thread and self.parent else self
        return limited(self.guild.permissions_in(source, account), self.is_thread)

    def to_json(self) -> JSON:
        about: JSON = {"id": str(self.id), "type": int(self.kind), "name": self.name, "guild_id": str(self.guild.id)}
        about |= {"parent_id": str(self.parent.id) if self.parent else None, "rate_limit_per_user": 0, "flags": 0}
        about["last_message_id"] = str(self.last.id) if self.messages else None
        return about | (self._thread() if self.is_thread else self._place())

    def _place(self) -> JSON:
        overwrites = [
            {
                "id": str(number),
                "type": 0 if number in self.guild.roles else 1,
                "allow": str(int(allow)),
                "deny": str(int(deny)),
            }
            for number, (allow, deny) in self.overwrites.items()
        ]
        about: JSON = {"position": self.position, "nsfw": False, "topic": None, "permission_overwrites": overwrites}
        return about | ({"available_tags": []} if self.kind == ChannelKind.FORUM else {})

    def _thread(self) -> JSON:
        state = {"archived": self.archived, "archive_timestamp": timestamp(self.opened), "auto_archive_duration": 4320}
        state |= {"locked": self.locked, "create_timestamp": timestamp(self.opened)}
        about: JSON = {"thread_metadata": state, "owner_id": str(self.guild.owner.id), "member_count": 1}
        return about | {"message_count": len(self.messages), "total_message_sent": len(self.messages)}

    def _overwrite(self, whom: int, names: tuple[str, ...], given: bool) -> None:
        allow, deny = self.overwrites.get(whom, (NOTHING, NOTHING))
        bits = named(*names)
        self.overwrites[whom] = (allow | bits, deny & ~bits) if given else (allow & ~bits, deny | bits)
