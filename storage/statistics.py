"""How much there is of everything, for the owner: counts alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import jobs, schema
from storage.database import Connection

_accounts = schema.accounts


@dataclass(frozen=True, slots=True)
class Statistics:
    """Accounts by role, jobs of a time by state, and what all accounts hold and owe."""

    roles: dict[str, int]
    states: dict[str, int]
    credits: int
    debt: int


async def count(c: Connection, jobs_since: datetime) -> Statistics:
    """Count accounts, those erased or joined to others left out, and the jobs since a moment."""
    living = _accounts.c.erased_at.is_(None) & _accounts.c.merged_into.is_(None)
    roles = select(_accounts.c.role, func.count()).where(living).group_by(_accounts.c.role).order_by(_accounts.c.role)
    sums = select(func.coalesce(func.sum(_accounts.c.credits), 0), func.coalesce(func.sum(_accounts.c.debt), 0))
    credits, debt = (await c.execute(sums.where(living))).one()
    return Statistics(
        {role: number for role, number in await c.execute(roles)},
        await jobs.states(c, jobs_since),
        int(credits),
        int(debt),
    )
