"""What an owner says to everyone, account by account, so that a restart goes on where it was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage import schema
from storage.database import Connection

_announcements = schema.announcements


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement; everyone up to the account `told_up_to` has it."""

    id: int
    text: str
    told_up_to: int


async def begin(c: Connection, text: str, now: datetime) -> int:
    """Begin an announcement and return its number."""
    row = {"text": text, "created_at": now}
    return int((await c.execute(_announcements.insert().returning(_announcements.c.id), row)).scalar_one())


async def current(c: Connection) -> Announcement | None:
    """Return the oldest that has not reached everyone."""
    columns = (_announcements.c.id, _announcements.c.text, _announcements.c.told_up_to)
    query = select(*columns).where(_announcements.c.ended_at.is_(None)).order_by(_announcements.c.id).limit(1)
    row = (await c.execute(query)).one_or_none()
    return Announcement(*row) if row else None


async def advance(c: Connection, announcement_id: int, account_id: int) -> None:
    """Note that everyone up to this account has it."""
    mine = _announcements.c.id == announcement_id
    await c.execute(update(_announcements).where(mine).values(told_up_to=account_id))


async def end(c: Connection, announcement_id: int, now: datetime) -> None:
    """Note that everyone has it."""
    await c.execute(update(_announcements).where(_announcements.c.id == announcement_id).values(ended_at=now))
