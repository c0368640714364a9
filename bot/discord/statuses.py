"""Status messages as Discord shows them: where the answer will stand."""

from bot.discord.layout import Page, pages_of
from bot.discord.messenger import Messenger
from bot.discord.place import has_token, is_follow_up, is_live, is_private
from bot.statuses import QUIET_SECONDS, Note, NotShown, Status, Statuses, Words
from handlers.errors import Rejected
from handlers.reply import Reply
from handlers.request import ReplyTo
from tools.catalog import Catalog


class DiscordStatuses(Statuses):
    """An edit of what the deferral shows, or of the pressed panel; a message of its own where there is neither."""

    def __init__(
        self, messenger: Messenger, catalog: Catalog, words: Words, note: Note, quiet: float = QUIET_SECONDS
    ) -> None:
        super().__init__(words, note, quiet)
        self._messenger = messenger
        self._catalog = catalog

    async def send(self, status: Status, reply: Reply) -> int:
        status.sending = True
        try:
            page = pages_of(reply, self._catalog, status.to.extra.get("asker", ""))[0]
            return await self._put(status, page, f"{reply.job}-status")
        except Rejected as error:
            raise NotShown from error
        finally:
            status.sending = False

    async def delete(self, to: ReplyTo, number: int) -> None:
        try:
            if is_live(to):
                await self._messenger.delete_answer(to, number if is_follow_up(to) else None)
            elif not has_token(to):
                await self._messenger.delete(to.chat, [number])
        except Rejected as error:
            raise NotShown from error

    async def _put(self, status: Status, page: Page, nonce: str) -> int:
        to, messenger, number = status.to, self._messenger, status.message_id
        if is_live(to):
            if is_follow_up(to) and number is None:
                return await messenger.follow_up(to, page, is_private(to))
            return await messenger.edit_answer(to, page, number if is_follow_up(to) else None)
        if has_token(to):
            raise NotShown  # its time is over: only the result itself is worth a message of its own
        return await (messenger.edit(to.chat, number, page) if number else messenger.send(to, page, nonce))
