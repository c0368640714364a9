"""The Send port: answers to jobs as messages, one for each result, in the place of the status that stood there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from telegram import ForceReply, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from bot.split_text import split_text
from bot.statuses import Statuses
from bot.telegram.asked import is_group
from bot.telegram.failures import is_harmless
from bot.telegram.keyboard import keyboard_for
from bot.telegram.limits import TEXT_LENGTH
from bot.telegram.media import MediaSender, alt_of, caption_of
from bot.telegram.messenger import Messenger
from bot.telegram.pacing import Priority
from bot.telegram.parts import Answers, Parts
from bot.telegram.place import NO_PREVIEW, placed
from handlers.errors import AnswerRefused, NotNow, Rejected, SendError, Uncertain
from handlers.ports import Progress
from handlers.removing import REMOVE
from handlers.reply import Reply
from handlers.request import Identity, ReplyTo
from storage.errors import StorageError

log = logging.getLogger(__name__)

PARTS = "parts"
"""The name under which an address holds the parts of an answer that are there already."""

Sent = Callable[[ReplyTo, Sequence[int]], Awaitable[None]]
BindMessages = Callable[[ReplyTo, str, Sequence[str]], Awaitable[None]]
KeepAddress = Callable[[str, ReplyTo], Awaitable[None]]
_PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0)
"""Seconds between tries at a part of a text. A pause that Telegram itself asks for comes on top."""


class TelegramSend:
    """Brings answers to Telegram. `sent` learns of the messages that a group is to lose again.

    `keep` stores a job's address, with what is there already of an answer in several parts, over a restart. `bind` lets
    the button of this token, which deletes the last message of an answer, delete the others too.
    """

    def __init__(
        self, messenger: Messenger, statuses: Statuses, sent: Sent, keep: KeepAddress, bind: BindMessages
    ) -> None:
        self._messenger = messenger
        self._bot = messenger.bot
        self._media = MediaSender(messenger)
        self._statuses = statuses
        self._sent = sent
        self._keep = keep
        self._bind = bind
        self._answers = Answers()

    async def send(self, to: ReplyTo, reply: Reply, delivery: str) -> None:
        """Show a job's answer; what NotNow leaves unsent is sent at the next try, and nothing is sent twice.

        What may have arrived is not sent again either: Telegram knows no repeats.
        """
        if self._answers.is_doubtful(delivery):
            return
        parts = self._answers.parts(delivery, reply.error is not None, lambda: self._begun(to, reply))
        status = await self._statuses.taken(reply.job or "", to)
        refused: SendError | None = None
        try:
            await self._show(to, reply, parts, status)
        except BadRequest as error:
            log.warning("Telegram refused an answer", extra={"job": reply.job, "kind": error.message[:80]})
            refused = AnswerRefused()
            if status is not None:
                await self._clear(to, status)
        except Rejected as error:
            refused = error
        except NotNow:
            raise NotNow(parts.begun) from None
        self._statuses.forget(reply.job or "")
        self._answers.end(delivery, doubtful=parts.doubtful)
        await self._note(to, parts.numbers)
        await self._bind_removal(to, reply, parts.all_numbers)
        if parts.doubtful:
            raise Uncertain
        if refused and not parts.begun:
            raise refused

    async def progress(self, to: ReplyTo, job: str, state: Progress) -> None:
        """Note how far a job is; it is shown when it takes long."""
        self._statuses.update(job, to, state)

    async def stopped(self, to: ReplyTo, reply: Reply) -> None:
        """Put an end to the status message of a job that was stopped, where one stands."""
        status = await self._statuses.taken(reply.job or "", to)
        self._statuses.forget(reply.job or "")
        if status is None:
            return
        try:
            await self.edit(to.chat, status, reply.text, None)
        except (BadRequest, SendError) as error:
            log.debug("a status stayed", extra={"kind": type(error).__name__})
        await self._note(to, [status])

    async def forget(self, person: Identity) -> None:
        """Stop following the jobs of somebody who is erased."""
        self._statuses.forget_asker(person)

    async def say(self, to: ReplyTo, text: str, keys: InlineKeyboardMarkup | ForceReply | None) -> list[Message]:
        """Send words, in several messages where they are too many for one; the buttons stand under the last.

        NotNow says that none of them went out. Once one did, the others are tried again here, and Uncertain says that
        not all of them followed.
        """
        sent: list[Message] = []
        pieces = split_text(text, TEXT_LENGTH)
        try:
            for number, piece in enumerate(pieces, 1):
                last = keys if number == len(pieces) else None
                sent += await (self._say_patiently if sent else self._say_one)(to, piece, last)
        finally:
            await self._note(to, [message.message_id for message in sent])
        return sent

    async def _say_patiently(
        self, to: ReplyTo, text: str, keys: InlineKeyboardMarkup | ForceReply | None
    ) -> list[Message]:
        for pause in _PAUSES:
            try:
                return await self._say_one(to, text, keys)
            except NotNow:
                await asyncio.sleep(pause)
        raise Uncertain

    async def _say_one(self, to: ReplyTo, text: str, keys: InlineKeyboardMarkup | ForceReply | None) -> list[Message]:
        message = await self._messenger.act(
            to.chat,
            Priority.ANSWER,
            lambda chat: self._bot.send_message(
                chat, text, reply_markup=keys, link_preview_options=NO_PREVIEW, **placed(to)
            ),
        )
        return [message]

    def _begun(self, to: ReplyTo, reply: Reply) -> Parts:
        """Return what went out of an answer before a restart, and see to it that the next one knows as much."""
        if reply.error is not None or reply.job is None:
            return Parts()
        job = reply.job

        async def keep(names: Sequence[str], numbers: Sequence[int]) -> None:
            await self._note(to, numbers)
            try:
                await self._keep(job, replace(to, extra={**to.extra, PARTS: ",".join(names)}))
            except StorageError as error:
                log.warning("an answer may come twice after a restart", extra={"kind": type(error).__name__})

        return Parts([name for name in to.extra.get(PARTS, "").split(",") if name], keep)

    async def _show(self, to: ReplyTo, reply: Reply, parts: Parts, status: int | None) -> None:
        keys = keyboard_for(to, reply.buttons)
        if status is not None and not parts.begun and await self._replaced(to, reply, status, keys):
            await self._note(to, [status])
            return
        await self._send_new(to, reply, keys, parts)
        if status is not None:
            await self._clear(to, status)

    async def _send_new(self, to: ReplyTo, reply: Reply, keys: InlineKeyboardMarkup | None, parts: Parts) -> None:
        caption, words = caption_of(reply.text) if len(reply.files) == 1 else ("", reply.text)
        if len(reply.files) == 1:
            below = None if words else keys
            file = reply.files[0]
            await parts.once("file", lambda: self._media.send_one(to, file, caption or alt_of(file), below))
        else:  # an album cannot bear buttons
            await self._media.send_all(to, reply.files, parts)
        pieces = split_text(words, TEXT_LENGTH) if words or not reply.files else []
        for number, piece in enumerate(pieces, 1):
            last = keys if number == len(pieces) else None
            await parts.once(f"words {number}", lambda piece=piece, last=last: self._say_one(to, piece, last))  # type: ignore[misc]  # mypy cannot infer a lambda's defaults

    async def _replaced(self, to: ReplyTo, reply: Reply, status: int, keys: InlineKeyboardMarkup | None) -> bool:
        """Put the answer where its status stands. False where that cannot be done; nothing has happened then."""
        caption, rest = caption_of(reply.text)
        if len(reply.files) > 1 or (reply.files and (rest or reply.files[0].form == "sticker")):
            return False
        if not reply.files and len(reply.text) > TEXT_LENGTH:
            return False
        try:
            if reply.files:
                await self._media.replace(to.chat, status, reply.files[0], caption, keys)
            else:
                await self.edit(to.chat, status, reply.text, keys)
        except BadRequest as error:
            return is_harmless(error)
        except Uncertain:
            raise NotNow from None  # the same edit again does no harm
        return True

    async def edit(self, chat: str, number: int, text: str, keys: InlineKeyboardMarkup | None) -> None:
        """Change the words and buttons of a message of ours."""
        await self._messenger.act(
            chat,
            Priority.ANSWER,
            lambda there: self._bot.edit_message_text(
                text[:TEXT_LENGTH], there, number, reply_markup=keys, link_preview_options=NO_PREVIEW
            ),
        )

    async def delete(self, chat: str, numbers: Sequence[int]) -> bool:
        """Delete messages of ours, as far as Telegram still lets us. False where a later try may do more."""
        try:
            await self._messenger.act(
                chat, Priority.EDIT, lambda there: self._bot.delete_messages(there, list(numbers))
            )
        except (BadRequest, SendError) as error:
            log.debug("a message stayed", extra={"kind": type(error).__name__, "group": is_group(chat)})
            return not isinstance(error, NotNow | Uncertain)
        return True

    async def _clear(self, to: ReplyTo, status: int) -> None:
        """Delete a status message, if need be at the second try: after the pause that Telegram asks for."""
        if not (await self.delete(to.chat, [status]) or await self.delete(to.chat, [status])):
            await self._note(to, [status])

    async def _bind_removal(self, to: ReplyTo, reply: Reply, numbers: Sequence[int]) -> None:
        """Let the button that deletes take away every message of the answer, not only the one that it stands under."""
        tokens = [button.token for row in reply.buttons for button in row if button.command == REMOVE and button.token]
        if len(numbers) < 2 or not tokens:
            return
        try:
            await self._bind(to, tokens[0], [str(number) for number in numbers])
        except StorageError as error:
            log.warning("only the last message of an answer can be deleted", extra={"kind": type(error).__name__})

    async def _note(self, to: ReplyTo, numbers: Sequence[int]) -> None:
        """Note what a group may want gone again. The messages are there, whether that succeeds or not."""
        if not numbers or not is_group(to.chat):
            return
        try:
            await self._sent(to, numbers)
        except StorageError as error:
            log.warning("messages will stay in a group", extra={"kind": type(error).__name__})
