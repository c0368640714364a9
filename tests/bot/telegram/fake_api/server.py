"""The fake of the Bot API: what a test holds in its hands."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

from aiohttp import web

from tests.bot.telegram.fake_api.accounts import Account
from tests.bot.telegram.fake_api.door import Door
from tests.bot.telegram.fake_api.errors import JSON, ApiError
from tests.bot.telegram.fake_api.faults import Faults
from tests.bot.telegram.fake_api.flood import Flood
from tests.bot.telegram.fake_api.groups import Group
from tests.bot.telegram.fake_api.people import User
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World
from tests.log_canaries import log_canaries

HOST = "127.0.0.1"
TOKEN = "123456:TEST-token"  # noqa: S105 - of no bot anywhere


class FakeTelegram:
    """A platform with one bot. Enter it to have it answer on a free port of this machine."""

    def __init__(self, token: str = TOKEN, *, username: str = "darkroom_test_bot", name: str = "Darkroom") -> None:
        self.token = token
        log_canaries.add(token.partition(":")[2])
        self.world = World(Account(int(token.partition(":")[0]), name, username))
        self.faults = Faults()
        self.flood = Flood()
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.crashes: list[str] = []
        self._door = Door(self.world, token, self.faults, self.flood, self.requests, self.violations, self.crashes)
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def bot(self) -> Account:
        """The bot as the platform knows it."""
        return self.world.bot

    @property
    def username(self) -> str:
        """The bot's name after the @."""
        return self.world.bot.username

    @property
    def base_url(self) -> str:
        """What a client puts before the token to call methods."""
        return f"http://{HOST}:{self._port}/bot"

    @property
    def base_file_url(self) -> str:
        """What a client puts before the token to download files."""
        return f"http://{HOST}:{self._port}/file/bot"

    @property
    def flood_control(self) -> bool:
        """Whether messages are refused that come faster than the platform allows."""
        return self.flood.control

    @flood_control.setter
    def flood_control(self, on: bool) -> None:
        self.flood.control = on

    @property
    def too_early(self) -> list[Request]:
        """The messages and edits that came before the time a 429 had named."""
        return self.flood.too_early

    @property
    def pending(self) -> int:
        """How many updates the bot has not taken yet."""
        return len(self.world.updates)

    def user(self, name: str, language: str | None = "en", username: str | None = None) -> User:
        """Add a person."""
        return self.world.add_user(name, language, username)

    def group(
        self,
        title: str,
        members: Sequence[User] = (),
        admins: Sequence[User] = (),
        *,
        forum: bool = False,
        supergroup: bool = True,
        with_bot: bool = True,
    ) -> Group:
        """Add a group; the first admin, or somebody else where there is none, is its creator.

        The bot is in it as a member, and has been for long, unless `with_bot` is False.
        """
        group = self.world.add_group(title, supergroup or forum, forum)
        for admin in admins or [self.user("Olga")]:
            group.promote(admin)
        for member in members:
            group.join(member)
        if with_bot:
            group.place_bot()
        return group

    def raw_update(self, content: JSON) -> JSON:
        """Put any JSON as an update, with a number unless it brings one."""
        return self.world.updates.put_raw(content)

    def repeat_update(self, update: JSON) -> None:
        """Deliver an update again, as the platform sometimes does."""
        self.world.updates.put_again(update)

    def advance(self, seconds: float) -> None:
        """Let time pass at once: messages, presses and file links grow older by it."""
        self.world.clock.advance(seconds)

    def conflict(self, times: int = 1) -> None:
        """Answer the poll that waits and the next ones as if another instance polled."""
        self.world.updates.interrupt(times)

    def revoke_token(self) -> None:
        """Answer 401 from now on, as when the bot's owner asked for another token."""
        self._door.revoked = True

    def serve_at(self, public: str, local: str) -> None:
        """Let a webhook's public address ("https://bot.example") lead to a server on this machine."""
        self.world.hosts[public] = local

    def calls(self, method: str = "", chat: int | None = None) -> list[Request]:
        """Return the requests for a method and a chat, or for all."""
        return [r for r in self.requests if method in ("", r.method) and chat in (None, r.chat)]

    def accepted(self, method: str = "", chat: int | None = None) -> list[Request]:
        """Return the requests that the platform did, whether or not the bot was told so."""
        return [request for request in self.calls(method, chat) if request.outcome == "accepted"]

    def menu(self, language: str = "", **scope: object) -> list[str]:
        """Return the commands of a menu; `type="all_private_chats"` names its scope."""
        return [command["command"] for command in self.world.profile.commands(scope or None, language)]

    async def taken(self, seconds: float = 20) -> None:
        """Wait until the bot has taken all updates."""
        await self.world.updates.emptied(seconds)

    def check(self) -> None:
        """Hold that the bot asked for nothing that the official description forbids, and that the fake is well."""
        assert not self.crashes, "the fake broke:\n" + "\n".join(self.crashes)
        assert not self.violations, "the bot's requests break the description:\n" + "\n".join(self.violations)

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
        if self.world.webhook:
            await self.world.webhook.stop()
        await self._close()

    async def _open(self) -> None:
        self._runner = web.AppRunner(self._door.app(), handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        self.world.updates.end_poll(ApiError(500, "Internal Server Error: restart"))
        if self._runner:
            await self._runner.cleanup()
