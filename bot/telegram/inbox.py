"""Updates that arrived, kept sealed until they are answered: what Telegram was told we have, we have.

The one exception is a person with very many waiting: what more they say is counted and let go, so that nobody fills
the inbox for everybody.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from bot.telegram.limits import PLATFORM
from handlers.services import Services
from storage import inbox
from storage.database import Connection

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_OF_ONE = 200
"""So many updates of one person may wait."""

SHARES = 100
"""The room is shared by at least so many people: what more of one waits fills it no further."""

_PURPOSE = "inbox"
_LARGEST = 2**63 - 1
_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Inbox:
    """The stored updates of this bot. `full` says that no more should be taken for now; `dropped` is told of each
    update that was let go because its sender has too many waiting.
    """

    def __init__(self, services: Services, most: int, dropped: Callable[[], None] = lambda: None) -> None:
        self._services = services
        self._most = most
        self._dropped = dropped

    async def add(self, updates: Sequence[Mapping[str, Any]]) -> int:
        """Store updates that are not known yet, all in one transaction; return how many were new."""
        services = self._services
        now = services.clock()
        marks = [self._mark(update) for update in updates]
        new = dropped = 0
        async with services.database.write() as connection:
            waiting = await self._waiting_of(connection, marks)
            for update, mark in zip(updates, marks, strict=True):
                if mark and waiting[mark] >= MOST_OF_ONE and _may_be_dropped(update):
                    dropped += 1
                    continue
                body = services.vault.seal_for_day(now, json.dumps(update, separators=(",", ":")).encode(), _PURPOSE)
                if await inbox.add(connection, PLATFORM, int(update["update_id"]), body, mark, now):
                    new += 1
                    waiting.update([mark] if mark else [])
        self._tell_dropped(dropped)
        return new

    async def full(self) -> bool:
        """Whether as many wait as may. Those of a few people alone never are."""
        share = max(1, self._most // SHARES)
        async with self._services.database.read() as connection:
            return await inbox.count_waiting(connection, PLATFORM, share) >= self._most

    async def newest(self) -> int | None:
        """Return the highest number that is known."""
        async with self._services.database.read() as connection:
            return await inbox.newest(connection, PLATFORM)

    async def waiting(self, most: int, held: Collection[int] = ()) -> list[inbox.InboxRow]:
        """Return what waits to be answered and is not held yet, the oldest first."""
        async with self._services.database.read() as connection:
            return await inbox.waiting(connection, PLATFORM, most, held)

    def open(self, row: inbox.InboxRow) -> Any:
        """Return the update of a row as it came; raises StorageError when its day's key is gone, ValueError."""
        return json.loads(self._services.vault.unseal_of_day(row.body or b"", _PURPOSE))

    async def begin(self, update_id: int) -> inbox.Begun:
        """Count an attempt to answer it, or set it aside where there were enough."""
        async with self._services.database.write() as connection:
            return await inbox.begin(connection, PLATFORM, update_id)

    async def put_back(self, update_ids: Sequence[int]) -> None:
        """Take back an attempt: that it failed was not the fault of these."""
        async with self._services.database.write() as connection:
            await inbox.put_back(connection, PLATFORM, list(update_ids))

    async def done(self, update_ids: Sequence[int]) -> None:
        """Note that these are answered, and erase what was in them."""
        async with self._services.database.write() as connection:
            await inbox.done(connection, PLATFORM, list(update_ids))

    async def set_aside(self, update_id: int) -> None:
        """Set aside what cannot be read, so that it stops nothing."""
        async with self._services.database.write() as connection:
            await inbox.poison(connection, PLATFORM, update_id)

    def _mark(self, update: Mapping[str, Any]) -> bytes | None:
        sender = sender_of(update)
        return inbox.sender_of(self._services.vault, PLATFORM, sender) if sender else None

    async def _waiting_of(self, connection: Connection, marks: Sequence[bytes | None]) -> Counter[bytes]:
        return Counter(await inbox.count_waiting_of(connection, PLATFORM, {mark for mark in marks if mark}))

    def _tell_dropped(self, number: int) -> None:
        if number:
            log.warning("updates of a person with too many waiting were let go", extra={"updates": number})
        for _ in range(number):
            self._dropped()


async def insist(do: Callable[[], Awaitable[T]]) -> T:
    """Return what the database answers, asked again after a pause for as long as it fails."""
    failures = 0
    while True:
        try:
            return await do()
        except Exception as error:
            log.error("the inbox cannot be used just now; trying again", extra={"kind": type(error).__name__})
        await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
        failures += 1


def is_update(update: object) -> bool:
    """Whether this has the number that an update has, one that can be stored."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _LARGEST


def sender_of(update: Mapping[str, Any]) -> str | None:
    """Return the number of the person or chat that an update is from, None where that is nobody's."""
    for part in update.values():
        if isinstance(part, Mapping):
            sender = part.get("sender_chat") or part.get("from")
            if isinstance(sender, Mapping) and "id" in sender:
                return str(sender["id"])
    return None


def is_checkout(update: Mapping[str, Any]) -> bool:
    """Whether Telegram asks if a payment may go on; it waits ten seconds for the answer."""
    return "pre_checkout_query" in update


def _may_be_dropped(update: Mapping[str, Any]) -> bool:
    """Whether nothing but a word or a press is lost: no payment, and nobody who blocked us."""
    message = update.get("message")
    if isinstance(message, Mapping):
        return "successful_payment" not in message and "migrate_to_chat_id" not in message
    return "callback_query" in update
