"""Guilds: their members, roles and channels, and what happens to the bot in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import ChannelKind
from tests.bot.discord.fake_discord.clock import timestamp
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.guild_channels import GuildChannel
from tests.bot.discord.fake_discord.members import Member, Role
from tests.bot.discord.fake_discord.permissions import EVERYTHING, NOTHING, USUAL, Permission, named

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.people import User
    from tests.bot.discord.fake_discord.world import World

# What a guild has that nobody has given anything special.
_NONE = (
    *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id"),
    *("afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code"),
    *("rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
)
_ZERO = (
    *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
    *("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level"),
)
_USUAL_FACTS: JSON = {
    **{"features": [], "emojis": [], "stickers": [], "region": "deprecated", "afk_timeout": 300},
    **{"max_members": 500_000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25},
    **{"widget_enabled": False, "premium_progress_bar_enabled": False, "nsfw": False},
}


class Guild:
    """A server. `general` is its first channel; `attachment_bytes` is what its boosts let people upload."""

    def __init__(self, world: World, number: int, name: str, owner: User, locale: str) -> None:
        self._world = world
        self.id = number
        self.name = name
        self.owner = owner
        self.locale = locale
        self.attachment_bytes = 10 << 20
        self.unavailable = False
        self.channels: dict[int, GuildChannel] = {}
        self.roles: dict[int, Role] = {number: Role(number, "@everyone", USUAL, 0)}
        self.members: dict[int, Member] = {}
        self.commands_for_everyone: set[str] = set()
        self._since = world.clock.now()
        self.join(owner)
        self.general = self.channel("general")

    @property
    def everyone(self) -> Role:
        """The role that all members have."""
        return self.roles[self.id]

    @property
    def has_bot(self) -> bool:
        """Whether the bot is a member."""
        return self._world.bot.id in self.members

    def join(self, *people: User) -> None:
        """Let people in, of which the bot is told only with the intent for it."""
        for person in people:
            self.members.setdefault(person.id, Member(person, self._world.clock.now()))

    def leave(self, person: User) -> None:
        """Let a person go."""
        self.members.pop(person.id)

    def role(self, name: str, *permissions: str) -> Role:
        """Make a role, whose permissions are named as in "manage_guild"."""
        role = Role(self._world.ids.next(), name, named(*permissions), len(self.roles))
        self.roles[role.id] = role
        self._world.tell("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role.to_json()}, guild=self)
        return role

    def give(self, person: User, role: Role) -> None:
        """Give a member a role."""
        self.members[person.id].roles.append(role)

    def take(self, person: User, role: Role) -> None:
        """Take a role from a member."""
        self.members[person.id].roles.remove(role)

    def channel(self, name: str, kind: ChannelKind = ChannelKind.TEXT) -> GuildChannel:
        """Open a channel."""
        return self._open(name, kind, None)

    def forum(self, name: str) -> GuildChannel:
        """Open a forum, in which messages stand in posts only."""
        return self._open(name, ChannelKind.FORUM, None)

    def thread(self, parent: GuildChannel, name: str, private: bool = False) -> GuildChannel:
        """Open a thread in a channel, or a post in a forum."""
        return self._open(name, ChannelKind.PRIVATE_THREAD if private else ChannelKind.PUBLIC_THREAD, parent)

    def close(self, channel: GuildChannel) -> None:
        """Delete a channel or a thread with everything in it."""
        del self.channels[channel.id]
        self._world.forget_channel(channel)
        self._world.tell("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel.to_json(), guild=self)

    def place_bot(self, permissions: Permission = USUAL) -> None:
        """Let the bot have been here for long."""
        role = Role(self._world.ids.next(), self._world.bot.name, permissions, len(self.roles), self._world.bot.id)
        self.roles[role.id] = role
        self.members[self._world.bot.id] = Member(self._world.bot, self._since, [role])

    def add_bot(self, permissions: Permission = USUAL) -> None:
        """Add the bot, which is told so."""
        self._since = self._world.clock.now()
        self.place_bot(permissions)
        self._world.tell("GUILD_CREATE", self.to_json(), guild=self)

    def remove_bot(self) -> None:
        """Throw the bot out, which is told so."""
        self._world.tell("GUILD_DELETE", {"id": str(self.id)}, guild=self)
        member = self.members.pop(self._world.bot.id)
        for role in member.roles:
            self.roles.pop(role.id, None)

    def fail(self) -> None:
        """Be out of reach, as in an outage; nobody was removed."""
        self.unavailable = True
        self._world.tell("GUILD_DELETE", {"id": str(self.id), "unavailable": True}, guild=self)

    def recover(self) -> None:
        """Be there again after an outage."""
        self.unavailable = False
        self._world.tell("GUILD_CREATE", self.available(), guild=self)

    def limit_bot(self, *permissions: str) -> None:
        """Let the bot do only this from now on, by names such as "view_channel"."""
        role = self.members[self._world.bot.id].roles[0]
        role.permissions = named(*permissions)
        self._world.tell("GUILD_ROLE_UPDATE", {"guild_id": str(self.id), "role": role.to_json()}, guild=self)

    def permissions_in(self, channel: GuildChannel, account: Account) -> Permission:
        """Return what somebody may do in a channel before one permission is weighed against another."""
        member = self.members.get(account.id)
        if member is None:
            return NOTHING
        roles = [self.everyone, *member.roles]
        held = NOTHING
        for role in roles:
            held |= role.permissions
        if account is self.owner or held & Permission.ADMINISTRATOR:
            return EVERYTHING
        for together in ([self.id], [role.id for role in member.roles], [account.id]):
            overwrites = [channel.overwrites[who] for who in together if who in channel.overwrites]
            for _, deny in overwrites:
                held &= ~deny
            for allow, _ in overwrites:
                held |= allow
        return held

    def to_json(self) -> JSON:
        """Return it as GUILD_CREATE tells it; of the members only the bot, whoever may see them all not being asked."""
        channels = [c.to_json() for c in self.channels.values() if not c.is_thread]
        threads = [c.to_json() for c in self.channels.values() if c.is_thread]
        me = [member.to_json() for member in self.members.values() if member.account is self._world.bot]
        about: JSON = {"channels": channels, "threads": threads, "members": me, "presences": [], "large": False}
        about |= {"member_count": len(self.members), "joined_at": timestamp(self._since), "voice_states": []}
        about |= {"stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": []}
        return self.described() | about

    def described(self) -> JSON:
        """Return it as the HTTP API describes it."""
        about: JSON = {"id": str(self.id), "name": self.name, "owner_id": str(self.owner.id)}
        about |= {"roles": [role.to_json() for role in self.roles.values()], "preferred_locale": self.locale}
        return dict.fromkeys(_NONE) | dict.fromkeys(_ZERO, 0) | _USUAL_FACTS | about

    def available(self) -> JSON:
        """Return it as it is told when it can be reached again, which tells it from a guild that the bot joins."""
        return self.to_json() | {"unavailable": False}

    def _open(self, name: str, kind: ChannelKind, parent: GuildChannel | None) -> GuildChannel:
        channel = GuildChannel(self._world.ids.next(), kind, name, self, parent)
        channel.opened = self._world.clock.now()
        self.channels[channel.id] = channel
        self._world.channels[channel.id] = channel
        if channel.is_thread:
            self._world.tell("THREAD_CREATE", channel.to_json() | {"newly_created": True}, guild=self)
        else:
            self._world.tell("CHANNEL_CREATE", channel.to_json(), guild=self)
        return channel
