"""Codes that are typed once: one that joins two accounts, or one that is worth credits. Only a keyed hash is kept.

A hash is looked up whole and under a key that nobody outside knows, so the time of an answer tells nothing of a code.
"""

from datetime import datetime

from sqlalchemy import delete, select, update

from storage import schema
from storage.database import Connection
from storage.vault import Vault
from storage.words import as_meant, random_word

LENGTH = 8  # 40 bits
_codes = schema.codes


async def make_link(c: Connection, vault: Vault, account_id: int, expires_at: datetime) -> str:
    """Return a code that joins whoever types it to this account; an earlier one of the account is good no more."""
    await c.execute(delete(_codes).where(_codes.c.account_id == account_id))
    code = random_word(LENGTH)
    row = {"code_hash": hash_of(vault, code), "account_id": account_id, "uses_left": 1, "expires_at": expires_at}
    await c.execute(_codes.insert(), row)
    return code


async def find_link(c: Connection, vault: Vault, code: str, now: datetime) -> int | None:
    """Return the account that a code joins to, and use up nothing; None for any other word."""
    query = select(_codes.c.account_id).where(_codes.c.code_hash == hash_of(vault, code), _codes.c.expires_at > now)
    found: int | None = (await c.execute(query)).scalar_one_or_none()
    return found


async def use_link(c: Connection, vault: Vault, code: str, now: datetime) -> int | None:
    """Use a code up and return its account; of any number that try at once, one gets it."""
    used = delete(_codes).where(
        _codes.c.code_hash == hash_of(vault, code), _codes.c.account_id.is_not(None), _codes.c.expires_at > now
    )
    found: int | None = (await c.execute(used.returning(_codes.c.account_id))).scalar_one_or_none()
    return found


async def make_credits(c: Connection, vault: Vault, credits: int, uses: int, expires_at: datetime) -> str:
    """Return a code that is worth so many credits to each of the first `uses` people who type it."""
    code = random_word(LENGTH)
    row = {"code_hash": hash_of(vault, code), "credits": credits, "uses_left": uses, "expires_at": expires_at}
    await c.execute(_codes.insert(), row)
    return code


async def use_credits(c: Connection, vault: Vault, code: str, now: datetime) -> int | None:
    """Use a code once and return its worth; None for any other word, and once it was used as often as it may be."""
    used = (
        update(_codes)
        .where(
            _codes.c.code_hash == hash_of(vault, code),
            _codes.c.credits.is_not(None),
            _codes.c.uses_left > 0,
            _codes.c.expires_at > now,
        )
        .values(uses_left=_codes.c.uses_left - 1)
        .returning(_codes.c.credits)
    )
    worth: int | None = (await c.execute(used)).scalar_one_or_none()
    return worth


async def drop_expired(c: Connection, now: datetime) -> int:
    """Delete the codes whose time is over; return how many."""
    return (await c.execute(delete(_codes).where(_codes.c.expires_at <= now))).rowcount


def hash_of(vault: Vault, code: str) -> bytes:
    """Return what is kept of a code."""
    return vault.sign(as_meant(code).encode(), "code")
