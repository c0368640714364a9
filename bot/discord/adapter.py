"""Discord as a part of Darkroom: built from its settings, started, watched over and stopped."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.asker import asker_of
from bot.chat_state import ChatState
from bot.discord.admins import DiscordAdmins
from bot.discord.client import Events
from bot.discord.commands import sync_commands
from bot.discord.config import DiscordConfig
from bot.discord.conversation import Conversation
from bot.discord.fetch import DiscordFetch
from bot.discord.gateway import Gateway, GatewayEnded
from bot.discord.identifies import IdentifyBudget
from bot.discord.intake import Intake
from bot.discord.limits import DISCORD_LIMITS, PLATFORM
from bot.discord.messages import read_message
from bot.discord.messenger import Messenger
from bot.discord.pictures import lasting
from bot.discord.place import direct
from bot.discord.rest import TROUBLES, Rest
from bot.discord.send import DiscordSend
from bot.discord.statuses import DiscordStatuses
from bot.short_lived import ShortLived
from handlers import groups
from handlers.addresses import note_address
from handlers.ports import Progress
from handlers.progress_text import progress_reply
from handlers.reply import Reply
from handlers.request import ReplyTo
from handlers.services import Chat, Services
from storage.errors import StorageError

log = logging.getLogger(__name__)

_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_STOP_SECONDS = 2.0
_NO_TOKEN = "Discord refused the token; set [discord] token"  # noqa: S105 - no token, only the word


class DiscordAdapter:
    """The Discord bot. Everything of it runs in this process's event loop; its failures end nothing else.

    One client only asks and sends, as long as this lives; the one that listens is made anew whenever it broke.
    """

    def __init__(self, services: Services, config: DiscordConfig, poisoned: Callable[[], None]) -> None:
        _point_at(config)
        self._services = services
        self._config = config
        self._rest = Rest()
        self._messenger = Messenger(self._rest)
        self._statuses = DiscordStatuses(self._messenger, services.catalog, self._words, self._note)
        self._short_lived = ShortLived(services, PLATFORM)
        self._send = DiscordSend(self._messenger, self._statuses, services.catalog, services.texts, self._sent)
        self._fetch = DiscordFetch(self._rest)
        self._admins = DiscordAdmins(self._rest)
        self._intake = Intake(services, poisoned)
        self._conversation = Conversation(
            services, self._messenger, self._send, self._statuses, self._admins, self._intake
        )
        self._budget = IdentifyBudget(config.identifies_a_day)
        self._trouble = ""
        self._lost: float | None = time.monotonic()
        self._known = asyncio.Event()
        self._running: list[asyncio.Task[None]] = []
        self._answering: set[asyncio.Task[None]] = set()

    def chat(self) -> Chat:
        """Return what handlers need of this chat."""
        return Chat(DISCORD_LIMITS, self._fetch, self._send, self._admins, direct, lasting)

    def state(self) -> ChatState:
        """Say how it is doing: while the connection stands, it is heard from all the time."""
        age = 0.0 if self._lost is None else time.monotonic() - self._lost
        return ChatState(PLATFORM, str(self._rest.me or ""), self._trouble, age)

    async def start(self, wait: float = 3.0) -> None:
        """Begin, and wait a moment for Discord to know us. Without a network it goes on trying by itself."""
        self._running.append(asyncio.create_task(self._run()))
        with suppress(TimeoutError):
            await asyncio.wait_for(self._known.wait(), wait)

    async def stop(self) -> None:
        """Take nothing more, let answers on their way go out for a moment, and close."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._answering:
            await asyncio.wait(self._answering, timeout=_STOP_SECONDS)
        for task in list(self._answering):
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)
        await self._statuses.close(_STOP_SECONDS)
        await self._fetch.close()
        await self._rest.close()

    async def upkeep(self) -> None:
        """Delete messages of ours whose server wants them gone by now."""
        if self._rest.me:
            await self._short_lived.delete_due(self._send.delete)

    async def _run(self) -> None:
        try:
            client = await self._introduce()
            self._begin("the commands", lambda: sync_commands(client, self._services))
            self._begin("what was asked before the start", lambda: self._intake.recover(self._conversation.resume))
            await Gateway(self._config, self._events(), self._budget, self._rest).run()
        except GatewayEnded as ended:
            self._turn_off(str(ended))
        except Exception:
            log.exception("Discord ended")
            self._turn_off("it broke; see the log, then start again")
        finally:
            self._known.set()

    async def _introduce(self) -> discord.Client:
        """Ask Discord who we are until it says so; raises GatewayEnded when it refuses the token."""
        for number in range(10**9):
            try:
                client = await self._rest.log_in(self._config.token.get_secret_value())
                self._known.set()
                if client.application and not client.application.privacy_policy_url:
                    log.warning("the application names no privacy policy; set its address at discord.com/developers")
                return client
            except discord.LoginFailure:
                raise GatewayEnded(_NO_TOKEN) from None
            except TROUBLES as error:
                log.warning("Discord cannot be reached; trying again", extra={"kind": type(error).__name__})
            await asyncio.sleep(_pause(number))
        raise AssertionError

    def _begin(self, what: str, doing: Callable[[], Awaitable[None]]) -> None:
        self._running.append(asyncio.create_task(_until_done(what, doing)))

    def _events(self) -> Events:
        return Events(
            interaction=lambda interaction: self._answered(self._conversation.interaction(interaction)),
            press=lambda interaction, pressed: self._answered(self._conversation.press(interaction, pressed)),
            message=self._message,
            joined=lambda guild: groups.joined(self._services, PLATFORM, guild),
            left=lambda guild: groups.left(self._services, PLATFORM, guild),
            ready=lambda guilds: groups.present(self._services, PLATFORM, guilds),
            up=self._up,
            down=self._down,
            identify=self._budget.take,
        )

    async def _message(self, message: discord.Message) -> None:
        me = self._rest.me
        request = read_message(message, me.id) if me else None
        if request:
            await self._answered(self._conversation.message(message.id, request))

    async def _answered(self, doing: Coroutine[object, object, None]) -> None:
        """Answer in a task of its own: a client that breaks while it listens takes no answer with it."""
        task = asyncio.create_task(doing)
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)
        await asyncio.shield(task)

    def _up(self) -> None:
        self._lost = None

    def _down(self) -> None:
        if self._lost is None:
            self._lost = time.monotonic()

    def _turn_off(self, trouble: str) -> None:
        self._trouble = trouble
        log.error("Discord is off", extra={"reason": trouble})

    async def _sent(self, to: ReplyTo, numbers: Sequence[int]) -> None:
        after = await groups.auto_delete(self._services, PLATFORM, to.extra["guild"])
        if after:
            await self._short_lived.note(to, numbers, after)

    def _words(self, to: ReplyTo, job: str, state: Progress) -> Reply:
        return progress_reply(self._services, to.extra.get("language"), job, state)

    async def _note(self, job: str, to: ReplyTo) -> None:
        await note_address(self._services, asker_of(to), job, to)


async def _until_done(what: str, doing: Callable[[], Awaitable[None]]) -> None:
    """Do what nobody has to wait for, until the database and Discord let it be done. Its failure ends nothing."""
    for number in range(10**9):
        try:
            await doing()
        except (StorageError, *TROUBLES) as error:
            log.warning("not done yet; trying again", extra={"what": what, "kind": type(error).__name__})
        except Exception:
            log.exception("not done; the next start tries again", extra={"what": what})
            return
        else:
            return
        await asyncio.sleep(_pause(number))


def _pause(number: int) -> float:
    return _PAUSES[min(number, len(_PAUSES) - 1)]


def _point_at(config: DiscordConfig) -> None:
    """Lead discord.py to where Discord is. It knows its addresses as attributes of classes, so one process has one."""
    Route.BASE = config.api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(config.gateway_url)
    discord.Asset.BASE = config.cdn_url.rstrip("/")
