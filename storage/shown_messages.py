"""Messages of ours that are to be deleted later: in groups that keep them for some minutes only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage import schema
from storage.database import Connection

_shown = schema.shown_messages


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message; `address` says where it is, sealed by the caller for the account that it answered."""

    id: int
    account_id: int
    address: bytes


async def add(c: Connection, account_id: int, address: bytes, delete_at: datetime) -> None:
    """Note a message that is to be deleted at this moment."""
    await c.execute(_shown.insert().values(account_id=account_id, address=address, delete_at=delete_at))


async def due(c: Connection, now: datetime, limit: int = 500) -> list[ShownMessage]:
    """Return the messages that are to be deleted by now, those that were due first in front."""
    query = (
        select(_shown.c.id, _shown.c.account_id, _shown.c.address)
        .where(_shown.c.delete_at <= now)
        .order_by(_shown.c.delete_at, _shown.c.id)
        .limit(limit)
    )
    return [ShownMessage(*row) for row in await c.execute(query)]


async def drop(c: Connection, ids: Sequence[int]) -> None:
    """Forget messages that are deleted, or cannot be."""
    await c.execute(delete(_shown).where(_shown.c.id.in_(ids)))


async def drop_overdue(c: Connection, before: datetime) -> int:
    """Forget messages that should have been deleted before this moment; return how many nobody deleted."""
    return (await c.execute(delete(_shown).where(_shown.c.delete_at < before))).rowcount
