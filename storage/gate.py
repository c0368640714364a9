"""Who is kept out, and whether everyone is for a while. A ban is kept under a keyed hash: it outlives the account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, literal, select

from storage import adapter_state, schema
from storage.database import Connection
from storage.statements import insert

BOT = "bot"
"""Under this name the state of the whole bot stands beside that of its chats."""

_CLOSED = "maintenance"
_bans = schema.bans
_state = schema.adapter_state


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands in the way of a person: a ban of their own, or maintenance, with what the owner says of it."""

    banned: bool = False
    maintenance: str | None = None


async def look(c: Connection, person: bytes) -> Gate:
    """Return what stands in the way of this person (`persons.person_of`), in one query: every request asks."""
    banned = select(literal(1)).where(_bans.c.person == person).exists()
    closed = select(_state.c.value).where(_state.c.platform == BOT, _state.c.name == _CLOSED).scalar_subquery()
    row = (await c.execute(select(banned, closed))).one()
    return Gate(bool(row[0]), row[1])


async def ban(c: Connection, persons: Iterable[bytes], now: datetime) -> None:
    """Keep these people out, whatever becomes of their accounts."""
    for person in persons:
        await c.execute(insert(c, _bans).values(person=person, at=now).on_conflict_do_nothing())


async def lift(c: Connection, persons: Iterable[bytes]) -> None:
    """Let these people in again."""
    await c.execute(delete(_bans).where(_bans.c.person.in_(list(persons))))


async def close(c: Connection, words: str) -> None:
    """Begin maintenance: only owners are answered, everyone else reads these words."""
    await adapter_state.put(c, BOT, _CLOSED, words)


async def reopen(c: Connection) -> None:
    """End maintenance."""
    await c.execute(delete(_state).where(_state.c.platform == BOT, _state.c.name == _CLOSED))
