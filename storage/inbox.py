"""What a chat sent us, kept until it is answered: written before the chat is told that we have it.

A row is `waiting`, then `done`, with nothing left of it but its number, so that a repeat is known; or `poison`
after three attempts that ended in no answer. Bodies are sealed with the key of their day (`Vault.seal_for_day`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, select, tuple_, update

from storage import accounts, schema
from storage.database import Connection
from storage.statements import insert_new
from storage.vault import Vault

MAX_ATTEMPTS = 3

_inbox = schema.inbox


class Begun(Enum):
    """What came of beginning an attempt."""

    YES = "yes"
    SET_ASIDE = "set aside"
    """There were enough attempts, and this call set the update aside."""
    GONE = "gone"
    """There is nothing to answer: it was answered, erased or set aside before."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An update that waits; `attempts` at answering it were begun before."""

    update_id: int
    sender: bytes | None
    body: bytes
    attempts: int
    received_at: datetime


_SELECT: Select[*tuple[Any, ...]] = select(*(_inbox.c[field.name] for field in fields(InboxRow)))


def sender_of(vault: Vault, platform: str, external_id: str) -> bytes:
    """Return the keyed hash that stands for a sender here."""
    return vault.sign(f"{platform}:{external_id}".encode(), "inbox sender")


async def senders_of(c: Connection, vault: Vault, account_id: int) -> list[bytes]:
    """Return the hashes that stand for the person of an account, one for each chat that leads to it."""
    return [sender_of(vault, *identity) for identity in await accounts.identities(c, account_id)]


async def add(
    c: Connection, platform: str, update_id: int, sealed_body: bytes, sender: bytes | None, now: datetime
) -> bool:
    """Write an update down. False when it is known, in whatever state, and nothing was changed."""
    row = {"platform": platform, "update_id": update_id, "sender": sender, "body": sealed_body, "received_at": now}
    return (await c.execute(insert_new(c, _inbox, _inbox.c.update_id), row)).first() is not None


async def waiting(c: Connection, platform: str, limit: int, held: Collection[int] = ()) -> list[InboxRow]:
    """Return updates that are to be answered, the oldest first, without those that somebody holds already."""
    query = _SELECT.where(_in_state(platform, "waiting")).order_by(_inbox.c.update_id).limit(limit)
    if held:
        query = query.where(_inbox.c.update_id.not_in(held))
    return [InboxRow(*row) for row in await c.execute(query)]


async def begin(c: Connection, platform: str, update_id: int) -> Begun:
    """Count an attempt at answering; after three that ended in no answer, set the update aside."""
    tried = _inbox.c.attempts >= MAX_ATTEMPTS
    changed = await c.execute(
        update(_inbox)
        .where(_is(platform, update_id), _inbox.c.state == "waiting")
        .values(
            state=case((tried, "poison"), else_="waiting"),
            attempts=case((tried, _inbox.c.attempts), else_=_inbox.c.attempts + 1),
        )
        .returning(_inbox.c.state)
    )
    state: str | None = changed.scalar_one_or_none()
    if state is None:
        return Begun.GONE
    return Begun.YES if state == "waiting" else Begun.SET_ASIDE


async def put_back(c: Connection, platform: str, update_ids: Sequence[int]) -> None:
    """Take back an attempt that failed for nothing in these updates."""
    begun = and_(_inbox.c.update_id.in_(update_ids), _inbox.c.attempts > 0)
    await c.execute(update(_inbox).where(_in_state(platform, "waiting"), begun).values(attempts=_inbox.c.attempts - 1))


async def done(c: Connection, platform: str, update_ids: Sequence[int]) -> None:
    """Note that updates are answered, and erase what they said and who sent them."""
    answered = and_(_inbox.c.platform == platform, _inbox.c.update_id.in_(update_ids))
    await c.execute(update(_inbox).where(answered).values(state="done", body=None, sender=None))


async def poison(c: Connection, platform: str, update_id: int) -> None:
    """Set an update aside that cannot be read."""
    await c.execute(update(_inbox).where(_is(platform, update_id), _inbox.c.state == "waiting").values(state="poison"))


async def count_waiting(c: Connection, platform: str, share: int | None = None) -> int:
    """Return how many updates are to be answered; of one sender no more than `share` count, where it is given."""
    number = func.count()
    counted = number if share is None else case((_inbox.c.sender.is_(None) | (number < share), number), else_=share)
    of_each = select(counted.label("number")).where(_in_state(platform, "waiting")).group_by(_inbox.c.sender).subquery()
    return int((await c.execute(select(func.coalesce(func.sum(of_each.c.number), 0)))).scalar_one())


async def count_waiting_of(c: Connection, platform: str, senders: Collection[bytes]) -> dict[bytes, int]:
    """Return how many updates of each of these senders are to be answered; nothing for one who has none."""
    query = (
        select(_inbox.c.sender, func.count())
        .where(_in_state(platform, "waiting"), _inbox.c.sender.in_(senders))
        .group_by(_inbox.c.sender)
    )
    return {bytes(sender): number for sender, number in await c.execute(query)}


async def newest(c: Connection, platform: str) -> int | None:
    """Return the highest number of an update that is known, whatever became of it."""
    newest: int | None = (
        await c.execute(select(func.max(_inbox.c.update_id)).where(_inbox.c.platform == platform))
    ).scalar()
    return newest


async def purge(c: Connection, before: datetime, limit: int = 500) -> int:
    """Delete what came before this moment, answered or not: the chat itself would not keep it longer."""
    key = tuple_(_inbox.c.platform, _inbox.c.update_id)
    old = select(_inbox.c.platform, _inbox.c.update_id).where(_inbox.c.received_at < before).limit(limit)
    return (await c.execute(delete(_inbox).where(key.in_(old)))).rowcount


async def set_apart(c: Connection, platform: str, senders: Collection[bytes], after: int) -> None:
    """Have an erasure of these senders pass over what they sent after the update that asked for it."""
    later = and_(_inbox.c.sender.in_(senders), _inbox.c.update_id > after)
    await c.execute(update(_inbox).where(_in_state(platform, "waiting"), later).values(sender=None))


def _is(platform: str, update_id: int) -> ColumnElement[bool]:
    return and_(_inbox.c.platform == platform, _inbox.c.update_id == update_id)


def _in_state(platform: str, state: str) -> ColumnElement[bool]:
    return and_(_inbox.c.platform == platform, _inbox.c.state == state)
