"""What the owners are to be told, until one of them was: reports of people, budgets that run out, books that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, or_, select, update

from storage import schema
from storage.database import Connection
from storage.statements import insert_new

_notices = schema.notices


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `text` is a Fluent key that `facts` fill; `body` are words of the account, sealed by the caller."""

    id: int
    account_id: int | None
    topic: str
    text: str
    facts: Mapping[str, Any] | None
    body: bytes | None
    created_at: datetime


async def add(
    c: Connection,
    topic: str,
    text: str,
    now: datetime,
    facts: Mapping[str, str | int] | None = None,
    account_id: int | None = None,
    body: bytes | None = None,
) -> bool:
    """Note what is to be told. A topic is told once: False means that it is known."""
    row = {"topic": topic, "text": text, "created_at": now, "account_id": account_id, "body": body}
    new = row | {"facts": dict(facts) if facts else None}
    return (await c.execute(insert_new(c, _notices, _notices.c.id), new)).first() is not None


async def untold(c: Connection, limit: int = 20) -> list[Notice]:
    """Return what was not told yet: what people wrote last, or many words of theirs would hold up our own; the oldest
    first.
    """
    is_written = case((_notices.c.body.is_(None), 0), else_=1)
    query = select(*(_notices.c[field.name] for field in fields(Notice))).where(_notices.c.told_at.is_(None))
    return [Notice(*row) for row in await c.execute(query.order_by(is_written, _notices.c.id).limit(limit))]


async def told(c: Connection, notice_id: int, now: datetime) -> None:
    """Note that an owner has it; what a person wrote is erased."""
    await c.execute(update(_notices).where(_notices.c.id == notice_id).values(told_at=now, body=None))


async def drop_before(c: Connection, told_before: datetime, created_before: datetime) -> int:
    """Delete notices that were told before one moment, or that nobody could be told since another."""
    old = or_(_notices.c.told_at < told_before, _notices.c.created_at < created_before)
    return (await c.execute(delete(_notices).where(old))).rowcount
