"""Whether the books agree: everything is recomputed from the rows, and each place that does not fit is named."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select

from storage import quotas, schema
from storage.database import Connection
from storage.quotas import BUDGET, Claim, day_of, month_of

_ledger = schema.ledger
_accounts = schema.accounts
_jobs = schema.jobs

GIVEN_BACK = ("failed", "cancelled", "undeliverable")
"""The states of a job that costs nothing: neither credits nor a free run."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A place where the books do not agree.

    `what` is "balance", "debt", "joined" (an account that was joined to another holds something), "settlement",
    "price", "transfer" (its `account_id` is of one leg) or "quota" (of nobody, 0).
    """

    what: str
    account_id: int
    job_id: int | None
    expected: int
    found: int


async def check(c: Connection, now: datetime | None = None) -> list[Discrepancy]:
    """Recompute every balance, settlement, price and transfer; an empty list means that the books agree.

    With `now` the quotas of the day and the budgets of the month must cover what jobs claim of them.
    """
    found = [
        *await _wrong_balances(c),
        *await _wrong_debts(c),
        *await _left_behind(c),
        *await _wrong_settlements(c),
        *await _wrong_prices(c),
        *await _wrong_transfers(c),
    ]
    return [*found, *await _wrong_quotas(c, now)] if now else found


async def _wrong_balances(c: Connection) -> list[Discrepancy]:
    booked = func.coalesce(func.sum(_ledger.c.amount), 0)
    held = _accounts.c.credits - _accounts.c.debt
    query = (
        select(_accounts.c.id, booked, held)
        .outerjoin(_ledger, _ledger.c.account_id == _accounts.c.id)
        .group_by(_accounts.c.id)
        .having(booked != held)
    )
    return [
        Discrepancy("balance", account, None, expected, found) for account, expected, found in await c.execute(query)
    ]


async def _wrong_debts(c: Connection) -> list[Discrepancy]:
    """Find accounts that hold credits and owe some, which those should have paid."""
    both = and_(_accounts.c.credits > 0, _accounts.c.debt > 0)
    rows = await c.execute(select(_accounts.c.id, _accounts.c.debt).where(both))
    return [Discrepancy("debt", account, None, 0, debt) for account, debt in rows]


async def _left_behind(c: Connection) -> list[Discrepancy]:
    """Find accounts that were joined to others and still hold something, which nobody can reach."""
    held = _accounts.c.credits - _accounts.c.debt
    rows = await c.execute(select(_accounts.c.id, held).where(_accounts.c.merged_into.is_not(None), held != 0))
    return [Discrepancy("joined", account, None, 0, found) for account, found in rows]


async def _wrong_settlements(c: Connection) -> list[Discrepancy]:
    """Find jobs not settled exactly once when they should be, or settled while they are open."""
    settlements = func.sum(case((_ledger.c.kind.in_(("capture", "refund")), 1), else_=0))
    wanted = case((_jobs.c.state.in_(schema.OPEN_STATES), 0), else_=1)  # a job purged since then was settled
    query = (
        select(func.min(_ledger.c.account_id), _ledger.c.job_id, wanted, settlements)
        .outerjoin(_jobs, _jobs.c.id == _ledger.c.job_id)
        .where(_ledger.c.job_id.is_not(None))
        .group_by(_ledger.c.job_id, _jobs.c.state)
        .having(settlements != wanted)
    )
    return [Discrepancy("settlement", *row) for row in await c.execute(query)]


async def _wrong_prices(c: Connection) -> list[Discrepancy]:
    """Find jobs that paid something else than their price, or than nothing when it was given back."""
    wanted = case((_jobs.c.state.in_(GIVEN_BACK), 0), else_=-_jobs.c.price)
    paid = func.coalesce(func.sum(_ledger.c.amount), 0)
    query = (
        select(_jobs.c.account_id, _jobs.c.id, wanted, paid)
        .outerjoin(_ledger, _ledger.c.job_id == _jobs.c.id)
        .group_by(_jobs.c.id)
        .having(paid != wanted)
    )
    return [Discrepancy("price", *row) for row in await c.execute(query)]


async def _wrong_transfers(c: Connection) -> list[Discrepancy]:
    """Find transfers without two legs that together are 0."""
    legs, total = func.count(), func.sum(_ledger.c.amount)
    query = (
        select(func.min(_ledger.c.account_id), total)
        .where(_ledger.c.pair.is_not(None))
        .group_by(_ledger.c.pair)
        .having(or_(legs != 2, total != 0))
    )
    return [Discrepancy("transfer", account, None, 0, int(found)) for account, found in await c.execute(query)]


async def _wrong_quotas(c: Connection, now: datetime) -> list[Discrepancy]:
    """Find quotas of which less was counted than jobs claim. More is right: who is erased leaves no jobs behind."""
    query = select(_jobs.c.claims).where(_jobs.c.claims.is_not(None), _jobs.c.state.not_in(GIVEN_BACK))
    claimed: Counter[tuple[str, bytes, datetime]] = Counter()
    for (plain,) in await c.execute(query.where(_jobs.c.created_at >= month_of(now))):
        for claim in map(Claim.from_plain, plain):
            if claim.since >= (month_of(now) if claim.name.startswith(BUDGET) else day_of(now)):
                claimed[claim.name, claim.holder, claim.since] += claim.units
    used = await quotas.everything(c, month_of(now))
    return [
        Discrepancy("quota", 0, None, units, used.get(key, 0))
        for key, units in claimed.items()
        if used.get(key, 0) < units
    ]
