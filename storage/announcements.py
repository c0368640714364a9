"""What an owner says to everyone, account by account, so that a restart goes on where it was."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select, update

from storage import pots, schema
from storage.database import Connection

_announcements = schema.announcements
_identities = schema.identities


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement; everyone up to the account `told_up_to` has it."""

    id: int
    text: str
    told_up_to: int
    created_at: datetime


async def begin(c: Connection, text: str, now: datetime) -> int:
    """Begin an announcement and return its number."""
    row = {"text": text, "created_at": now}
    return int((await c.execute(_announcements.insert().returning(_announcements.c.id), row)).scalar_one())


async def current(c: Connection) -> Announcement | None:
    """Return the oldest that has not reached everyone."""
    columns = (_announcements.c[field.name] for field in fields(Announcement))
    query = select(*columns).where(_announcements.c.ended_at.is_(None)).order_by(_announcements.c.id).limit(1)
    row = (await c.execute(query)).one_or_none()
    return Announcement(*row) if row else None


async def advance(c: Connection, announcement_id: int, account_id: int) -> None:
    """Note that everyone up to this account has it, and nobody after."""
    mine = _announcements.c.id == announcement_id
    await c.execute(update(_announcements).where(mine).values(told_up_to=account_id))


async def end(c: Connection, announcement_id: int, now: datetime) -> None:
    """Note that everyone has it."""
    await c.execute(update(_announcements).where(_announcements.c.id == announcement_id).values(ended_at=now))


async def recipients(c: Connection, after: int, platforms: Iterable[str], limit: int) -> list[tuple[int, str, str]]:
    """Return (account, platform, external id) of people who take messages from us, by account, one chat for each.

    Those of the accounts after this one alone, and only of these platforms. A group is nobody to be told.
    """
    of = _identities.c
    reached = (of.account_id > after, of.platform.in_(list(platforms)), of.unreachable_at.is_(None))
    people = select(of.account_id).where(*reached, ~pots.was_funded(of.account_id)).distinct()
    these = people.order_by(of.account_id).limit(limit)
    query = select(of.account_id, of.platform, of.external_id).where(*reached, of.account_id.in_(these))
    chats = (await c.execute(query.order_by(of.account_id, of.platform, of.external_id))).all()
    return [tuple(next(of_one)) for _, of_one in groupby(chats, itemgetter(0))]
