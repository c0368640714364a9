"""Status messages as Discord shows them: where the answer will stand."""

from bot.discord.layout import Page, pages_of
from bot.discord.messenger import Messenger
from bot.discord.place import NEXT, is_live, is_private
from bot.statuses import QUIET_SECONDS, Note, NotShown, Status, Statuses, Words
from handlers.errors import Rejected
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import ReplyTo


class DiscordStatuses(Statuses):
    """An edit of what the deferral shows, or of the pressed panel; a message of its own where there is neither."""

    def __init__(self, messenger: Messenger, words: Words, note: Note, quiet: float = QUIET_SECONDS) -> None:
        super().__init__(words, note, quiet)
        self._messenger = messenger

    async def show_now(self, job: str, to: ReplyTo, state: Progress) -> None:
        """Speak of a job at once: a panel whose button was pressed must not be pressed again."""
        self.begin(job, to, state)
        status = self._jobs.get(job)
        if status is None or status.closed:
            return
        try:
            status.message_id = await self.send(status, self._words(to, job, state))
            status.shown = state
        except NotShown:
            pass  # its result comes all the same

    async def send(self, status: Status, reply: Reply) -> int:
        status.sending = True
        try:
            page = pages_of(reply, status.to.extra.get("asker", ""))[0]
            return await self._put(status, page, f"{reply.job}-status")
        except Rejected as error:
            raise NotShown from error
        finally:
            status.sending = False

    async def delete(self, to: ReplyTo, number: int) -> None:
        try:
            if is_live(to) and to.extra.get("answer") != NEXT:
                await self._messenger.delete_answer(to)
            elif not to.extra.get("token"):
                await self._messenger.delete(to.chat, [number])
        except Rejected as error:
            raise NotShown from error

    async def _put(self, status: Status, page: Page, nonce: str) -> int:
        to, messenger, number = status.to, self._messenger, status.message_id
        if is_live(to):
            if to.extra.get("answer") != NEXT:
                return await messenger.edit_answer(to, page)
            if number is not None:
                return await messenger.edit_answer(to, page, number)
            return await messenger.follow_up(to, page, is_private(to))
        if to.extra.get("token"):
            raise NotShown  # its time is over: only the result itself is worth a message of its own
        return await (messenger.edit(to.chat, number, page) if number else messenger.send(to, page, nonce))
