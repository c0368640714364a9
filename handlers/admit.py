"""Who may ask, and for how much. Nothing is fetched here: a picture is judged by what the chat says of it."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import timedelta

from handlers.call import Call
from handlers.config import AccessConfig, HandlersConfig
from handlers.errors import (
    Blocked,
    Maintenance,
    NotAdmitted,
    PictureMissing,
    QueueFull,
    StorageFull,
    TooFast,
    ToolOff,
    TooManyPictures,
    UnsupportedMessage,
)
from handlers.rates import Bucket
from handlers.request import AttachmentRef, ChatLimits, Identity
from handlers.times import in_time
from storage import settings, uploads
from storage.accounts import Account
from storage.database import Connection
from tools.errors import TooLarge, TooManyPixels

INVITED = "invited"


async def admit_person(call: Call, wrong_code: str = "") -> None:
    """Refuse people who may not use this installation; raises Blocked, Maintenance or NotAdmitted.

    An owner is always admitted. `wrong_code` is one that was just tried, so that the refusal is of that.
    """
    config = call.services.config
    if call.is_operator:
        return
    if call.gate.banned or (call.account and call.account.role == "blocked"):
        raise Blocked(contact=call.operator["contact"])
    if call.gate.maintenance is not None:
        raise Maintenance(words=call.gate.maintenance or "none")
    if not (_is_named(call.request.identity, config.access) or await _was_invited(call)):
        way = "closed" if config.access.mode != "invite" else "again" if wrong_code else "invite"
        raise NotAdmitted(way=way, id=_name(call.request.identity), contact=call.operator["contact"])


def admit_pace(call: Call) -> None:
    """Refuse who asks faster than is answered; raises TooFast. A guest of the browser also counts for their network."""
    request, rates = call.request, call.services.config.rates
    platform, is_guest = request.identity.platform, call.account is None or call.account.role == "guest"
    buckets: list[Bucket] = [(request.identity, rates.user_per_minute), (None, rates.bot_per_minute)]
    if request.group:
        buckets.append(((platform, request.group), rates.group_per_minute))
    if request.network and is_guest:
        buckets.append((request.network, rates.user_per_minute))
    if wait := call.services.rates.take(buckets):
        raise TooFast(time=in_time(call.services.texts, call.language, timedelta(seconds=wait)))


def is_invite(code: str, access: AccessConfig) -> bool:
    """Whether this code admits a person; compared in constant time."""
    given = code.encode()
    return access.mode == "invite" and any(
        [hmac.compare_digest(given, known.encode()) for known in access.invite_codes]
    )


def admit_tools(call: Call, tools: Iterable[str]) -> None:
    """Refuse what the admins of the group have switched off; raises ToolOff."""
    for tool in tools:
        if call.group and tool in call.group.off_tools:
            raise ToolOff(name=tool)


def admit_pictures(call: Call, pictures: Sequence[AttachmentRef], tool: str) -> None:
    """Refuse by what the chat states: none, too many, too large; raises the error that names the limit."""
    config = call.services.config
    if not pictures:
        raise PictureMissing(name=tool)
    check_stated(pictures, bytes_allowed(call.account, config, call.chat), config)


def check_stated(pictures: Sequence[AttachmentRef], allowed: int, config: HandlersConfig) -> None:
    """Refuse pictures by what the chat states of them, each of at most `allowed` bytes; nothing is looked up.

    Of several some may be refused, which the job then names.
    """
    if len(pictures) > config.jobs.pictures:
        raise TooManyPictures(given=len(pictures), limit=config.jobs.pictures)
    refused = [error for picture in pictures if (error := stated_error(picture, allowed, config))]
    if refused and len(refused) == len(pictures):
        raise refused[0]


def stated_error(
    picture: AttachmentRef, allowed: int, config: HandlersConfig
) -> UnsupportedMessage | TooLarge | TooManyPixels | None:
    """Return why a picture cannot be taken by what the chat states of it; None where nothing stands against it."""
    if picture.unsupported:
        return UnsupportedMessage(kind=picture.unsupported)
    if picture.bytes is not None and picture.bytes > allowed:
        return TooLarge(limit_bytes=allowed, bytes=picture.bytes)
    pixels, most = (picture.width or 0) * (picture.height or 0), config.limits.pixels
    return TooManyPixels.of(pixels, most) if pixels > most else None


def bytes_allowed(account: Account | None, config: HandlersConfig, chat: ChatLimits) -> int:
    """Return how many bytes a picture of this person may have: guests send less, and a chat may hand out less."""
    is_member = account is not None and account.role == "member"
    given = config.limits.bytes_in if chat.download_bytes is None else min(config.limits.bytes_in, chat.download_bytes)
    return given if is_member else min(config.jobs.guest_bytes, given)


async def admit_stored(connection: Connection, account_id: int, more: int, config: HandlersConfig) -> None:
    """Refuse to store `more` bytes where a person's uploads and results would take too many; raises StorageFull.

    What a running job has stored counts once it is settled: each of a person's jobs may fill what is left.
    """
    limit = config.jobs.stored_bytes
    if await uploads.total_bytes(connection, account_id) + more > limit:
        raise StorageFull(limit_bytes=limit)


def admit_to_queue(call: Call, lane: str) -> None:
    """Refuse while the lane takes no more; raises QueueFull."""
    waiting = call.services.queue.full(lane)
    if waiting is not None:
        raise QueueFull(place=waiting + 1)


def _name(identity: Identity) -> str:
    return f"{identity.platform}:{identity.external_id}"


def _is_named(identity: Identity, access: AccessConfig) -> bool:
    return access.mode == "open" or _name(identity) in access.owners + access.allowed


async def _was_invited(call: Call) -> bool:
    if call.services.config.access.mode != "invite" or call.account is None:
        return False
    async with call.services.database.read() as connection:
        return INVITED in await settings.get_settings(connection, call.account.id)
