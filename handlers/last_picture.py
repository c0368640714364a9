"""The last picture of a person in a place: what a tool works on that is asked for without one.

It is the picture that was sent last, or the last result, which is its sources with every step. What the asker alone
saw is recalled only where they alone see the answer, too. Only references and steps are kept, sealed, for a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import sealing
from handlers.call import Call
from handlers.request import AttachmentRef, ReplyTo
from handlers.services import Services
from storage import accounts, last_pictures
from storage.database import Connection
from tools.work import Step

LAST_PICTURE_HOURS = 24
"""How long it is remembered; /privacy says it."""


@dataclass(frozen=True, slots=True)
class LastPicture:
    """Pictures, and the steps that were applied to them."""

    pictures: tuple[AttachmentRef, ...]
    steps: tuple[Step, ...]


async def remember(
    connection: Connection,
    services: Services,
    account_id: int,
    to: ReplyTo,
    pictures: Sequence[AttachmentRef],
    steps: Sequence[Step] = (),
) -> None:
    """Remember the last picture in the place where `to` leads; a chat that draws its own palette needs none."""
    if not services.chats[to.platform].limits.draws_palette:
        kept = [services.chats[picture.platform].lasting(picture) for picture in pictures]
        content = sealing.seal_last_picture(services.vault, account_id, kept, steps)
        until = services.clock() + timedelta(hours=LAST_PICTURE_HOURS)
        await last_pictures.put(connection, account_id, _place(services, to), content, until)


async def note_sent(call: Call) -> None:
    """Remember the pictures that came with a message as the last ones of its place, whatever comes of the message."""
    request, services = call.request, call.services
    if not request.attachments or request.button or call.chat.draws_palette:
        return
    identity = request.identity
    async with services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        await remember(connection, services, account.id, request.reply_to, request.attachments)


async def recall(call: Call) -> LastPicture | None:
    """Return the asker's last picture in the place of the request."""
    if call.account is None or call.chat.draws_palette:
        return None
    services = call.services
    async with services.database.read() as connection:
        places = _places_seen(services, call.request.reply_to)
        content = await last_pictures.latest(connection, call.account.id, places, call.now)
    if content is None:
        return None
    return LastPicture(*sealing.unseal_last_picture(services.vault, call.account.id, content, services.catalog))


async def move(connection: Connection, services: Services, platform: str, old: str, new: str) -> None:
    """Take the last pictures along when a chat gets another id; one that changes it has no topics yet."""
    places = (_place(services, ReplyTo(platform, chat)) for chat in (old, new))
    await last_pictures.move(connection, *places)


def _place(services: Services, to: ReplyTo) -> bytes:
    private = ":private" if to.extra.get("private") else ""
    return services.vault.sign(f"{to.platform}:{to.chat}:{to.extra.get('topic', '')}{private}".encode(), "place")


def _places_seen(services: Services, to: ReplyTo) -> tuple[bytes, ...]:
    """Return the places whose pictures may be shown where `to` leads."""
    here = _place(services, to)
    if not to.extra.get("private"):
        return (here,)
    return here, _place(services, replace(to, extra={**to.extra, "private": ""}))
