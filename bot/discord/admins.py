"""Who may change a server's settings: those with Manage Server. What Discord says of it is believed for a minute."""

import time
from collections.abc import Callable

import discord

from bot.discord.rest import TROUBLES, Rest
from handlers.errors import NotNow
from handlers.request import Identity

BELIEVED_SECONDS = 60.0
_MOST = 10_000


class DiscordAdmins:
    """Knows it from the interaction itself; after a restart Discord is asked."""

    def __init__(self, rest: Rest, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest = rest
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[bool, float]] = {}

    def learn(self, group: str, person: str, permissions: discord.Permissions) -> None:
        """Note what Discord said of somebody who just asked something in a server."""
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[group, person] = permissions.manage_guild, self._clock() + BELIEVED_SECONDS

    async def is_admin(self, group: str, identity: Identity) -> bool:
        """Whether this person may manage the server."""
        person = identity.external_id
        known, until = self._known.get((group, person), (False, 0.0))
        if until > self._clock():
            return known
        try:
            permissions = await self._ask(int(group), int(person))
        except (*TROUBLES, NotNow):
            return False
        self.learn(group, person, permissions)
        return permissions.manage_guild

    async def _ask(self, group: int, person: int) -> discord.Permissions:
        guild = await self._rest.client.fetch_guild(group, with_counts=False)
        return (await guild.fetch_member(person)).guild_permissions
