"""Telegram as a part of Darkroom: built from its settings, started, watched over and stopped."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import chain, repeat
from typing import Any

from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.asker import asker_of
from bot.chat_state import ChatState
from bot.short_lived import ShortLived
from bot.telegram.admins import TelegramAdmins
from bot.telegram.asked import Me, is_group
from bot.telegram.config import TelegramConfig
from bot.telegram.connections import connections
from bot.telegram.conversation import Conversation
from bot.telegram.failures import says
from bot.telegram.fetch import TelegramFetch
from bot.telegram.inbox import Inbox
from bot.telegram.intake import Intake
from bot.telegram.limits import PLATFORM, TELEGRAM_LIMITS
from bot.telegram.menus import Menus
from bot.telegram.messenger import CONNECTIONS, Messenger
from bot.telegram.names import Names
from bot.telegram.pacing import Pacer, Rates
from bot.telegram.place import private_chat
from bot.telegram.poller import WANTED, Poller, UpdatesEnded
from bot.telegram.send import TelegramSend
from bot.telegram.statuses import TelegramStatuses
from bot.telegram.webhook import Webhook
from handlers import groups
from handlers.addresses import note_address
from handlers.ports import Progress
from handlers.progress_text import progress_reply
from handlers.removing import bind_messages
from handlers.reply import Reply
from handlers.request import ReplyTo
from handlers.services import Chat, Services
from storage import accounts

log = logging.getLogger(__name__)

_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_UPLOAD_SECONDS = 60.0
_ANSWER_SECONDS = 20.0
_STOP_SECONDS = 2.0
_CONNECTIONS = CONNECTIONS + 8  # pictures are fetched and presses confirmed beside the messages
_NO_TOKEN = "Telegram refused the token; set [telegram] token"  # noqa: S105 - no token, only the word


class TelegramAdapter:
    """The Telegram bot. Everything of it runs in this process's event loop; its failures end nothing else."""

    def __init__(self, services: Services, config: TelegramConfig, poisoned: Callable[[], None]) -> None:
        self._services = services
        self._config = config
        self._bot = Bot(
            config.token.get_secret_value(),
            base_url=config.base_url,
            base_file_url=config.base_file_url,
            request=connections(_CONNECTIONS, _ANSWER_SECONDS, _UPLOAD_SECONDS),
            get_updates_request=connections(1),  # unused: the poller has its own
        )
        self._pacer = Pacer(Rates(config.messages_per_second, config.chat_per_second, config.group_per_minute))
        self._messenger = Messenger(self._bot, self._pacer, self._moved, self._lost)
        self._statuses = TelegramStatuses(self._messenger, self._words, self._note)
        self._short_lived = ShortLived(services, PLATFORM)
        self._send = TelegramSend(self._messenger, self._statuses, self._sent, self._note, self._bind)
        self._fetch = TelegramFetch(self._bot)
        self._inbox = Inbox(services, config.inbox, poisoned)
        self._poisoned = poisoned
        self._intake: Intake | None = None
        self._poller = Poller(self._bot, self._inbox, self._wake, config.poll_seconds, self._at_once)
        self.webhook = Webhook(self._inbox, config.webhook_secret.get_secret_value(), self._wake, self._at_once)
        self._names = Names(self._bot, services, config.names)
        self._me: Me | None = None
        self._trouble = ""
        self._began = time.monotonic()
        self._known = asyncio.Event()
        self._running: list[asyncio.Task[None]] = []

    def chat(self) -> Chat:
        """Return what handlers need of this chat."""
        return Chat(TELEGRAM_LIMITS, self._fetch, self._send, TelegramAdmins(self._bot), private_chat)

    def state(self) -> ChatState:
        """Say how it is doing. A webhook may be quiet for long, so only polls are timed."""
        polls = self._config.mode == "polling"
        age = time.monotonic() - (self._poller.last_good or self._began) if polls else None
        return ChatState(PLATFORM, f"@{self._me.username}" if self._me else "", self._trouble, age)

    async def start(self, wait: float = 3.0) -> None:
        """Begin, and wait a moment for Telegram to know us. Without a network it goes on trying by itself."""
        self._running.append(asyncio.create_task(self._run()))
        with suppress(TimeoutError):
            await asyncio.wait_for(self._known.wait(), wait)

    async def stop(self) -> None:
        """Take nothing more, let answers on their way go out for a moment, and close."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._intake:
            await self._intake.stop(_STOP_SECONDS)
        await self._statuses.close(_STOP_SECONDS)
        await self._fetch.close()
        with suppress(TelegramError, RuntimeError):
            await self._bot.shutdown()

    async def upkeep(self) -> None:
        """Delete messages of ours whose group wants them gone by now."""
        await self._short_lived.delete_due(self._send.delete)

    async def receive(self, request: web.Request) -> web.Response:
        """Take an update that Telegram brings."""
        return await self.webhook.receive(request)

    async def _run(self) -> None:
        try:
            me = await self._introduce()
            conversation = Conversation(me, self._services, self._messenger, self._send, self._statuses)
            self._intake = Intake(self._bot, self._inbox, conversation, self._poisoned)
            self._running.append(asyncio.create_task(self._work(self._intake)))
            self._running.append(asyncio.create_task(self._present()))
            await self._take_updates()
        except UpdatesEnded as ended:
            self._turn_off(str(ended))
        except Exception:
            log.exception("Telegram ended")
            self._turn_off("it broke; see the log, then start again")
        finally:
            self._known.set()

    async def _present(self) -> None:
        """Say what we are called and can do. Nobody's message waits for that, and its failure ends nothing."""
        try:
            await Menus(self._bot, self._services).set()
            await self._names.set()
        except Exception:
            log.exception("the menus could not be set; the next start tries again")

    async def _work(self, intake: Intake) -> None:
        """Run the intake, and start it again where it breaks: without it nobody is answered."""
        while True:
            try:
                await intake.run()
            except Exception:
                log.exception("the intake of updates broke; it starts again")
            await asyncio.sleep(_PAUSES[0])

    async def _introduce(self) -> Me:
        """Ask Telegram who we are until it says so; raises UpdatesEnded when it refuses the token."""
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                await self._bot.initialize()
                self._me = Me(self._bot.id, self._bot.username)
                self._known.set()
                return self._me
            except InvalidToken:
                raise UpdatesEnded(_NO_TOKEN) from None
            except TelegramError as error:
                log.warning("Telegram cannot be reached; trying again", extra={"kind": type(error).__name__})
            await asyncio.sleep(pause)
        raise AssertionError

    async def _take_updates(self) -> None:
        if self._config.mode == "polling":
            await self._retry(lambda: self._bot.delete_webhook())
            await self._poller.run()
        secret = self._config.webhook_secret.get_secret_value()
        await self._retry(
            lambda: self._bot.set_webhook(self._config.webhook_url, allowed_updates=WANTED, secret_token=secret)
        )

    async def _retry(self, do: Callable[[], Awaitable[object]]) -> None:
        """Ask until Telegram agrees; raises UpdatesEnded where it never will."""
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                await do()
                return
            except InvalidToken:
                raise UpdatesEnded(_NO_TOKEN) from None
            except TelegramError as error:
                if isinstance(error, BadRequest) and not says(error, "resolve host"):
                    raise UpdatesEnded(_no_webhook(error)) from None
                log.warning("Telegram refused for now; trying again", extra={"kind": type(error).__name__})
                await asyncio.sleep(pause)

    def _turn_off(self, trouble: str) -> None:
        self._trouble = trouble
        log.error("Telegram is off", extra={"reason": trouble})

    def _wake(self) -> None:
        if self._intake:
            self._intake.wake()

    def _at_once(self, update: Mapping[str, Any]) -> None:
        if self._intake:
            self._intake.answer_at_once(update)

    async def _moved(self, old: str, new: str) -> None:
        await groups.migrated(self._services, PLATFORM, old, new)

    async def _lost(self, chat: str) -> None:
        """Note that a person blocked us, or that a group put us out."""
        if is_group(chat):
            await groups.left(self._services, PLATFORM, chat)
            return
        async with self._services.database.write() as connection:
            await accounts.set_unreachable(connection, PLATFORM, chat, self._services.clock())

    async def _sent(self, to: ReplyTo, numbers: Sequence[int]) -> None:
        if is_group(to.chat):
            after: timedelta | None = await groups.auto_delete(self._services, PLATFORM, to.chat)
            if after:
                await self._short_lived.note(to, numbers, after)

    def _words(self, to: ReplyTo, job: str, state: Progress) -> Reply:
        return progress_reply(self._services, to.extra.get("language"), job, state)

    async def _bind(self, to: ReplyTo, token: str, messages: Sequence[str]) -> None:
        await bind_messages(self._services, asker_of(to), token, messages)

    async def _note(self, job: str, to: ReplyTo) -> None:
        await note_address(self._services, asker_of(to), job, to)


def _no_webhook(error: BadRequest) -> str:
    return f"Telegram refused the webhook ({error.message[:100]}); set [telegram] webhook_url and webhook_secret"
