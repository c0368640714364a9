"""One update at a time: what it asks is put to the handlers, and what they answer is shown."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, ForceReply, Message, PreCheckoutQuery, Update
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import BadRequest, TelegramError

from bot.press_data import PRESSED_COMMANDS
from bot.statuses import STATUS, Statuses
from bot.telegram.asked import (
    Asked,
    Me,
    asked_in,
    identity_of,
    is_group,
    owner_of,
    question_name,
    read_message,
    reply_to,
)
from bot.telegram.failures import is_harmless, send_error
from bot.telegram.keyboard import keyboard, keyboard_for, link_keyboard, read_press
from bot.telegram.limits import PLATFORM, TEXT_LENGTH
from bot.telegram.messenger import Messenger
from bot.telegram.pacing import Priority
from bot.telegram.place import NO_PREVIEW
from bot.telegram.send import TelegramSend
from handlers import groups, questions
from handlers.addresses import is_awaited
from handlers.arguments import command_name, first_word
from handlers.call import open_call
from handlers.commands.start import LINKED
from handlers.errors import AdminsUnknown, NoOpenJob, NotEnoughForPot, NotNow, OutOfCredits
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import Identity, ReplyTo, Request
from handlers.router import answer
from handlers.services import Services
from storage import accounts

log = logging.getLogger(__name__)

_ALERT_LENGTH = 200
_PRIVATE_COMMANDS = frozenset(LINKED.values())
_OF_EVERYONE = frozenset({"help", "settings"})
"""Private commands that may be wrong in the sight of all: nothing about a person is in their errors."""
_OF_CREDITS = (OutOfCredits.code, NotEnoughForPot.code)
_GONE = (ChatMember.LEFT, ChatMember.BANNED)
_AT_ONCE = 16
_PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0, 60.0)
"""Seconds between tries at showing a reply. A pause that Telegram itself asks for comes on top."""


class Conversation:
    """Answers updates. Every method may be called again for the same update after a crash."""

    def __init__(
        self, me: Me, services: Services, messenger: Messenger, send: TelegramSend, statuses: Statuses
    ) -> None:
        self._me = me
        self._services = services
        self._messenger = messenger
        self._bot = messenger.bot
        self._send = send
        self._statuses = statuses
        self._places = asyncio.Semaphore(_AT_ONCE)

    def read(self, message: Message) -> Asked | None:
        """Return what a message asks of us, None for one that is not ours to answer."""
        return read_message(message, self._me)

    async def handle(self, update: Update) -> None:
        """Answer one update that is no part of an album; raises SendError where the answer could not be shown."""
        if update.pre_checkout_query:
            await self._refuse_payment(update.pre_checkout_query)
        elif update.callback_query:
            await self._press(update.callback_query, update.update_id)
        elif update.my_chat_member:
            await self._membership(update.my_chat_member)
        elif update.message:
            await self._message(update.message, str(update.update_id))

    async def ask(self, asked: Asked, key: str, is_alone: bool = False) -> None:
        """Answer a message or a whole album; `key` names it, so that the same one again is the same job.

        `is_alone`: it is one part of an album of which nothing else came.
        """
        if not asked.is_for_us and not await self._is_answer(asked):
            return
        if asked.is_group:
            await groups.spoke(self._services, PLATFORM, asked.to.chat)
        else:
            await self._note_reachable(asked.to.chat)
        request = asked.request(key)
        reply = await self._answer(request)
        if reply.quiet or (asked.is_group and not asked.addressed and reply.error == "unknown_command"):
            return
        await self._show(request, reply, None)
        if is_alone and asked.is_group and reply.job:
            # In a group, Telegram shows a bot that is no admin only what is meant for it: the part with the command.
            alone = self._services.texts.say(reply.language, "telegram-one-of-album")
            await self._show(request, Reply(alone), None)

    async def _message(self, message: Message, key: str) -> None:
        if message.migrate_to_chat_id:
            await groups.migrated(self._services, PLATFORM, str(message.chat.id), str(message.migrate_to_chat_id))
        asked = self.read(message)
        if asked and (asked.text or asked.pictures or asked.unsupported or asked.addressed):
            if _is_service(message):
                return
            await self.ask(asked, key)

    async def _is_answer(self, asked: Asked) -> bool:
        return bool(asked.answers) and await questions.is_open(self._services, asked.identity, asked.answers)

    async def _press(self, query: CallbackQuery, arrived: int) -> None:
        press = read_press(query.data or "")
        message = query.message
        if press is None or not isinstance(message, Message) or (press[1] and press[1] not in PRESSED_COMMANDS):
            await self._answer_query(query, "")
            return
        request = replace(_pressed(query, message, *press), arrived=arrived)
        if refusal := await self._refusal(request, message):
            await self._answer_query(query, self._services.texts.say(await self._language(request), refusal))
            return
        if request.group:
            await groups.spoke(self._services, PLATFORM, request.group)
        reply = await self._answer(request)
        is_refused = bool(reply.error) and not reply.quiet
        fits = len(reply.text) <= _ALERT_LENGTH
        await self._answer_query(query, reply.text if is_refused and fits else "")
        if reply.error == NoOpenJob.code and await self._is_known_theirs(request, message):
            # The status of a job that is over, whose number was lost when its sending was cut off.
            await self._send.delete(request.reply_to.chat, [message.message_id])
        if not reply.error or (reply.buttons and request.button) or (is_refused and not fits):
            await self._show(request, reply, message)

    async def _refusal(self, request: Request, message: Message) -> str:
        """Return the words for whoever may not press, by their key; empty for those who may."""
        try:
            return "" if await self._is_theirs(request, message) else "telegram-not-yours"
        except AdminsUnknown as unknown:
            return unknown.key

    async def _is_theirs(self, request: Request, message: Message) -> bool:
        """Whether whoever pressed may.

        Where it is not known whom the message answers, a token knows by itself whose it is, and only one's own jobs
        can be stopped.
        """
        if request.group and owner_of(message) is None:
            return bool(request.button) or request.command == "cancel"
        return await self._is_known_theirs(request, message)

    async def _is_known_theirs(self, request: Request, message: Message) -> bool:
        """Whether the message is known to be for whoever pressed: in a group, it answers them or the group itself."""
        if not request.group:
            return True
        owner = owner_of(message)
        if owner == request.identity.external_id:
            return True
        admins = self._services.chats[PLATFORM].admins
        return owner == request.group and admins is not None and await admins.is_admin(owner, request.identity)

    async def _language(self, request: Request) -> str:
        return (await open_call(request, self._services)).language

    async def _answer(self, request: Request) -> Reply:
        """Put it to the handlers. A job that they took on is followed at once: it may be over before long."""
        async with self._places:
            reply = await answer(request, self._services)
        if reply.job and reply.to:
            self._statuses.begin(reply.job, reply.to, Progress(None, running=False))
        return reply

    async def _show(self, request: Request, reply: Reply, pressed: Message | None) -> None:
        """Show a reply, and try again where Telegram asks us to wait or cannot be reached; raises SendError."""
        for pause in (*_PAUSES, None):
            try:
                return await self._shown(request, reply, pressed)
            except BadRequest as error:
                if is_harmless(error):
                    return None
                log.warning("Telegram refused a reply", extra={"kind": error.message[:80]})
                raise send_error(error) from None
            except NotNow:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        return None

    async def _shown(self, request: Request, reply: Reply, pressed: Message | None) -> None:
        to = request.reply_to
        if reply.job and reply.to:
            await self._accepted(request, reply, reply.to, pressed)
        elif reply.job:
            return  # it asked for this before a crash, and its job was answered meanwhile
        elif reply.remove and pressed:
            await self._send.delete(to.chat, [*{*map(int, reply.removes), pressed.message_id}])
        elif reply.ask:
            await self._question(request, reply)
        elif request.group and reply.private and (not reply.error or _is_personal(request, reply)):
            await self._in_private(request, reply)
        elif reply.files:
            await self._send.send(to, reply, request.idempotency_key)
        elif reply.edit and pressed:
            await self._send.edit(to.chat, pressed.message_id, reply.text, keyboard(reply.buttons))
        elif reply.text:
            await self._send.say(to, reply.text, keyboard_for(to, reply.buttons))

    async def _accepted(self, request: Request, reply: Reply, to: ReplyTo, pressed: Message | None) -> None:
        """Show that work has begun: a reaction in a group, "sending photo" to a person, words only if it takes long.

        A panel whose Run was pressed has served its turn: its place is the status message's, and then the result's.
        """
        if reply.edit and pressed:
            await self._began_in_place(request, reply, pressed)
        if request.group and to.message and not request.button:
            number = int(to.message)
            await self._messenger.hint(
                to.chat, lambda chat: self._bot.set_message_reaction(chat, number, ReactionEmoji.EYES)
            )
        elif not request.group:
            await self._messenger.hint(to.chat, lambda chat: self._bot.send_chat_action(chat, ChatAction.UPLOAD_PHOTO))

    async def _began_in_place(self, request: Request, reply: Reply, pressed: Message) -> None:
        keys = keyboard(reply.buttons)

        async def edit(chat: str) -> None:
            # The result may have come while this waited for its turn.
            if await is_awaited(self._services, request.identity, reply.job or ""):
                text, number = reply.text[:TEXT_LENGTH], pressed.message_id
                await self._bot.edit_message_text(
                    text, chat, number, reply_markup=keys, link_preview_options=NO_PREVIEW
                )

        await self._messenger.act(request.reply_to.chat, Priority.ANSWER, edit)

    async def _question(self, request: Request, reply: Reply) -> None:
        """Ask so that the person's next words are a reply to it, and remember which question that is."""
        text = self._services.texts.say(reply.language, "telegram-question-hint")
        force = ForceReply(input_field_placeholder=text, selective=bool(request.group))
        sent = await self._send.say(request.reply_to, reply.text, force)
        name = question_name(request.reply_to.chat, sent[-1].message_id)
        for asked in _speakers(request.identity, request.group):
            if await questions.bind(self._services, asked, reply.ask or "", name):
                return

    async def _in_private(self, request: Request, reply: Reply) -> None:
        """Lead from a group to the private chat, where money and privacy are spoken of."""
        name = "balance" if reply.error in _OF_CREDITS else _command(request)
        start = f"go_{name}" if name in _PRIVATE_COMMANDS else "go_help"
        texts = self._services.texts
        keys = link_keyboard(
            texts.say(reply.language, "telegram-button-private"), f"https://t.me/{self._me.username}?start={start}"
        )
        await self._send.say(request.reply_to, texts.say(reply.language, "telegram-in-private"), keys)

    async def _answer_query(self, query: CallbackQuery, text: str) -> None:
        try:
            await self._bot.answer_callback_query(query.id, text[:_ALERT_LENGTH] or None)
        except TelegramError as error:
            log.debug("a press was not confirmed", extra={"kind": type(error).__name__})

    async def _refuse_payment(self, query: PreCheckoutQuery) -> None:
        """Nothing is sold yet, and Telegram waits ten seconds for this answer."""
        text = self._services.texts.say(query.from_user.language_code, "telegram-nothing-sold")
        await self._bot.answer_pre_checkout_query(query.id, ok=False, error_message=text)

    async def _note_reachable(self, person: str) -> None:
        """Whoever writes takes messages again."""
        async with self._services.database.read() as connection:
            if not await accounts.is_unreachable(connection, PLATFORM, person):
                return
        async with self._services.database.write() as connection:
            await accounts.set_unreachable(connection, PLATFORM, person, None)

    async def _membership(self, change: ChatMemberUpdated) -> None:
        """Note who blocked us, and which group we came into or were put out of."""
        chat, gone = str(change.chat.id), change.new_chat_member.status in _GONE
        if change.chat.type == Chat.PRIVATE:
            now = self._services.clock() if gone else None
            async with self._services.database.write() as connection:
                await accounts.set_unreachable(connection, PLATFORM, chat, now)
        elif gone:
            await groups.left(self._services, PLATFORM, chat)
        else:
            await groups.joined(self._services, PLATFORM, chat)


def _pressed(query: CallbackQuery, message: Message, token: str, command: str, given: Mapping[str, object]) -> Request:
    """Return what a press asks. Its answer is a reply to the message that the pressed one answers, where known."""
    user, chat = query.from_user, str(message.chat.id)
    to = reply_to(message, str(user.id), user.language_code)
    asked = asked_in(message) if is_group(chat) else None
    to = replace(to, message=str(asked.message_id)) if asked else to
    return Request(
        identity=identity_of(user),
        idempotency_key=f"{PLATFORM}:press:{query.id}",
        reply_to=to,
        in_place=replace(to, extra={**to.extra, STATUS: str(message.message_id)}) if message.text else None,
        locale=user.language_code,
        command=command,
        given=given,
        button=token,
        group=chat if is_group(chat) else None,
    )


def _command(request: Request) -> str:
    """Return the name of the command that a request asks for."""
    word, _ = first_word(request.text)
    return request.command or command_name(word)


def _is_personal(request: Request, reply: Reply) -> bool:
    """Whether what went wrong tells of the asker's own affairs: their credits, or a command that is answered alone."""
    return reply.error in _OF_CREDITS or _command(request) in _PRIVATE_COMMANDS - _OF_EVERYONE


def _speakers(person: Identity, group: str | None) -> list[Identity]:
    """Return as whom somebody may have asked: as themself, or as an anonymous admin in the name of their group."""
    return [person, Identity(PLATFORM, group)] if group else [person]


def _is_service(message: Message) -> bool:
    """Whether a message only says what happened in the chat: nothing in it was written or sent by a person."""
    return not (message.text or message.caption or message.effective_attachment)
