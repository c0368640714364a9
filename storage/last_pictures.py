"""The picture that a tool without one takes: the last of each account in each place, sealed by the caller."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from storage import schema
from storage.database import Connection
from storage.statements import insert

_pictures = schema.last_pictures


async def put(c: Connection, account_id: int, place: bytes, content: bytes, expires_at: datetime) -> None:
    """Remember a picture in the place of the one before. `place` is a keyed hash (`Vault.sign`) of the chat."""
    statement = insert(c, _pictures).values(account_id=account_id, place=place, content=content, expires_at=expires_at)
    new = {"content": statement.excluded.content, "expires_at": statement.excluded.expires_at}
    await c.execute(statement.on_conflict_do_update(index_elements=["account_id", "place"], set_=new))


async def latest(c: Connection, account_id: int, places: Sequence[bytes], now: datetime) -> bytes | None:
    """Return this account's last picture in any of these places, sealed; None when there was none, or all expired."""
    query = select(_pictures.c.content).where(
        _pictures.c.account_id == account_id, _pictures.c.place.in_(places), _pictures.c.expires_at > now
    )
    content: bytes | None = (await c.execute(query.order_by(_pictures.c.expires_at.desc()).limit(1))).scalar()
    return content


async def move(c: Connection, place: bytes, new_place: bytes) -> None:
    """Take the pictures of a place along that got another name. One that is in the new place already counts more."""
    there = select(_pictures.c.account_id).where(_pictures.c.place == new_place)
    old = _pictures.c.place == place
    await c.execute(delete(_pictures).where(old, _pictures.c.account_id.in_(there)))
    await c.execute(update(_pictures).where(old).values(place=new_place))


async def drop_expired(c: Connection, now: datetime) -> int:
    """Forget the pictures whose time is over; return how many."""
    return (await c.execute(delete(_pictures).where(_pictures.c.expires_at <= now))).rowcount
