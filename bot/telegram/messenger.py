"""Every request of ours that changes something in a chat: in its turn, and with a clear end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.telegram.failures import NO_RIGHTS, is_harmless, retry_seconds, says, send_error
from bot.telegram.pacing import Pacer, Priority

log = logging.getLogger(__name__)

CONNECTIONS = 24
"""So many messages are under way at once."""

T = TypeVar("T")
Moved = Callable[[str, str], Awaitable[None]]
Lost = Callable[[str], Awaitable[None]]


class Messenger:
    """Does things in chats at Telegram's pace. `moved` learns of a group's new id, `lost` of a chat that is closed.

    It has so many `connections` under way at once: fewer than the bot has, so that nothing waits for one that may
    not be sent any more when it is its turn.
    """

    def __init__(self, bot: Bot, pacer: Pacer, moved: Moved, lost: Lost, connections: int = CONNECTIONS) -> None:
        self.bot = bot
        self._pacer = pacer
        self._moved = moved
        self._lost = lost
        self._connections = asyncio.Semaphore(connections)
        self._new_ids: dict[str, str] = {}

    async def act(self, chat: str, priority: Priority, do: Callable[[str], Awaitable[T]], weight: int = 1) -> T:
        """Do it in its turn; `do` is given the chat's id as it is now, `weight` is how many messages it counts for.

        Raises Rejected, NotNow or Uncertain. BadRequest passes through: only the caller knows what else it can try.
        """
        chat = self._new_ids.get(chat, chat)
        try:
            return await self._in_turn(chat, priority, do, weight)
        except ChatMigrated as error:
            new = str(error.new_chat_id)
            self._new_ids[chat] = new
            await self._moved(chat, new)
            return await self.act(new, priority, do, weight)
        except RetryAfter as error:
            self._pacer.hold(chat, retry_seconds(error))
            raise send_error(error) from None
        except BadRequest as error:
            if says(error, "chat not found", "user is deactivated", "peer_id_invalid"):
                await self._lost(chat)
                raise send_error(error) from None
            raise
        except Forbidden as error:
            if not says(error, *NO_RIGHTS):
                await self._lost(chat)
            raise send_error(error) from None
        except TelegramError as error:
            raise send_error(error) from None

    async def _in_turn(self, chat: str, priority: Priority, do: Callable[[str], Awaitable[T]], weight: int) -> T:
        """Do it when its turn has come and a connection is free, unless a pause was asked for in between."""
        while True:
            await self._pacer.turn(chat, priority, weight=weight)
            async with self._connections:
                if not self._pacer.held_for(chat):
                    return await do(chat)

    async def hint(self, chat: str, do: Callable[[str], Awaitable[object]], patience: float = 1.0) -> None:
        """Do something that only helps (a chat action, a reaction): left out when there is no turn or it is refused."""
        chat = self._new_ids.get(chat, chat)
        if not await self._pacer.turn(chat, Priority.HINT, patience):
            return
        try:
            await do(chat)
        except RetryAfter as error:
            self._pacer.hold(chat, retry_seconds(error))
        except TelegramError as error:
            if not is_harmless(error):
                log.debug("a hint was refused", extra={"kind": type(error).__name__})
