"""How much of something was used in a time: free runs of a day, a member's share of a pot, a month's budget.

What a job takes is claimed in the transaction that writes the job, and given back in the one that refunds it, in the
time in which it was taken: a job of yesterday that fails today gives nothing to today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import and_, bindparam, delete, not_, select, update

from storage import schema
from storage.database import Connection
from storage.statements import insert

_quotas = schema.quotas

BUDGET = "budget "
"""How the name of a budget begins; it counts for nobody, and stays longer."""


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """So many units of one quota. `holder` is a keyed hash, `since` the beginning of its day or month."""

    name: str
    holder: bytes
    since: datetime
    units: int

    def to_plain(self) -> list[str | int]:
        """Return it as JSON values, to be kept with its job."""
        return [self.name, self.holder.hex(), self.since.isoformat(), self.units]

    @classmethod
    def from_plain(cls, plain: list[str | int]) -> "Claim":
        """Read what `to_plain` wrote."""
        name, holder, since, units = plain
        return cls(str(name), bytes.fromhex(str(holder)), datetime.fromisoformat(str(since)), int(units))


def day_of(now: datetime) -> datetime:
    """Return the beginning of the day (UTC)."""
    return datetime.combine(now.astimezone(UTC).date(), time(), UTC)


def month_of(now: datetime) -> datetime:
    """Return the beginning of the month (UTC)."""
    return day_of(now).replace(day=1)


async def take(c: Connection, claim: Claim, limit: int | None) -> bool:
    """Count what is claimed. False, with nothing counted, where that would be more than `limit`; None is no limit."""
    if limit is not None and claim.units > limit:
        return False
    new = insert(c, _quotas).values(holder=claim.holder, name=claim.name, since=claim.since, used=claim.units)
    counted = new.on_conflict_do_update(
        index_elements=["holder", "name", "since"],
        set_={"used": _quotas.c.used + new.excluded.used},
        where=None if limit is None else _quotas.c.used + new.excluded.used <= limit,
    )
    return (await c.execute(counted.returning(_quotas.c.used))).first() is not None


async def release(c: Connection, claims: Iterable[Claim]) -> None:
    """Give back what was claimed; a quota whose time is long over is gone, and nothing comes of it."""
    for claim in sorted(claims):  # in one order, so that two that give back never wait for each other
        await c.execute(_RELEASE, {"h": claim.holder, "n": claim.name, "s": claim.since, "units": claim.units})


async def used(c: Connection, holder: bytes, name: str, since: datetime) -> int:
    """Return how much was used."""
    query = select(_quotas.c.used).where(_quotas.c.holder == holder, _quotas.c.name == name, _quotas.c.since == since)
    return (await c.execute(query)).scalar_one_or_none() or 0


async def everything(c: Connection, since: datetime) -> dict[tuple[str, bytes, datetime], int]:
    """Return what was used of every quota whose time began then or later, by name, holder and beginning."""
    query = select(_quotas.c.name, _quotas.c.holder, _quotas.c.since, _quotas.c.used).where(_quotas.c.since >= since)
    return {(name, bytes(holder), at): count for name, holder, at, count in await c.execute(query)}


async def drop_before(c: Connection, day: datetime, budgets_before: datetime) -> int:
    """Delete the quotas of earlier times; return how many."""
    is_budget = _quotas.c.name.startswith(BUDGET)
    old = delete(_quotas).where(_quotas.c.since < day, not_(and_(is_budget, _quotas.c.since >= budgets_before)))
    return (await c.execute(old)).rowcount


_RELEASE = (
    update(_quotas)
    .where(
        _quotas.c.holder == bindparam("h"),
        _quotas.c.name == bindparam("n"),
        _quotas.c.since == bindparam("s"),
        _quotas.c.used >= bindparam("units"),
    )
    .values(used=_quotas.c.used - bindparam("units"))
)
