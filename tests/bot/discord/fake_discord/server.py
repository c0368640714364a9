"""The fake of Discord: what a test holds in its hands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import ChannelKind, PrivateChannel
from tests.bot.discord.fake_discord.door import API, Door
from tests.bot.discord.fake_discord.entitlements import Entitlement
from tests.bot.discord.fake_discord.faults import Faults
from tests.bot.discord.fake_discord.gateway import Gateway
from tests.bot.discord.fake_discord.guilds import Guild
from tests.bot.discord.fake_discord.happenings import PATIENCE
from tests.bot.discord.fake_discord.listening import Listener
from tests.bot.discord.fake_discord.people import User
from tests.bot.discord.fake_discord.records import Records
from tests.bot.discord.fake_discord.world import World

TOKEN = "MTIzNDU2.TEST.token-of-no-bot-anywhere"  # noqa: S105 - of no bot anywhere


class FakeDiscord(Records):
    """A platform with one bot. Enter it to have it answer on a free port of this machine.

    Its time passes at a `pace`: at 0.1 the bot has thirty seconds to respond, which are told as three.
    """

    def __init__(self, token: str = TOKEN, *, name: str = "Darkroom", pace: float = 1.0) -> None:
        self.token = token
        self.world = World(token, name, pace)
        super().__init__(Door(self.world, token))
        self._listener = Listener(self._door.app)

    @property
    def bot(self) -> Account:
        """The bot as the platform knows it."""
        return self.world.bot

    @property
    def application_id(self) -> int:
        """The id of the bot's application."""
        return self.world.application_id

    @property
    def gateway(self) -> Gateway:
        """What tells the bot of events."""
        return self.world.gateway

    @property
    def api_url(self) -> str:
        """Where the HTTP API is."""
        return self.cdn_url + API

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return self.world.gateway_url

    @property
    def cdn_url(self) -> str:
        """Where files and avatars are."""
        return self.world.files.base

    @property
    def faults(self) -> Faults:
        """What is to go wrong with requests."""
        return self._door.faults

    @property
    def rate_limits(self) -> bool:
        """Whether requests are refused that come faster than the platform allows."""
        return self._door.limits.control

    @rate_limits.setter
    def rate_limits(self, on: bool) -> None:
        self._door.limits.control = on

    def user(self, name: str, locale: str = "en-US", *, installed: bool = False) -> User:
        """Add a person, perhaps one who has installed the app for themself."""
        return self.world.add_user(name, locale, installed)

    def guild(
        self,
        name: str,
        members: Sequence[User] = (),
        admins: Sequence[User] = (),
        *,
        locale: str = "en-US",
        with_bot: bool = True,
    ) -> Guild:
        """Add a guild; the first admin, or somebody else where there is none, owns it.

        The bot is in it, and has been for long, unless `with_bot` is False. The other admins may manage the server.
        """
        owner, *others = admins or [self.user("Olga")]
        guild = self.world.add_guild(name, owner, locale)
        guild.join(*members, *others)
        managers = guild.role("Managers", "manage_guild", "manage_messages")
        for admin in others:
            guild.give(admin, managers)
        if with_bot:
            guild.place_bot()
            self.world.tell("GUILD_CREATE", guild.to_json(), guild=guild)
        return guild

    def direct(self, *people: User) -> PrivateChannel:
        """Open the direct messages of two people, without the bot."""
        return self.world.add_private([*people], ChannelKind.DM)

    def group(self, name: str, *people: User) -> PrivateChannel:
        """Open a group of people outside of guilds, without the bot."""
        return self.world.add_private([*people], ChannelKind.GROUP, name)

    def buy(self, person: User, sku_id: int) -> Entitlement:
        """Let a person buy something of the app."""
        made = Entitlement(self.world.ids.next(), self.application_id, sku_id, person)
        return self.world.entitlements.add(made)

    def refund(self, entitlement: Entitlement) -> None:
        """Give a person their money back."""
        self.world.entitlements.delete(entitlement)

    def advance(self, seconds: float) -> None:
        """Let time pass at once: interactions, files' addresses and sessions grow older by it."""
        self.world.clock.advance(seconds)

    def command_names(self, guild: Guild | None = None) -> list[str]:
        """Return the commands that are registered everywhere, or in a guild."""
        return [command.name for command in self.world.commands.of(guild.id if guild else None)]

    async def until_served(self, seconds: float = PATIENCE) -> None:
        """Wait until the bot listens and has told its commands, in whichever order."""
        async with asyncio.timeout(seconds):
            await self.gateway.until_connected(seconds=seconds)
            while not self.command_names():  # noqa: ASYNC110 - people look whether there are any
                await asyncio.sleep(0.02)

    def forget_history(self) -> None:
        """Let go of the requests and of the messages that stand in channels, so that a long test stays small."""
        self.requests.clear()
        for channel in self.world.channels.values():
            channel.forget()

    @asynccontextmanager
    async def offline(self) -> AsyncIterator[None]:
        """Be out of reach for a while: connections break, and new ones are refused."""
        await self._close()
        try:
            yield
        finally:
            await self._open()

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._close()

    async def _open(self) -> None:
        address = await self._listener.open()
        self.world.gateway_url, self.world.files.base = f"ws://{address}/gateway", f"http://{address}"

    async def _close(self) -> None:
        self.gateway.drop()
        await self._listener.close()
