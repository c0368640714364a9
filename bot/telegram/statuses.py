"""Status messages as Telegram shows them: in their turn, after every answer."""

from telegram.error import BadRequest

from bot.statuses import QUIET_SECONDS, Note, NotShown, Status, Statuses, Words
from bot.telegram.keyboard import keyboard_for
from bot.telegram.messenger import Messenger
from bot.telegram.pacing import Priority
from bot.telegram.place import placed
from handlers.reply import Reply
from handlers.request import ReplyTo


class TelegramStatuses(Statuses):
    """Sends, edits and deletes them."""

    def __init__(self, messenger: Messenger, words: Words, note: Note, quiet: float = QUIET_SECONDS) -> None:
        super().__init__(words, note, quiet)
        self._messenger = messenger

    async def send(self, status: Status, reply: Reply) -> int:
        bot, keys = self._messenger.bot, keyboard_for(status.to, reply.buttons)

        async def show(chat: str) -> int:
            status.sending = True
            try:
                if status.message_id is not None:
                    await bot.edit_message_text(reply.text, chat, status.message_id, reply_markup=keys)
                    return status.message_id
                sent = await bot.send_message(chat, reply.text, reply_markup=keys, **placed(status.to))
                return sent.message_id
            finally:
                status.sending = False

        try:
            return await self._messenger.act(status.to.chat, Priority.EDIT, show)
        except BadRequest as error:
            raise NotShown from error

    async def delete(self, to: ReplyTo, number: int) -> None:
        bot = self._messenger.bot
        try:
            await self._messenger.act(to.chat, Priority.EDIT, lambda chat: bot.delete_message(chat, number))
        except BadRequest as error:
            raise NotShown from error
