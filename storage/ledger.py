"""The ledger: every change of every balance, appended and never altered.

A priced job is paid for in two steps: a hold takes its price at once, and exactly one of capture (the job is
done) or refund (it failed or was cancelled) settles the hold. A captured job that can never be delivered is
given back by one reversal. Credits come by a grant or a purchase, each once for its cause; a chargeback takes them
back, and what was spent of them is a debt, which the next credits pay. A transfer is two entries that together are 0.
The balance of an account less its debt is the sum of its entries at every moment. docs/money.md says what always holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Integer, Select, bindparam, case, exists, func, literal, select, update
from sqlalchemy.sql.dml import ReturningInsert

from storage import accounts, schema
from storage.database import Connection
from storage.errors import NotEnoughCredits
from storage.statements import insert_into, insert_new

Settlement = Literal["capture", "refund", "reversal"]

_ledger = schema.ledger
_accounts = schema.accounts
_other = schema.ledger.alias()

# The check stands in the UPDATE: read first, and two requests at once would both find enough.
_TAKE = (
    update(_accounts)
    .where(_accounts.c.id == bindparam("account"), _accounts.c.credits >= bindparam("price"))
    .values(credits=_accounts.c.credits - bindparam("price"))
)


# What an entry leaves: one of credits and debt is 0, and their difference has changed by the amount.
_AFTER = _accounts.c.credits - _accounts.c.debt + bindparam("amount")
_ADD = (
    update(_accounts)
    .where(_accounts.c.id == bindparam("account"))
    .values(credits=case((_AFTER > 0, _AFTER), else_=0), debt=case((_AFTER < 0, -_AFTER), else_=0))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `amount` in credits: below 0 they left the account."""

    id: int
    account_id: int
    job_id: int | None
    kind: str
    amount: int
    cause: str | None
    pair: str | None
    at: datetime


_SELECT: Select[*tuple[Any, ...]] = select(*(_ledger.c[field.name] for field in fields(Entry)))


async def balance(c: Connection, account_id: int) -> int:
    """Return what the account holds, in credits."""
    return (await c.execute(select(_accounts.c.credits).where(_accounts.c.id == account_id))).scalar() or 0


async def grant(c: Connection, account_id: int, amount: int, cause: str, now: datetime) -> bool:
    """Add credits. `cause` (a code, a word of the owner's) counts once: False means that it was booked before."""
    return await _credit(c, "grant", account_id, amount, cause, now)


async def purchase(c: Connection, account_id: int, amount: int, cause: str, now: datetime) -> bool:
    """Add credits that were paid for. `cause` (a charge id) counts once: False means that it was booked before."""
    return await _credit(c, "purchase", account_id, amount, cause, now)


async def chargeback(c: Connection, cause: str, now: datetime) -> int:
    """Take back what was granted or sold for `cause`, from whoever has the account by now; return how much.

    What was spent of it becomes a debt. 0: nothing was booked for the cause, or it was taken back before.
    """
    booked = select(_ledger.c.account_id, _ledger.c.amount).where(
        _ledger.c.cause == cause, _ledger.c.kind.in_(("grant", "purchase"))
    )
    found = (await c.execute(booked)).one_or_none()
    if found is None:
        return 0
    holder = await accounts.holder(c, found.account_id, locked=True)
    if holder is None:
        raise LookupError("an account of the ledger is not there")
    taken = await _credit(c, "chargeback", holder.id, -found.amount, f"chargeback of {cause}", now)
    return int(found.amount) if taken else 0


async def take_back(c: Connection, account_id: int, most: int, cause: str, now: datetime) -> int:
    """Take up to `most` credits from an account, never into debt; return how many. A cause counts once."""
    await accounts.lock(c, account_id)
    amount = min(most, await balance(c, account_id))
    if amount <= 0:
        return 0
    return amount if await _credit(c, "chargeback", account_id, -amount, cause, now) else 0


async def transfer(c: Connection, source: int, target: int, amount: int, pair: str, now: datetime) -> bool:
    """Move credits in two entries that `pair` names and that count once: False means that it was booked before.

    Raises NotEnoughCredits, with nothing changed, when the source holds less.
    """
    if (await c.execute(select(_ledger.c.id).where(_ledger.c.pair == pair).limit(1))).first():
        return False
    await _take(c, source, amount)
    await c.execute(_ledger.insert(), _legs(source, target, amount, pair, now))
    await _add(c, target, amount)
    return True


async def move_all(c: Connection, source: int, target: int, pair: str, now: datetime) -> int:
    """Move what an account holds, or owes, to another in two entries; return how much, below 0 for a debt.

    Both are locked by the caller.
    """
    net = select(_accounts.c.credits - _accounts.c.debt).where(_accounts.c.id == source)
    amount = int((await c.execute(net)).scalar_one())
    if amount:
        await c.execute(_ledger.insert(), _legs(source, target, amount, pair, now))
        await _add(c, source, -amount)
        await _add(c, target, amount)
    return amount


async def hold(c: Connection, account_id: int, job_id: int, amount: int, now: datetime) -> None:
    """Take the price of a job; raise NotEnoughCredits, with nothing changed, when the account holds less."""
    await _take(c, account_id, amount)
    entry = {"account_id": account_id, "job_id": job_id, "kind": "hold", "amount": -amount, "at": now}
    await c.execute(_ledger.insert(), entry)


async def capture(c: Connection, job_id: int, now: datetime) -> bool:
    """Keep what was held for a job. False when nothing was held or the hold is settled already."""
    return await _settle(c, job_id, "capture", now)


async def refund(c: Connection, job_id: int, now: datetime) -> bool:
    """Give back what was held for a job. False when nothing was held or the hold is settled already."""
    return await _settle(c, job_id, "refund", now)


async def reverse(c: Connection, job_id: int, now: datetime) -> bool:
    """Give back what was captured for a job that cannot be delivered. False when nothing was, or it was before."""
    return await _settle(c, job_id, "reversal", now)


async def entries(c: Connection, *, account_id: int | None = None, job_id: int | None = None) -> list[Entry]:
    """Return the entries of an account or of a job, the oldest first."""
    where = _ledger.c.account_id == account_id if job_id is None else _ledger.c.job_id == job_id
    return await _entries(c, _SELECT.where(where).order_by(_ledger.c.id))


async def recent(c: Connection, account_id: int, limit: int) -> list[Entry]:
    """Return the last entries of an account that changed its balance, the newest first."""
    changes = _SELECT.where(_ledger.c.account_id == account_id, _ledger.c.amount != 0)
    return await _entries(c, changes.order_by(_ledger.c.id.desc()).limit(limit))


async def changes_since(c: Connection, account_id: int, moment: datetime) -> list[Entry]:
    """Return the entries of an account since a moment that changed its balance, the oldest first."""
    changes = _SELECT.where(_ledger.c.account_id == account_id, _ledger.c.amount != 0, _ledger.c.at >= moment)
    return await _entries(c, changes.order_by(_ledger.c.id))


async def is_booked(c: Connection, causes: Iterable[str]) -> bool:
    """Whether something was booked for one of these causes."""
    booked = select(_ledger.c.id).where(_ledger.c.cause.in_(list(causes))).limit(1)
    return (await c.execute(booked)).first() is not None


async def _entries(c: Connection, query: Select[*tuple[Any, ...]]) -> list[Entry]:
    return [Entry(*row) for row in await c.execute(query)]


async def _credit(
    c: Connection,
    kind: Literal["grant", "purchase", "chargeback"],
    account_id: int,
    amount: int,
    cause: str,
    now: datetime,
) -> bool:
    entry = {"account_id": account_id, "kind": kind, "amount": amount, "cause": cause, "at": now}
    booked = await c.execute(insert_new(c, _ledger, _ledger.c.id), entry)
    if booked.first() is None:
        return False
    await _add(c, account_id, amount)
    return True


async def _take(c: Connection, account_id: int, amount: int) -> None:
    taken = await c.execute(_TAKE, {"account": account_id, "price": amount})
    if taken.rowcount == 0:
        raise NotEnoughCredits(price=amount, balance=await balance(c, account_id))


async def _add(c: Connection, account_id: int, amount: int) -> None:
    await c.execute(_ADD, {"account": account_id, "amount": amount})


def _legs(source: int, target: int, amount: int, pair: str, now: datetime) -> list[dict[str, object]]:
    common = {"kind": "transfer", "pair": pair, "at": now}
    return [{"account_id": source, "amount": -amount, **common}, {"account_id": target, "amount": amount, **common}]


async def _settle(c: Connection, job_id: int, kind: Settlement, now: datetime) -> bool:
    """Book the end of what was held, for whoever has the account by now; unique indexes let each job have it once."""
    values = {"job": job_id, "now": now, "account": None}
    if kind != "capture":
        held = select(_ledger.c.account_id).where(_ledger.c.job_id == job_id, _ledger.c.kind == "hold")
        paid = (await c.execute(held)).scalar_one_or_none()
        holder = await accounts.holder(c, paid) if paid is not None else None
        values["account"] = holder.id if holder else None
    booked = (await c.execute(_settlement(c.dialect.name, kind), values)).first()
    if booked is None:
        return False
    if booked.amount:
        await _add(c, booked.account_id, booked.amount)
    return True


@cache  # built once: to build it takes longer than to run it
def _settlement(dialect: str, kind: Settlement) -> ReturningInsert[*tuple[Any, ...]]:
    """Return the INSERT that turns what was held for :job into this kind of entry: nothing of it, or all back.

    It is booked to :account, or where that is None to who paid.
    """
    held = select(
        func.coalesce(bindparam("account", type_=Integer), _ledger.c.account_id),
        _ledger.c.job_id,
        literal(kind),
        _ledger.c.amount * (0 if kind == "capture" else -1),
        bindparam("now", type_=schema.UtcDateTime),
    ).where(_ledger.c.job_id == bindparam("job"), _ledger.c.kind == "hold")
    if kind == "reversal":
        held = held.where(exists().where(_other.c.job_id == bindparam("job"), _other.c.kind == "capture"))
    return (
        insert_into(dialect, _ledger)
        .from_select(["account_id", "job_id", "kind", "amount", "at"], held)
        .on_conflict_do_nothing()
        .returning(_ledger.c.account_id, _ledger.c.amount)
    )
