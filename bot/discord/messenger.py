"""Every request of ours that changes something in a chat, with a clear end."""

import hashlib
import logging
from collections.abc import Awaitable
from typing import Any, TypeVar

import discord

from bot.discord.failures import send_error
from bot.discord.layout import Page
from bot.discord.limits import NONCE
from bot.discord.rest import TROUBLES, Rest
from handlers.errors import NotNow, Rejected, Uncertain
from handlers.request import ReplyTo

log = logging.getLogger(__name__)

T = TypeVar("T")
_ORIGINAL = "@original"


class Messenger:
    """Shows pages. Every method raises Rejected (TokenExpired, MessageGone) or NotNow; Uncertain only where it says.

    An edit, and a message with a nonce, may be asked for twice: what may have arrived is then simply asked for again.
    """

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    async def edit_answer(self, to: ReplyTo, page: Page, number: int | None = None) -> int:
        """Put a page in the place of an interaction's first message, or of the follow-up with this number."""
        edited = await _done(
            self._webhook(to).edit_message(_place(number), attachments=page.attachments(), view=page.view())
        )
        return edited.id

    async def follow_up(self, to: ReplyTo, page: Page, private: bool) -> int:
        """Send a page as a further message; raises Uncertain as well."""
        sent = await _done(
            self._webhook(to).send(view=page.view(), files=page.attachments(), ephemeral=private, wait=True), once=True
        )
        return sent.id

    async def delete_answer(self, to: ReplyTo, number: int | None = None) -> None:
        """Delete an interaction's first message, or the follow-up with this number."""
        await _done(self._webhook(to).delete_message(_place(number)))

    async def send(self, to: ReplyTo, page: Page, nonce: str) -> int:
        """Send a page to a channel, under the message that it answers; the same nonce again is the same message."""
        channel = self._channel(to.chat)
        reference = (
            discord.MessageReference(message_id=int(to.message), channel_id=int(to.chat), fail_if_not_exists=False)
            if to.message
            else None
        )
        sent = await _done(_sent(channel, page, nonce, reference))
        return sent.id

    async def send_direct(self, person: str, page: Page, nonce: str) -> int:
        """Send a page to a person."""
        channel = await _done(self._rest.client.create_dm(discord.Object(int(person))))
        return (await _done(_sent(channel, page, nonce, None))).id

    async def edit(self, chat: str, number: int, page: Page) -> int:
        """Put a page in the place of a message of ours."""
        message = self._channel(chat).get_partial_message(number)
        await _done(message.edit(attachments=page.attachments(), view=page.view()))
        return number

    async def delete(self, chat: str, numbers: list[int]) -> bool:
        """Delete messages of ours, as far as they are there. False where a later try may do more."""
        whole = True
        for number in numbers:
            try:
                await _done(self._channel(chat).get_partial_message(number).delete())
            except NotNow:
                whole = False
            except Rejected as error:
                log.debug("a message stayed", extra={"kind": type(error).__name__})
        return whole

    async def hint(self, chat: str) -> None:
        """Show that something is being done, where that can be shown."""
        try:
            await self._rest.client.http.send_typing(int(chat))
        except (*TROUBLES, NotNow) as error:
            log.debug("a hint was refused", extra={"kind": type(error).__name__})

    def _channel(self, chat: str) -> discord.PartialMessageable:
        return self._rest.client.get_partial_messageable(int(chat))

    def _webhook(self, to: ReplyTo) -> discord.Webhook:
        webhook = discord.Webhook.partial(int(to.extra["application"]), to.extra["token"], client=self._rest.client)
        webhook.type = discord.WebhookType.application
        return webhook


def _place(number: int | None) -> Any:
    return _ORIGINAL if number is None else number  # Discord takes the word where discord.py asks for a number


def _sent(
    channel: discord.abc.Messageable, page: Page, nonce: str, reference: discord.MessageReference | None
) -> Awaitable[discord.Message]:
    view, files = page.view(), page.attachments()
    if len(nonce) > NONCE:
        nonce = hashlib.sha256(nonce.encode()).hexdigest()[:NONCE]
    if reference is None:
        return channel.send(view=view, files=files, nonce=nonce)
    return channel.send(view=view, files=files, nonce=nonce, reference=reference, mention_author=False)


async def _done(doing: Awaitable[T], once: bool = False) -> T:
    try:
        return await doing
    except TROUBLES as error:
        known = send_error(error)
        log.debug("Discord did not do it", extra={"kind": type(known).__name__, "why": type(error).__name__})
        # What is safe to ask for twice is simply asked for again.
        raise (NotNow() if isinstance(known, Uncertain) and not once else known) from None
