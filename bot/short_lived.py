"""Messages of ours that a group wants gone after a while: noted when they are sent, deleted when their time is over."""

import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.asker import asker_of
from handlers.request import ReplyTo
from handlers.services import Services
from storage import accounts, shown_messages
from storage.errors import StorageError

_BATCH = 500
_MOST = 10_000
_PURPOSE = "shown message"
_FIRST = "telegram"
"""The platform of a note that names none: when those were written, there was no other."""

Delete = Callable[[str, Sequence[int]], Awaitable[bool]]
"""Deletes messages of ours in a chat. False where a later try may do more."""


class ShortLived:
    """The notes of such messages are in the database, so that a restart forgets none."""

    def __init__(self, services: Services, platform: str) -> None:
        self._services = services
        self._platform = platform
        self._latest: dict[tuple[str, int], datetime] = {}

    async def note(self, to: ReplyTo, numbers: Sequence[int], after: timedelta) -> None:
        """Note that these messages are to be deleted after this time; of several notes of one, the latest counts."""
        services = self._services
        until = services.clock() + after
        async with services.database.write() as connection:
            account = await accounts.find(connection, self._platform, asker_of(to).external_id)
            if account is None:
                return
            await accounts.lock(connection, account.id)
            if await accounts.find(connection, self._platform, asker_of(to).external_id) is None:
                return  # erased while we waited
            for number in numbers:
                address = json.dumps([self._platform, to.chat, number]).encode()
                sealed = services.vault.seal(account.id, address, _PURPOSE)
                await shown_messages.add(connection, account.id, sealed, until)
                self._remember((to.chat, number), until)

    async def delete_due(self, delete: Delete) -> None:
        """Delete those whose time is over. What the chat refuses is not asked for again; what it cannot do now is."""
        now = self._services.clock()
        async with self._services.database.read() as connection:
            due = await shown_messages.due(connection, now, _BATCH)
        by_chat: dict[str, dict[int, list[int]]] = defaultdict(dict)
        done: list[int] = []
        for message in due:
            try:
                written = json.loads(self._services.vault.unseal(message.account_id, message.address, _PURPOSE))
            except StorageError:
                done.append(message.id)  # its account was erased meanwhile
                continue
            platform, chat, number = [_FIRST, *written][-3:]
            if platform != self._platform:
                continue
            if self._latest.get((chat, number), now) > now:
                done.append(message.id)  # something newer stands there, and has a note of its own
            else:
                by_chat[chat].setdefault(number, []).append(message.id)
        for chat, numbers in by_chat.items():
            if await delete(chat, list(numbers)):
                for number, ids in numbers.items():
                    done += ids
                    self._latest.pop((chat, number), None)
        if done:
            async with self._services.database.write() as connection:
                await shown_messages.drop(connection, done)

    def _remember(self, message: tuple[str, int], until: datetime) -> None:
        self._latest[message] = until
        if len(self._latest) > _MOST:
            del self._latest[next(iter(self._latest))]
