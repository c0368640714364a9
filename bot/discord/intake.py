"""What people asked, sealed in the inbox until it is answered, so that a crash in between does not lose it.

Discord delivers nothing twice. A row is written while the interaction is being acknowledged, and done once the answer
was shown or a job was taken on, which is a row of its own; what is left at a start is answered then.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.discord.limits import PLATFORM
from bot.stored_request import read_request, write_request
from handlers.errors import SendError
from handlers.request import Request
from handlers.services import Services
from storage import inbox
from storage.errors import StorageError
from storage.inbox import Begun, InboxRow

log = logging.getLogger(__name__)

Answer = Callable[[Request], Awaitable[None]]

_PURPOSE = "discord inbox"
_MOST = 500
_PAUSES = (0.2, 1.0, 5.0)


class Intake:
    """Keeps what was asked. `poisoned` is told of each that is set aside after three attempts."""

    def __init__(self, services: Services, poisoned: Callable[[], None]) -> None:
        self._services = services
        self._poisoned = poisoned
        self._here: set[int] = set()

    async def note(self, number: int, request: Request) -> bool:
        """Write down what was asked. False where it is known: after a lost connection Discord may tell it again.

        Where writing fails it is answered all the same: only a crash would lose it.
        """
        if number in self._here:
            return False
        self._here.add(number)
        try:
            is_new = await self._write(number, request)
        except StorageError as error:
            log.warning("what was asked could not be written down", extra={"kind": type(error).__name__})
            return True
        if not is_new:
            self._here.discard(number)
        return is_new

    async def _write(self, number: int, request: Request) -> bool:
        services, now = self._services, self._services.clock()
        body = services.vault.seal_for_day(now, write_request(request), _PURPOSE)
        sender = inbox.sender_of(services.vault, PLATFORM, request.identity.external_id)
        async with services.database.write() as connection:
            return await inbox.add(connection, PLATFORM, number, body, sender, now)

    async def done(self, number: int) -> None:
        """Erase what was asked: it is answered. Tried again where the database has trouble."""
        for pause in (*_PAUSES, None):
            try:
                async with self._services.database.write() as connection:
                    await inbox.done(connection, PLATFORM, [number])
                self._here.discard(number)
                return
            except StorageError as error:
                log.warning("an answer could not be noted", extra={"kind": type(error).__name__})
                await asyncio.sleep(pause or 0)

    async def recover(self, answer: Answer) -> None:
        """Answer what a crash left behind, one after another; raises StorageError, and may then be called again."""
        async with self._services.database.read() as connection:
            rows = await inbox.waiting(connection, PLATFORM, _MOST)
        for row in rows:
            if row.update_id not in self._here:
                await self._again(row, answer)

    async def _again(self, row: InboxRow, answer: Answer) -> None:
        async with self._services.database.write() as connection:
            begun = await inbox.begin(connection, PLATFORM, row.update_id)
        if begun is Begun.SET_ASIDE:
            self._poisoned()
        if begun is not Begun.YES:
            return
        try:
            request = read_request(self._services.vault.unseal_of_day(row.body, _PURPOSE))
            await answer(request)
        except SendError:
            pass  # refused, or perhaps shown: either way there is nothing more to do
        except Exception as error:
            log.warning("what was asked before the start was not answered", extra={"kind": type(error).__name__})
            return
        await self.done(row.update_id)
