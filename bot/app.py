"""The composition root: settings to services to chats; start, drain, stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.chat_state import ChatState
from bot.command_line import command_line
from bot.config import ConfigError, Settings, secrets_of
from bot.logs import set_up_logs
from bot.metrics import Metrics
from bot.redaction import Redactor
from bot.schedule import Schedule, Upkeep
from bot.services import open_services
from bot.startup import StartupLine, startup_lines
from bot.web.server import WebServer
from handlers.bookkeeping import audit_books
from handlers.jobs import JobRunner
from handlers.prices import check_amounts
from handlers.services import Services
from handlers.telling import announce, tell_owners
from handlers.upkeep import purge
from tools.catalog import Catalog

if TYPE_CHECKING:
    from bot.discord.adapter import DiscordAdapter
    from bot.telegram.adapter import TelegramAdapter

SHORT_LIVED_SECONDS = 30
PURGE_SECONDS = 60
TELL_SECONDS = 5
AUDIT_SECONDS = 600
"""How often is looked whether it is time for the books of the day."""


class App:
    """One running Darkroom. `services` is there between `start` and `stop`."""

    services: Services

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.telegram: TelegramAdapter | None = None
        self.discord: DiscordAdapter | None = None
        self._open = AsyncExitStack()

    async def start(self) -> list[StartupLine]:
        """Open everything, pick up what the last run left, and begin to serve; say what is on and what is off.

        Raises StorageError, ConfigError for a price of no tool, or OSError when the address is taken; nothing stays
        open then.
        """
        try:
            return await self._start()
        except BaseException:
            await self._open.aclose()
            raise

    async def stop(self, grace: float) -> None:
        """Take on nothing new, give running jobs `grace` seconds, and close; the rest goes on at the next start."""
        await self.services.queue.stop(grace)
        await self._open.aclose()

    async def _start(self) -> list[StartupLine]:
        services, chats = await self._open.enter_async_context(
            open_services(self.settings, alone=True, finished=self.metrics.run_finished)
        )
        self.services = services
        _check_prices(self.settings, services.catalog)
        self.metrics.watch_queue(services.queue.depth)
        if services.database.path:
            # The database's lock says that nobody else writes here: what is half written is from a run that died.
            await services.files.sweep_partial(timedelta(0))
        await services.engine.start()
        self._open.push_async_callback(services.engine.stop)
        web = WebServer(services, self.settings.web, self.metrics, self._states)
        chats["web"] = web.chat()
        if self.settings.telegram.token:
            self.telegram = self._telegram(web)
            chats["telegram"] = self.telegram.chat()
        if self.settings.discord.token:
            self.discord = self._discord()
            chats["discord"] = self.discord.chat()
        runner = JobRunner(services)
        await services.queue.start({"cpu": runner.run, "deliver": runner.deliver})
        await runner.reconcile()
        url = await web.start()
        self._open.push_async_callback(web.stop)
        for adapter in self._adapters():
            await adapter.start()
            self._open.push_async_callback(adapter.stop)
        self._schedule(runner)
        sandbox, room = services.engine.state().sandbox, services.database.room_kept()
        return startup_lines(self.settings, url, sandbox, room, self._states())

    def _telegram(self, web: WebServer) -> "TelegramAdapter":
        from bot.telegram.adapter import TelegramAdapter  # only where there is a token: the library takes memory

        telegram = TelegramAdapter(self.services, self.settings.telegram, self.metrics.update_set_aside)
        if self.settings.telegram.mode == "webhook":
            web.take_posts(self.settings.telegram.webhook_url, telegram.receive)
        return telegram

    def _discord(self) -> "DiscordAdapter":
        from bot.discord.adapter import DiscordAdapter  # only where there is a token: the library takes memory

        return DiscordAdapter(self.services, self.settings.discord, self.metrics.update_set_aside)

    def _adapters(self) -> "list[TelegramAdapter | DiscordAdapter]":
        return [adapter for adapter in (self.telegram, self.discord) if adapter]

    def _states(self) -> tuple[ChatState, ...]:
        return tuple(adapter.state() for adapter in self._adapters())

    def _schedule(self, runner: JobRunner) -> None:
        schedule = Schedule(self.metrics)
        schedule.every(self.settings.jobs.reconcile_seconds, runner.reconcile, "reconcile")
        schedule.every(PURGE_SECONDS, self._with_services(purge), "purge")
        schedule.every(TELL_SECONDS, self._with_services(tell_owners), "notices")
        schedule.every(TELL_SECONDS, self._with_services(announce), "announcements")
        schedule.every(AUDIT_SECONDS, self._with_services(audit_books), "audit")
        for adapter in self._adapters():
            schedule.every(SHORT_LIVED_SECONDS, adapter.upkeep, f"short-lived messages on {adapter.state().platform}")
        schedule.start()
        self._open.push_async_callback(schedule.stop)

    def _with_services(self, upkeep: Callable[[Services], Awaitable[None]]) -> Upkeep:
        return partial(upkeep, self.services)


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT, then stop in order. A second signal ends it at once."""
    redactor = Redactor(secrets_of(settings))
    set_up_logs(settings.log, redactor)
    stopping = _signalled()
    app = App(settings)
    lines = await app.start()
    redactor.learn(secrets_of(settings))  # a first start has made the master key
    redactor.use_key(app.services.vault.sign(b"people", "log"))
    print("Darkroom is running. Stop it with Ctrl+C.", *lines, sep="\n", flush=True)
    await stopping.wait()
    print("Darkroom stops; jobs that do not end in time go on at the next start.", flush=True)
    await app.stop(settings.queue.stop_seconds)


def _signalled() -> asyncio.Event:
    """Return an event that the first signal sets; from then on signals do again what they did before."""
    event = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        event.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    return event


def _check_prices(settings: Settings, catalog: Catalog) -> None:
    if (name := check_amounts(settings.for_handlers(), catalog)) is not None:
        raise ConfigError(
            f"there is no tool, or no value of one, {name!r} to have a price in [prices] tools or [budgets] costs; "
            f"{command_line('tools')} lists them"
        )
