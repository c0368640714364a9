"""The life of a job: reserved, running, then done or failed or cancelled, and delivered or undeliverable.

A row here is the truth about a job; queues only hold its number. Every change names the state that it starts
from in the statement itself, so that of two that race only one succeeds. `attempt` is a fencing token: a runner
that froze and came back after another took its job settles nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, or_, select, update

from storage import accounts, ledger, quotas, schema
from storage.database import Connection
from storage.errors import NotEnoughCredits
from storage.quotas import Claim
from storage.statements import insert_new
from storage.words import random_word

MAX_ATTEMPTS = 3

_PUBLIC_ID_LENGTH = 6
_PUBLIC_ID_TRIES = 5

_jobs = schema.jobs
_OPEN = _jobs.c.state.in_(schema.OPEN_STATES)
_ANSWERED_LATER = ("done", "failed")
_CANCELLED = {"state": "cancelled", "reply_to": None}
_UNDELIVERED = and_(_jobs.c.state.in_(_ANSWERED_LATER), _jobs.c.delivered_at.is_(None))


@dataclass(frozen=True, slots=True)
class NewJob:
    """What a job is to do. The bytes are sealed by the caller; `price` in credits; `tools` such as "resize|blur".

    `payer_id` is whose credits pay where it is not the account's own. `claims` (`Claim.to_plain`) were taken by the
    caller in the same transaction, and are given back with the price.
    """

    account_id: int
    platform: str
    idempotency_key: str
    lane: str
    price: int
    tools: str
    steps: bytes
    sources: bytes | None
    reply_to: bytes
    locale: str | None
    keep_until: datetime | None = None
    payer_id: int | None = None
    claims: Sequence[Sequence[str | int]] | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is stored. `result` are the sealed facts of the result whose bytes lie under `result_key`.

    `result_hashes` are the SHA-256 of what was stored, in hex; `forgotten_at` is when its owner had it forgotten.
    """

    id: int
    public_id: str
    account_id: int
    platform: str
    state: str
    lane: str
    attempt: int
    delivery_attempts: int
    price: int
    tools: str
    steps: bytes
    sources: bytes | None
    reply_to: bytes | None
    locale: str | None
    result_key: str | None
    result: bytes | None
    error: str | None
    error_facts: Mapping[str, object] | None
    created_at: datetime
    started_at: datetime | None
    settled_at: datetime | None
    delivered_at: datetime | None
    keep_until: datetime | None
    payer_id: int | None
    claims: Sequence[Sequence[str | int]] | None
    result_hashes: Sequence[str] | None
    forgotten_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.state in schema.OPEN_STATES

    @property
    def awaits_answer(self) -> bool:
        """Whether its answer is still to come."""
        return self.is_open or (self.state in _ANSWERED_LATER and self.delivered_at is None)


_COLUMNS = tuple(_jobs.c[field.name] for field in fields(Job))
_SELECT: Select[*tuple[Any, ...]] = select(*_COLUMNS)
_UPDATE = update(_jobs).returning(*_COLUMNS)  # built once: to name so many columns takes longer than to change one


async def reserve(c: Connection, new: NewJob, now: datetime) -> Job | None:
    """Write the job and hold its price. None when this account's idempotency key has a job already.

    Raises NotEnoughCredits, with nothing written.
    """
    job = await _insert(c, new, now)
    if job and job.price:
        try:
            await ledger.hold(c, job.payer_id or job.account_id, job.id, job.price, now)
        except NotEnoughCredits:
            await c.execute(delete(_jobs).where(_jobs.c.id == job.id))
            raise
    return job


async def begin(c: Connection, job_id: int, now: datetime) -> Job | None:
    """Start the next attempt. None when the job is settled, also by this call: after three it has failed."""
    job = await _change(
        c,
        and_(_jobs.c.id == job_id, _OPEN, _jobs.c.attempt < MAX_ATTEMPTS),
        state="running",
        attempt=_jobs.c.attempt + 1,
        started_at=func.coalesce(_jobs.c.started_at, now),
    )
    if job is None:
        await _give_up(c, and_(_jobs.c.id == job_id, _OPEN), now, state="failed", error="attempts")
    return job


async def succeed(
    c: Connection,
    job_id: int,
    attempt: int,
    result_key: str | None,
    result: bytes | None,
    now: datetime,
    keep_until: datetime | None = None,
    sending: bool = False,
    keep_sources: bool = False,
    result_hashes: Sequence[str] = (),
) -> Job | None:
    """Settle an attempt that worked and capture its price. None when another attempt has the job, or it is over.

    `keep_until` is when its result expires. With `sending` the first try at sending it is counted as well. With
    `keep_sources` the sources are erased with the answer's delivery only, for its buttons may need them.
    """
    job = await _change(
        c,
        _running(job_id, attempt),
        state="done",
        result_key=result_key,
        result=result,
        settled_at=now,
        keep_until=keep_until,
        sources=_jobs.c.sources if keep_sources else None,
        delivery_attempts=_jobs.c.delivery_attempts + int(sending),
        result_hashes=list(result_hashes) or None,
    )
    if job and job.price:
        await ledger.capture(c, job_id, now)
    return job


async def fail(
    c: Connection, job_id: int, attempt: int, error: str, error_facts: Mapping[str, object], now: datetime
) -> bool:
    """Settle an attempt that did not work and refund it. False when another attempt has the job, or it is over."""
    return await _give_up(c, _running(job_id, attempt), now, state="failed", error=error, error_facts=dict(error_facts))


async def cancel(c: Connection, job_id: int, now: datetime) -> bool:
    """End an open job, refund it and erase where its answer was to go. False when it is settled already."""
    return await _give_up(c, and_(_jobs.c.id == job_id, _OPEN), now, **_CANCELLED)


async def cancel_open(c: Connection, account_id: int, now: datetime) -> list[int]:
    """End every open job of an account, which the caller has locked, as `cancel` does; return which those were."""
    found = await open_jobs(c, account_id)
    for payer_id in sorted({job.payer_id for job in found if job.payer_id is not None}):
        await accounts.holder(c, payer_id, locked=True)
    ended = [await _refund(c, and_(_jobs.c.id == job.id, _OPEN), now, **_CANCELLED) for job in found]
    await _release(c, *filter(None, ended))
    return [job.id for job in ended if job]


async def lock(c: Connection, job_id: int) -> None:
    """Lock the accounts that a job is of, before the job: whoever changes it and may give back afterwards does."""
    await _lock_accounts(c, _jobs.c.id == job_id)


async def start_delivery(c: Connection, job_id: int, now: datetime) -> Job | None:
    """Count one try at sending the result or the failure. None when there is nothing to send."""
    return await _change(c, _undelivered(job_id), delivery_attempts=_jobs.c.delivery_attempts + 1)


async def readdress(c: Connection, public_id: str, account_id: int, reply_to: bytes) -> bool:
    """Send the answer elsewhere: `reply_to` is sealed by the caller. False when it was sent, or none is to be sent."""
    where = and_(_jobs.c.public_id == public_id, _jobs.c.account_id == account_id, or_(_OPEN, _UNDELIVERED))
    return await _change(c, where, reply_to=reply_to) is not None


async def delivered(c: Connection, job_id: int, now: datetime) -> bool:
    """Note that the user has the answer, and erase where it went. False when it was noted, or none was to be sent."""
    state = case((_jobs.c.state == "done", "delivered"), else_=_jobs.c.state)
    gone = {"reply_to": None, "sources": None}
    return await _change(c, _undelivered(job_id), state=state, delivered_at=now, **gone) is not None


async def undeliverable(c: Connection, job_id: int, now: datetime) -> bool:
    """Give up on sending, erase where the answer was to go, and give back what was paid, once.

    False when it was delivered or given up before.
    """
    await _lock_accounts(c, _undelivered(job_id))
    job = await _change(c, _undelivered(job_id), state="undeliverable", reply_to=None, sources=None)
    if job is None:
        return False
    if job.error is None:  # one that failed has given everything back already
        if job.price:
            await ledger.reverse(c, job_id, now)
        await _release(c, job)
    return True


async def get(c: Connection, job_id: int) -> Job | None:
    """Return a job by its number."""
    return await _one(c, _SELECT.where(_jobs.c.id == job_id))


async def find(c: Connection, public_id: str, account_id: int) -> Job | None:
    """Return this account's job by the name that users see; None when it is another's."""
    return await _one(c, _SELECT.where(_jobs.c.public_id == public_id, _jobs.c.account_id == account_id))


async def find_any(c: Connection, public_id: str) -> Job | None:
    """Return the job of this name, whosever it is: for the operator."""
    return await _one(c, _SELECT.where(_jobs.c.public_id == public_id))


async def find_of(c: Connection, public_id: str, account_ids: Sequence[int]) -> Job | None:
    """Return the job of this name that is one of these accounts'."""
    return await _one(c, _SELECT.where(_jobs.c.public_id == public_id, _jobs.c.account_id.in_(account_ids)))


async def find_by_key(c: Connection, account_id: int, idempotency_key: str) -> Job | None:
    """Return the job that this request made before."""
    query = _SELECT.where(_jobs.c.account_id == account_id, _jobs.c.idempotency_key == idempotency_key)
    return await _one(c, query)


async def open_jobs(c: Connection, account_id: int | None = None) -> list[Job]:
    """Return every job that is not settled, the oldest first; of one account, or of all."""
    query = _SELECT.where(_OPEN).order_by(_jobs.c.id)
    return await _many(c, query if account_id is None else query.where(_jobs.c.account_id == account_id))


async def undelivered(c: Connection, account_id: int | None = None) -> list[Job]:
    """Return every job with an answer that did not reach its user yet, the oldest first; of one account, or of all."""
    query = _SELECT.where(_UNDELIVERED).order_by(_jobs.c.id)
    return await _many(c, query if account_id is None else query.where(_jobs.c.account_id == account_id))


async def history(c: Connection, account_ids: Sequence[int], limit: int, offset: int = 0) -> list[Job]:
    """Return one page of the jobs of several accounts, the newest first, without those that were forgotten."""
    mine = and_(_jobs.c.account_id.in_(account_ids), _jobs.c.forgotten_at.is_(None))
    return await _many(c, _SELECT.where(mine).order_by(_jobs.c.id.desc()).limit(limit).offset(offset))


async def count(c: Connection, account_ids: Sequence[int]) -> int:
    """Return how many jobs these accounts have, without those that were forgotten."""
    mine = and_(_jobs.c.account_id.in_(account_ids), _jobs.c.forgotten_at.is_(None))
    return int((await c.execute(select(func.count()).select_from(_jobs).where(mine))).scalar_one())


async def forget(c: Connection, job_id: int, now: datetime) -> bool:
    """Erase what a job was about and made: its values, and what is told of its result. Its record and price stay.

    The caller deletes the files. False while it is open or its answer is still to be sent.
    """
    settled = and_(_jobs.c.id == job_id, ~_OPEN, ~_UNDELIVERED)
    gone = {"steps": b"", "sources": None, "result": None, "result_key": None, "error_facts": None}
    return await _change(c, settled, forgotten_at=now, **gone) is not None


async def waiting(c: Connection, account_id: int) -> int:
    """Return how many of the account's jobs are not settled."""
    query = select(func.count()).select_from(_jobs).where(_OPEN, _jobs.c.account_id == account_id)
    return int((await c.execute(query)).scalar_one())


async def done_since(c: Connection, account_ids: Sequence[int], since: datetime) -> int:
    """Return how many of the jobs that several accounts asked for from this moment on are done."""
    mine = and_(
        _jobs.c.account_id.in_(account_ids), _jobs.c.created_at >= since, _jobs.c.state.in_(("done", "delivered"))
    )
    return int((await c.execute(select(func.count()).select_from(_jobs).where(mine))).scalar_one())


async def states(c: Connection, since: datetime | None = None) -> dict[str, int]:
    """Return how many jobs are in each state, in the order of their names; only those made since a moment, or all."""
    query = select(_jobs.c.state, func.count()).group_by(_jobs.c.state).order_by(_jobs.c.state)
    made = query if since is None else query.where(_jobs.c.created_at >= since)
    return {state: count for state, count in await c.execute(made)}


async def forget_results(c: Connection, now: datetime, limit: int = 500) -> int:
    """Erase what jobs made and said of it when that has expired, but no answer that is still to be sent.

    Returns how many jobs that were.
    """
    expired = select(_jobs.c.id).where(_jobs.c.keep_until <= now, _jobs.c.result.is_not(None), ~_UNDELIVERED)
    forgotten = update(_jobs).where(_jobs.c.id.in_(expired.limit(limit))).values(result=None, result_key=None)
    return (await c.execute(forgotten)).rowcount


async def purge(c: Connection, settled_before: datetime, limit: int = 500) -> int:
    """Delete jobs that were settled before this moment and need no answer any more; return how many."""
    old = select(_jobs.c.id).where(_jobs.c.settled_at < settled_before, ~_UNDELIVERED).limit(limit)
    return (await c.execute(delete(_jobs).where(_jobs.c.id.in_(old)))).rowcount


def _running(job_id: int, attempt: int) -> ColumnElement[bool]:
    return and_(_jobs.c.id == job_id, _jobs.c.state == "running", _jobs.c.attempt == attempt)


def _undelivered(job_id: int) -> ColumnElement[bool]:
    return and_(_jobs.c.id == job_id, _UNDELIVERED)


async def _give_up(c: Connection, where: ColumnElement[bool], now: datetime, **values: object) -> bool:
    await _lock_accounts(c, where)
    job = await _refund(c, where, now, **values)
    if job:
        await _release(c, job)
    return job is not None


async def _refund(c: Connection, where: ColumnElement[bool], now: datetime, **values: object) -> Job | None:
    job = await _change(c, where, settled_at=now, sources=None, **values)
    if job and job.price:
        await ledger.refund(c, job.id, now)
    return job


async def _release(c: Connection, *ended: Job) -> None:
    await quotas.release(c, [Claim.from_plain(list(plain)) for job in ended for plain in job.claims or ()])


async def _lock_accounts(c: Connection, where: ColumnElement[bool]) -> None:
    """Lock the account of the job that `where` finds, then the pot that pays, as they are joined by now, before the
    job and the quotas.

    What is given back changes their balances, and everyone who changes these locks them in this order. On SQLite a
    writer is alone, and two statements less are a third of the time that a settlement takes.
    """
    if c.dialect.name == "sqlite":
        return
    row = (await c.execute(select(_jobs.c.account_id, _jobs.c.payer_id).where(where))).one_or_none()
    for account_id in row or ():
        if account_id is not None:
            await accounts.holder(c, account_id, locked=True)


async def _change(c: Connection, where: ColumnElement[bool], **values: object) -> Job | None:
    """Change the one job that `where` still finds, and return it as it is then."""
    row = (await c.execute(_UPDATE.where(where).values(**values))).one_or_none()
    return Job(*row) if row else None


async def _insert(c: Connection, new: NewJob, now: datetime) -> Job | None:
    row = {field.name: getattr(new, field.name) for field in fields(new)}
    for _ in range(_PUBLIC_ID_TRIES):
        reserved = row | {"public_id": _public_id(), "state": "reserved", "created_at": now}
        written = (await c.execute(insert_new(c, _jobs, *_COLUMNS), reserved)).one_or_none()
        if written:
            return Job(*written)
        if await find_by_key(c, new.account_id, new.idempotency_key):
            return None
    raise RuntimeError("no free public id found")


def _public_id() -> str:
    return f"J-{random_word(_PUBLIC_ID_LENGTH)}"


async def _one(c: Connection, query: Select[*tuple[Any, ...]]) -> Job | None:
    row = (await c.execute(query)).one_or_none()
    return Job(*row) if row else None


async def _many(c: Connection, query: Select[*tuple[Any, ...]]) -> list[Job]:
    return [Job(*row) for row in await c.execute(query)]
