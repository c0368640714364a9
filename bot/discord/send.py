"""The Send port: answers to jobs. One edit of the interaction's first message, or the next best way that is open."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from bot.discord.failures import MessageGone, TokenExpired
from bot.discord.layout import Page, pages_of
from bot.discord.messenger import Messenger
from bot.discord.pictures import address_of, is_hidden
from bot.discord.place import PRESSED, has_token, is_follow_up, is_live, is_private
from bot.statuses import Statuses
from handlers.errors import NotNow, Rejected, SendError, Uncertain, Unreachable
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import Identity, ReplyTo
from handlers.texts import Texts
from storage.errors import StorageError
from tools.catalog import Catalog

log = logging.getLogger(__name__)

Sent = Callable[[ReplyTo, Sequence[int]], Awaitable[None]]
_MOST = 10_000


class DiscordSend:
    """Brings answers to Discord. `sent` learns of the messages that a server may want gone again."""

    def __init__(self, messenger: Messenger, statuses: Statuses, catalog: Catalog, texts: Texts, sent: Sent) -> None:
        self._messenger = messenger
        self._statuses = statuses
        self._catalog = catalog
        self._texts = texts
        self._sent = sent
        self._out: dict[str, int] = {}

    async def send(self, to: ReplyTo, reply: Reply, delivery: str) -> None:
        """Show a job's answer: with the interaction's token, else in its channel, else to the person directly.

        Raises Unreachable where no way is open and there is a result to keep; Rejected, Uncertain or NotNow.
        """
        status = await self._statuses.taken(reply.job or "", to)
        try:
            await self.show(to, reply, delivery, status)
        except MessageGone:
            self._end(reply, delivery)  # whoever deleted the message does not want the answer in it
            raise
        except Rejected:
            self._end(reply, delivery)
            if reply.files:
                raise Unreachable from None
            raise
        except NotNow:
            raise NotNow(begun=delivery in self._out) from None
        self._end(reply, delivery)

    async def progress(self, to: ReplyTo, job: str, state: Progress) -> None:
        """Note how far a job is; it is shown when it takes long."""
        self._statuses.update(job, to, state)

    async def stopped(self, to: ReplyTo, reply: Reply) -> None:
        """Put an end to what is shown of a job that was stopped."""
        status = await self._statuses.taken(reply.job or "", to)
        self._statuses.forget(reply.job or "")
        page = pages_of(reply, self._catalog, to.extra.get("asker", ""))[0]
        try:
            if is_live(to) and (status or not is_follow_up(to)):
                await self._messenger.edit_answer(to, page, status if is_follow_up(to) else None)
            elif status and not has_token(to):
                await self._messenger.edit(to.chat, status, page)
        except SendError as error:
            log.debug("a status stayed", extra={"kind": type(error).__name__})

    async def forget(self, person: Identity) -> None:
        """Stop following the jobs of somebody who is erased."""
        self._statuses.forget_asker(person)

    async def delete(self, chat: str, numbers: Sequence[int]) -> bool:
        """Delete messages of ours. False where a later try may do more."""
        return await self._messenger.delete(chat, list(numbers))

    async def show(self, to: ReplyTo, reply: Reply, delivery: str, status: int | None = None) -> None:
        """Show a reply by the best way that is open. What went out of it before is not sent again."""
        pages = self._pages(to, reply)
        if is_live(to):
            with suppress(TokenExpired):
                await self._by_token(to, pages, delivery, status, _is_for_asker(to, reply))
                self._out.pop(delivery, None)
                return
        if has_token(to) and not reply.job:
            raise TokenExpired  # nobody waits for such words any more
        aloud = bool(to.extra.get("present")) and not is_private(to) and not (has_token(to) and reply.error)
        await self._without_token(to, pages, delivery, None if has_token(to) else status, aloud)

    async def _by_token(
        self, to: ReplyTo, pages: Sequence[Page], delivery: str, status: int | None, private: bool
    ) -> None:
        """Fill the message that stands for the answer, and send what is left after it."""
        number = status if is_follow_up(to) else None
        stands = status is not None or not is_follow_up(to)
        if stands and private and not is_private(to):
            # What everyone saw is taken back before: the first further message would fill the deferral.
            with suppress(MessageGone):  # at an earlier try
                await self._messenger.delete_answer(to, number)
            stands = False
        sent = []
        if stands:
            sent.append(await self._messenger.edit_answer(to, pages[0], number))
            self._count(delivery, 1)
        for index, page in enumerate(pages[len(sent) :], len(sent)):
            sent.append(await self._further(to, page, delivery, index, private))
        if not private:
            await self._note(to, [number for number in sent if number])

    async def _further(self, to: ReplyTo, page: Page, delivery: str, index: int, private: bool) -> int:
        """Send a further message unless it went out at an earlier try.

        What may have arrived counts as sent; of the first page, whoever asked for it decides that.
        """
        if self._out.get(delivery, 0) > index:
            return 0
        try:
            number = await self._messenger.follow_up(to, page, private)
        except Uncertain:
            if index == 0:
                raise
            number = 0
        self._count(delivery, index + 1)
        return number

    def _count(self, delivery: str, pages: int) -> None:
        """Note how many pages of an answer are there."""
        self._out[delivery] = max(pages, self._out.get(delivery, 0))
        if len(self._out) > _MOST:
            del self._out[next(iter(self._out))]

    async def _without_token(
        self, to: ReplyTo, pages: Sequence[Page], delivery: str, status: int | None, aloud: bool
    ) -> None:
        """Show it in the channel, where the bot is itself and all may see it (`aloud`); else to the asker directly."""
        if aloud:
            try:
                await self._in_channel(to, pages, delivery, status)
                return
            except MessageGone:
                raise
            except Rejected as error:
                log.debug("an answer goes to the asker directly", extra={"kind": type(error).__name__})
        for index, page in enumerate(pages):
            await self._messenger.send_direct(to.extra.get("asker", ""), page, f"{delivery}-{index}")

    async def _in_channel(self, to: ReplyTo, pages: Sequence[Page], delivery: str, status: int | None) -> None:
        sent = []
        for index, page in enumerate(pages):
            if index == 0 and status is not None:
                sent.append(await self._messenger.edit(to.chat, status, page))
            else:
                sent.append(await self._messenger.send(to, page, f"{delivery}-{index}"))
        await self._note(to, sent)

    def _pages(self, to: ReplyTo, reply: Reply) -> list[Page]:
        before = alt = ""
        if to.extra.get("before") and len(reply.sources) == len(reply.files) == 1:
            _, before = address_of(reply.sources[0])
            alt = self._texts.say(to.extra.get("language"), "discord-before")
        spoiler = bool(to.extra.get("spoiler")) or any(is_hidden(source) for source in reply.sources)
        return pages_of(reply, self._catalog, to.extra.get("asker", ""), spoiler, before, alt)

    def _end(self, reply: Reply, delivery: str) -> None:
        self._statuses.forget(reply.job or "")
        self._out.pop(delivery, None)

    async def _note(self, to: ReplyTo, numbers: Sequence[int]) -> None:
        """Note what a server may want gone again. The messages are there, whether that succeeds or not."""
        if not numbers or not to.extra.get("guild") or not to.extra.get("present") or is_private(to):
            return
        try:
            await self._sent(to, numbers)
        except StorageError as error:
            log.warning("messages will stay in a server", extra={"kind": type(error).__name__})


def _is_for_asker(to: ReplyTo, reply: Reply) -> bool:
    """Whether the asker alone may see an answer. What changes a pressed message is seen by whoever sees that."""
    return is_private(to) or (to.extra.get("answer") != PRESSED and (reply.private or bool(reply.error)))
