"""Accounts: one for each person of each chat, opened as a guest at the first message."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, select, update

from storage import schema
from storage.database import Connection
from storage.statements import insert_new

TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `role` is guest, member (agreed to the terms) or blocked; `credits` is its balance.

    `debt` is what it owes, and `merged_into` the account that it was joined to, which has its identities since then.
    """

    id: int
    role: str
    credits: int
    language: str | None
    agreed_version: str | None
    created_at: datetime
    seen_at: datetime | None
    erased_at: datetime | None
    debt: int
    merged_into: int | None


_accounts = schema.accounts
_identities = schema.identities
_SELECT: Select[*tuple[Any, ...]] = select(*(_accounts.c[field.name] for field in fields(Account)))


async def find(c: Connection, platform: str, external_id: str) -> Account | None:
    """Return the account of this user of this chat, or None for a stranger."""
    return await _one(c, _by_identity(platform, external_id))


async def get(c: Connection, account_id: int) -> Account | None:
    """Return an account by its number, an erased one too."""
    return await _one(c, _SELECT.where(_accounts.c.id == account_id))


async def named(c: Connection, name: str) -> Account | None:
    """Return the account that "platform:id", or its own number, names; an erased or joined one by its number."""
    platform, _, external_id = name.rpartition(":")
    if platform:
        return await find(c, platform, external_id)
    return await get(c, int(name)) if name.isdecimal() and len(name) < 10 else None


async def holder(c: Connection, account_id: int, locked: bool = False) -> Account | None:
    """Return the account that this one was joined to, however often, or itself; `locked` as `lock` does."""
    found: Account | None = None
    number: int | None = account_id
    while number is not None:
        query = _SELECT.where(_accounts.c.id == number)
        found = await _one(c, query.with_for_update(key_share=True) if locked else query)
        number = found.merged_into if found else None
    return found


async def lock(c: Connection, account_id: int) -> None:
    """Let nobody else change this account, or lock it, until our transaction ends; on SQLite it is alone anyway.

    Everyone locks in one order, or two might wait for each other: the own account, a group's, a job, quotas.
    """
    await c.execute(select(_accounts.c.id).where(_accounts.c.id == account_id).with_for_update(key_share=True))


async def find_or_open(c: Connection, platform: str, external_id: str, now: datetime) -> Account:
    """Return the account of this user, opening a guest's at the first message; it is locked as `lock` does.

    What is counted for it after this call stays true until the commit, and an erasure waits or has passed: an account
    that was erased while we waited is not found any more.
    """
    known = await find_and_lock(c, platform, external_id)
    if known:
        return known
    guest = {"role": "guest", "created_at": now}
    opened = (await c.execute(_accounts.insert().returning(_accounts.c.id), guest)).scalar_one()
    identity = {"platform": platform, "external_id": external_id, "account_id": opened}
    named = await c.execute(insert_new(c, _identities, _identities.c.account_id), identity)
    if named.first() is None:  # on PostgreSQL another transaction opened it between our two statements
        await c.execute(delete(_accounts).where(_accounts.c.id == opened))
    account = await find_and_lock(c, platform, external_id)
    if account is None:
        raise LookupError("the account was erased while it was being opened")
    return account


async def find_and_lock(c: Connection, platform: str, external_id: str) -> Account | None:
    """Return the account of this user of this chat, locked as `lock` does; None for a stranger."""
    return await _one(c, _by_identity(platform, external_id).with_for_update(key_share=True))


async def identities(c: Connection, account_id: int) -> list[tuple[str, str]]:
    """Return every (platform, external id) that leads to this account."""
    query = select(_identities.c.platform, _identities.c.external_id).where(_identities.c.account_id == account_id)
    return [(platform, external_id) for platform, external_id in await c.execute(query)]


async def family(c: Connection, account_id: int) -> list[int]:
    """Return this account and all that were joined to it, however often: what one person has."""
    found, newest = [account_id], [account_id]
    while newest:
        query = select(_accounts.c.id).where(_accounts.c.merged_into.in_(newest)).order_by(_accounts.c.id)
        newest = list((await c.execute(query)).scalars())
        found += newest
    return found


async def block(c: Connection, account_id: int) -> None:
    """Refuse this account everything but its rights."""
    await c.execute(update(_accounts).where(_accounts.c.id == account_id).values(role="blocked"))


async def unblock(c: Connection, account_id: int) -> None:
    """Let a blocked account in again, as what it was by its agreement."""
    role = case((_accounts.c.agreed_version.is_not(None), "member"), else_="guest")
    blocked = and_(_accounts.c.id == account_id, _accounts.c.role == "blocked")
    await c.execute(update(_accounts).where(blocked).values(role=role))


async def set_unreachable(c: Connection, platform: str, external_id: str, since: datetime | None) -> None:
    """Note since when this user takes no messages from us (blocked us, for one); None once they do again."""
    await c.execute(update(_identities).where(_is(platform, external_id)).values(unreachable_at=since))


async def is_unreachable(c: Connection, platform: str, external_id: str) -> bool:
    """Whether this user takes no messages from us."""
    query = select(_identities.c.unreachable_at).where(_is(platform, external_id))
    return (await c.execute(query)).scalar_one_or_none() is not None


async def agree(c: Connection, account_id: int, version: str, now: datetime) -> None:
    """Note that this user agreed to this version of the terms: a guest becomes a member."""
    await _withdraw_consent(c, account_id, now)
    await c.execute(
        schema.consents.insert().values(account_id=account_id, purpose=TERMS, version=version, given_at=now)
    )
    role = case((_accounts.c.role == "guest", "member"), else_=_accounts.c.role)
    await c.execute(update(_accounts).where(_accounts.c.id == account_id).values(role=role, agreed_version=version))


async def set_language(c: Connection, account_id: int, language: str | None) -> None:
    """Set the language of the replies; None follows the chat's own."""
    await c.execute(update(_accounts).where(_accounts.c.id == account_id).values(language=language))


async def touch(c: Connection, account_id: int, now: datetime) -> None:
    """Note that this account was used, for the deletion of idle ones."""
    await c.execute(update(_accounts).where(_accounts.c.id == account_id).values(seen_at=now))


async def erased(c: Connection) -> list[int]:
    """Return the accounts that were erased, so that a key which outlived a crash is destroyed again."""
    query = select(_accounts.c.id).where(_accounts.c.erased_at.is_not(None))
    return list((await c.execute(query)).scalars())


async def _withdraw_consent(c: Connection, account_id: int, now: datetime) -> None:
    consents = schema.consents
    await c.execute(
        update(consents)
        .where(consents.c.account_id == account_id, consents.c.purpose == TERMS, consents.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )


def _is(platform: str, external_id: str) -> ColumnElement[bool]:
    return and_(_identities.c.platform == platform, _identities.c.external_id == external_id)


def _by_identity(platform: str, external_id: str) -> Select[*tuple[Any, ...]]:
    query = _SELECT.join(_identities, _identities.c.account_id == _accounts.c.id)
    return query.where(_is(platform, external_id))


async def _one(c: Connection, query: Select[*tuple[Any, ...]]) -> Account | None:
    row = (await c.execute(query)).one_or_none()
    return Account(*row) if row else None
