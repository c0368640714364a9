"""Takes stored updates one after another for each person in each chat, many at once, and answers them.

An update that cannot be read is set aside. One whose answer failed is tried again, three times at most; where the
failure was not its own, of the database or the network, it waits and is tried again without being counted. The
pictures of an album come singly: they wait in the inbox, and here for a second, until they are all there.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.telegram.asked import Asked
from bot.telegram.conversation import Conversation
from bot.telegram.failures import is_harmless
from bot.telegram.inbox import Inbox, insist
from handlers.errors import NotNow, SendError
from storage.errors import DatabaseLocked, DatabaseUnreachable, DiskFull
from storage.inbox import Begun, InboxRow

log = logging.getLogger(__name__)

ALBUM_SECONDS = 1.0
"""How long after its last picture an album is taken to be whole."""

Answer = Callable[[], Awaitable[None]]

_BATCH = 500
_PAUSE = 1.0
_LATER = 60.0
"""Seconds until an update is tried again that could not be answered for a reason outside it."""
_PASSING = (NotNow, DatabaseLocked, DatabaseUnreachable, DiskFull)


@dataclass(slots=True)
class _Album:
    first: Asked
    numbers: list[int] = field(default_factory=list)
    at: float = 0.0


class Intake:
    """Works on the inbox. `poisoned` is told of each update that is set aside."""

    def __init__(
        self, bot: Bot, inbox: Inbox, conversation: Conversation, poisoned: Callable[[], None] = lambda: None
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._conversation = conversation
        self._poisoned = poisoned
        self._news = asyncio.Event()
        self._held: set[int] = set()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._albums: dict[tuple[str, str], _Album] = {}
        self._answered: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look into the inbox: something was added."""
        self._news.set()

    def answer_at_once(self, update: Mapping[str, Any]) -> None:
        """Answer an update before it is stored, because it must not wait; its row is then done when it is found."""
        number = int(update["update_id"])
        if number not in self._held and number not in self._answered:
            self._held.add(number)
            self._start(self._at_once(number, update))

    async def run(self) -> None:
        """Answer what is and what comes, until cancelled."""
        self._news.set()
        while True:
            await self._news.wait()
            self._news.clear()
            rows = await insist(lambda: self._inbox.waiting(_BATCH, self._held))
            for row in rows:
                if row.update_id not in self._held:
                    self._held.add(row.update_id)
                    await self._take(row)
            if len(rows) == _BATCH:
                self._news.set()

    async def stop(self, grace: float) -> None:
        """Let what is being answered end within `grace` seconds; the rest is answered after the next start."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take(self, row: InboxRow) -> None:
        number = row.update_id
        if number in self._answered:
            self._start(self._settle(number))
            return
        try:
            update = Update.de_json(self._inbox.open(row), self._bot)
            asked = self._conversation.read(update.message) if update.message else None
            lane = _lane(update)
        except Exception as error:
            log.warning("an update could not be read", extra={"kind": type(error).__name__})
            self._start(self._set_aside(number))
            return
        if asked and asked.album:
            self._collect(asked, number, lane)
        else:
            self._in_turn(lane, [number], lambda: self._conversation.handle(update))

    async def _at_once(self, number: int, update: Mapping[str, Any]) -> None:
        try:
            await self._conversation.handle(Update.de_json(dict(update), self._bot))
            self._answered.add(number)
        except Exception as error:
            log.warning("an update was not answered at once", extra={"kind": type(error).__name__})
        finally:
            self._release([number])

    def _collect(self, asked: Asked, number: int, lane: str) -> None:
        """Put a picture to its album, which is answered when no other has come for a second."""
        key = lane, asked.album or ""
        album = self._albums.get(key)
        if album is None:
            album = self._albums[key] = _Album(asked, [number], time.monotonic())
            # What comes late is an album of its own, and no repetition of the one that was answered.
            name = f"album:{asked.to.chat}:{asked.album}:{asked.to.message}"
            self._in_turn(
                lane,
                album.numbers,
                lambda: self._conversation.ask(album.first, name, is_alone=len(album.numbers) == 1),
                whole=lambda: self._when_whole(key, album),
            )
            return
        album.first = album.first.joined(asked)
        album.numbers.append(number)
        album.at = time.monotonic()

    async def _when_whole(self, key: tuple[str, str], album: _Album) -> None:
        while (left := album.at + ALBUM_SECONDS - time.monotonic()) > 0:  # noqa: ASYNC110 - it is time that is awaited
            await asyncio.sleep(left)
        del self._albums[key]

    def _in_turn(self, lane: str, numbers: Sequence[int], answer: Answer, whole: Answer | None = None) -> None:
        """Answer after what the same person asked before in this chat, and when it is whole."""
        task = self._start(self._answer(numbers, answer, self._lanes.get(lane), whole))
        self._lanes[lane] = task
        task.add_done_callback(lambda done: self._forget(lane, done))

    def _forget(self, lane: str, task: "asyncio.Task[None]") -> None:
        if self._lanes.get(lane) is task:
            del self._lanes[lane]

    async def _answer(
        self,
        numbers: Sequence[int],
        answer: Answer,
        before: "asyncio.Task[None] | None",
        whole: Answer | None,
    ) -> None:
        if before:
            await asyncio.wait({before})
        if whole:
            await whole()
        if await self._try(numbers, answer):
            self._release(numbers)
        else:
            asyncio.get_running_loop().call_later(_LATER, self._release, numbers)

    async def _try(self, numbers: Sequence[int], answer: Answer) -> bool:
        """Answer, and again after a pause where that failed. False when it has to be tried later."""
        while await self._begun(numbers):
            try:
                await answer()
            except _PASSING as error:
                log.warning("an update could not be answered just now", extra={"kind": type(error).__name__})
                await insist(lambda: self._inbox.put_back(numbers))
                return False
            except SendError:
                pass  # refused, or perhaps shown: either way there is nothing more to do
            except Exception as error:
                if not (isinstance(error, TelegramError) and is_harmless(error)):
                    log.exception("an update was not answered")
                    await asyncio.sleep(_PAUSE)
                    continue
            await self._note_done(numbers)
            break
        return True

    async def _begun(self, numbers: Sequence[int]) -> bool:
        """Begin an attempt at all of these. What was erased or answered meanwhile needs none and is not counted."""
        begun = [await insist(lambda: self._inbox.begin(number)) for number in numbers]  # noqa: B023 - awaited at once
        for _ in range(begun.count(Begun.SET_ASIDE)):
            self._poisoned()
        return all(each is Begun.YES for each in begun)

    async def _note_done(self, numbers: Sequence[int]) -> None:
        """An answer that was given must not be given again, so this does not end before the database has it."""
        await insist(lambda: self._inbox.done(numbers))
        self._answered.difference_update(numbers)

    async def _settle(self, number: int) -> None:
        await self._note_done([number])
        self._release([number])

    async def _set_aside(self, number: int) -> None:
        await insist(lambda: self._inbox.set_aside(number))
        self._release([number])
        self._poisoned()

    def _release(self, numbers: Sequence[int]) -> None:
        """Let these be found again where they still wait, and look for them."""
        self._held.difference_update(numbers)
        self._news.set()

    def _start(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _lane(update: Update) -> str:
    """Return whose turn an update waits for: the same person's in the same chat."""
    chat, user = update.effective_chat, update.effective_user
    return f"{chat.id if chat else ''}:{user.id if user else ''}"
