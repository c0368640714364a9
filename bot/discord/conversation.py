"""One interaction or message at a time: acknowledged, written down, put to the handlers, answered."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from bot.discord.acknowledge import acknowledge
from bot.discord.admins import DiscordAdmins
from bot.discord.asked import AnyInteraction, Where
from bot.discord.buttons import Pressed
from bot.discord.choice import Choice, Defer, Refuse, Remove, choose, choose_for_press
from bot.discord.failures import TokenExpired
from bot.discord.intake import Intake
from bot.discord.messenger import Messenger
from bot.discord.place import NEW, PRESSED, has_token
from bot.discord.send import DiscordSend
from bot.discord.statuses import DiscordStatuses
from handlers.addresses import is_awaited
from handlers.errors import NotNow, SendError
from handlers.failures import sentence
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import ReplyTo, Request
from handlers.router import answer
from handlers.services import Services

log = logging.getLogger(__name__)

Doing = Callable[[], Awaitable[None]]

_AT_ONCE = 16
_PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds between tries at showing a reply, or at deleting one."""


class Conversation:
    """Answers what people ask. Every method may be called again for the same thing after a crash."""

    def __init__(
        self,
        services: Services,
        messenger: Messenger,
        send: DiscordSend,
        statuses: DiscordStatuses,
        admins: DiscordAdmins,
        intake: Intake,
    ) -> None:
        self._services = services
        self._messenger = messenger
        self._send = send
        self._statuses = statuses
        self._admins = admins
        self._intake = intake
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def interaction(self, interaction: AnyInteraction) -> None:
        """Answer a command, or a form; a press comes through `press`."""
        choice = choose(interaction, self._services)
        if choice:
            await self._follow(interaction, choice)

    async def press(self, interaction: AnyInteraction, pressed: Pressed) -> None:
        """Answer a pressed button."""
        await self._follow(interaction, choose_for_press(interaction, pressed, self._services))

    async def message(self, number: int, request: Request) -> None:
        """Answer a message; `number` is its id."""
        if await self._intake.note(number, request):
            await self._messenger.hint(request.reply_to.chat)
            await self._answer_noted(number, request)

    async def resume(self, request: Request) -> None:
        """Answer what a crash left unanswered; raises SendError.

        A job that was over by then has brought its answer, or brings it by itself: nothing may take its place.
        """
        reply = await self._asked(request)
        if not (reply.job and not reply.to and not reply.files):
            await self._answered(request, reply)

    async def _asked(self, request: Request) -> Reply:
        async with self._places:
            return await answer(request, self._services)

    async def _answered(self, request: Request, reply: Reply) -> None:
        """Follow the job that was taken on, at once for it may be over before long, or show the reply."""
        if reply.job and reply.to:
            await self._accepted(request, reply, reply.to)
        else:
            await self._show(request, reply)

    async def _follow(self, interaction: AnyInteraction, choice: Choice) -> None:
        where = Where.of(interaction)
        if where.group:
            self._admins.learn(where.group, where.asker, interaction.permissions)
        if isinstance(choice, Defer):
            await self._deferred(interaction, choice)
        elif await acknowledge(interaction, choice, self._services.catalog):
            if isinstance(choice, Remove):
                await self._quietly(lambda: self._messenger.delete_answer(where.address(PRESSED, private=False)))
            elif isinstance(choice, Refuse) and choice.request:
                await self._mend(choice.request, where.address(NEW, private=True))

    async def _deferred(self, interaction: AnyInteraction, choice: Defer) -> None:
        """Defer, and write down meanwhile what was asked: the database must not make Discord wait."""
        acknowledged, is_new = await asyncio.gather(
            acknowledge(interaction, choice, self._services.catalog), self._intake.note(interaction.id, choice.request)
        )
        if is_new and acknowledged:
            await self._answer_noted(interaction.id, choice.request)
        elif is_new:
            await self._intake.done(interaction.id)

    async def _answer_noted(self, number: int, request: Request) -> None:
        """Answer what was written down. Where its answer was refused, or may have been shown, that is all."""
        reply = await self._asked(request)
        try:
            await self._answered(request, reply)
        except SendError as error:
            log.info("an answer was not shown", extra={"kind": type(error).__name__})
        except Exception:
            log.exception("an answer could not be shown")
            if not reply.job:
                await self._apologize(request, reply)
        await self._intake.done(number)

    async def _apologize(self, request: Request, reply: Reply) -> None:
        """Say that something broke on our side, in place of a reply that cannot be shown."""
        text = sentence(self._services, self._services.texts.language(reply.language), "unexpected", {})
        words = Reply(text, private=True, error="unexpected")
        await self._quietly(lambda: self._send.show(request.reply_to, words, _delivery(request)))

    async def _mend(self, request: Request, to: ReplyTo) -> None:
        """Put the button that mends a refused value under the refusal."""
        reply = await self._asked(replace(request, reply_to=to))
        if reply.error and reply.buttons:
            await self._quietly(lambda: self._send.show(to, reply, _delivery(request)))

    async def _accepted(self, request: Request, reply: Reply, to: ReplyTo) -> None:
        """Follow a job. A panel whose Run was pressed has served its turn: the status takes its place at once.

        One that is on its way for another press already is answered there, and nothing more comes of this one.
        """
        here = request.reply_to
        if has_token(here) and here.extra["token"] != to.extra.get("token"):
            if here.extra["answer"] == NEW:
                await self._quietly(lambda: self._messenger.delete_answer(here))
            return
        state = Progress(reply.place, running=False)
        if to.extra.get("answer") != PRESSED:
            self._statuses.begin(reply.job or "", to, state)
        elif await is_awaited(self._services, request.identity, reply.job or ""):
            self._statuses.hurry(reply.job or "", to, state)

    async def _show(self, request: Request, reply: Reply) -> None:
        """Show a reply; raises SendError."""
        with suppress(TokenExpired):  # nobody waits for these words any more
            await _until_done(lambda: self._shown(request, reply))

    async def _shown(self, request: Request, reply: Reply) -> None:
        to = request.reply_to
        if reply.quiet and not has_token(to):
            return  # a message may stay unanswered; an interaction may not
        here = request.in_place if request.in_place and not reply.error else None
        if reply.remove and here:
            await self._messenger.delete_answer(here)
        elif reply.private and request.group and not has_token(to):
            text = self._services.texts.say(reply.language, "discord-in-private")
            await self._send.show(to, Reply(reply.text if reply.error else text), _delivery(request))
        else:
            await self._send.show(here if here and reply.edit else to, reply, _delivery(request))

    async def _quietly(self, doing: Doing) -> None:
        """Do what nobody hears of where Discord refuses it."""
        try:
            await _until_done(doing)
        except SendError as error:
            log.info("Discord did not do what was asked", extra={"kind": type(error).__name__})


async def _until_done(doing: Doing) -> None:
    """Do it, and try again where Discord asks us to wait or cannot be reached; raises SendError."""
    for pause in _PAUSES:
        with suppress(NotNow):
            return await doing()
        await asyncio.sleep(pause)
    return await doing()


def _delivery(request: Request) -> str:
    """Return the word by which the answer to a request is known, however often it is shown."""
    return request.idempotency_key[-20:]
