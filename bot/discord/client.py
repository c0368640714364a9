"""The gateway's client: what Discord tells us, handed on. It keeps no messages and no members, and asks for no
privileged intent: mentions, direct messages and interactions bring what is in them.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.asked import AnyInteraction
from bot.discord.buttons import PressButton, Pressed

log = logging.getLogger(__name__)

READY_SECONDS = 2.0

Told = Callable[[], None]


def intents() -> discord.Intents:
    """Return what we ask to be told: servers, messages in them and to us. Content only comes with our name in it."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


@dataclass(frozen=True, slots=True)
class Events:
    """What to do with what Discord tells. `up` and `down`: the connection stands, or was lost."""

    interaction: Callable[[AnyInteraction], Awaitable[None]]
    press: Callable[[AnyInteraction, Pressed], Awaitable[None]]
    message: Callable[[discord.Message], Awaitable[None]]
    joined: Callable[[str], Awaitable[None]]
    left: Callable[[str], Awaitable[None]]
    ready: Callable[[frozenset[str]], Awaitable[None]]
    up: Told
    down: Told
    identify: Callable[[], Awaitable[None]]


class Listening(discord.Client):
    """Hands events on. Whatever goes wrong in one of them ends nothing else."""

    def __init__(self, events: Events, **options: Any) -> None:
        super().__init__(
            intents=intents(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=READY_SECONDS,
            **options,
        )
        self._events = events

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell of an event; none after the end, which discord.py does not mind by itself."""
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(PressButton)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await self._events.identify()
        await super().before_identify_hook(shard_id, initial=initial)

    async def press(self, interaction: AnyInteraction, pressed: Pressed) -> None:
        """Hand on a press."""
        await self._safely(self._events.press(interaction, pressed))

    async def on_interaction(self, interaction: AnyInteraction) -> None:
        """Hand on a command, a form or what is being typed; presses come through their buttons."""
        if interaction.type is not discord.InteractionType.component:
            await self._safely(self._events.interaction(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """Hand on a message."""
        await self._safely(self._events.message(message))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a server that we came into."""
        await self._safely(self._events.joined(str(guild.id)))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a server that we were put out of; discord.py tells of no outage here."""
        await self._safely(self._events.left(str(guild.id)))

    async def on_ready(self) -> None:
        """Note which servers we are in."""
        self._events.up()
        await self._safely(self._events.ready(frozenset(str(guild.id) for guild in self.guilds)))

    async def on_resumed(self) -> None:
        """Note that the connection stands again."""
        self._events.up()

    async def on_disconnect(self) -> None:
        """Note that the connection was lost; discord.py builds it up again by itself."""
        self._events.down()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Keep what a library would print of an event out of the log."""
        log.error("an event of Discord's broke", extra={"event": event_method})

    async def _safely(self, doing: Awaitable[None]) -> None:
        try:
            await doing
        except Exception:
            log.exception("something that Discord told was not answered")


class ShardedListening(Listening, discord.AutoShardedClient):
    """The same over several connections, for a bot in thousands of servers."""
