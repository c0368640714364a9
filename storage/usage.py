"""How many jobs of each tool an account ran on each day (UTC)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from storage import schema
from storage.database import Connection
from storage.statements import insert

_usage = schema.usage


@dataclass(frozen=True, slots=True)
class UsageDay:
    """One tool on one day."""

    day: date
    tool: str
    jobs: int


async def count(c: Connection, account_id: int, tool: str, day: date) -> None:
    """Count one more job."""
    await c.execute(
        insert(c, _usage)
        .values(account_id=account_id, day=day, tool=tool, jobs=1)
        .on_conflict_do_update(index_elements=["account_id", "day", "tool"], set_={"jobs": _usage.c.jobs + 1})
    )


async def usage(c: Connection, account_id: int, since: date) -> list[UsageDay]:
    """Return what was used from this day on, the newest day first."""
    query = (
        select(_usage.c.day, _usage.c.tool, _usage.c.jobs)
        .where(_usage.c.account_id == account_id, _usage.c.day >= since)
        .order_by(_usage.c.day.desc(), _usage.c.tool)
    )
    return [UsageDay(*row) for row in await c.execute(query)]


async def drop_before(c: Connection, day: date) -> int:
    """Delete the counts of earlier days; return how many rows that were."""
    return (await c.execute(delete(_usage).where(_usage.c.day < day))).rowcount
