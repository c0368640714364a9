"""Join the accounts of one person's chats by a code that is typed once, and the tries that a wrong code costs."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from handlers.call import Call
from handlers.errors import ButtonSpent, CannotLink, TooManyTries, WrongCode
from handlers.times import in_time
from storage import accounts, codes, linking, persons, quotas
from storage.accounts import Account
from storage.database import Connection
from storage.quotas import Claim

LINK_MINUTES = 10
"""How long a code waits; /privacy says it."""

TRIES = 5
TRY_MINUTES = 10
"""So many wrong codes may one person type in this time."""

T = TypeVar("T")


async def try_code(call: Call, use: Callable[[Connection, Account], Awaitable[T | None]]) -> T:
    """Have `use` look a code up, in a transaction; where it finds nothing, that was a try.

    The try is counted before: whoever asks a hundred times at once is not given a hundred. Raises TooManyTries and
    WrongCode.
    """
    claim = _claim(call)
    async with call.services.database.write() as connection:
        if not await quotas.take(connection, claim, TRIES):
            waits = claim.since + timedelta(minutes=TRY_MINUTES) - call.now
            raise TooManyTries(time=in_time(call.services.texts, call.language, waits))
        used = await quotas.used(connection, claim.holder, claim.name, claim.since)
    identity = call.request.identity
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        found = await use(connection, account)
        if found is not None:
            await quotas.release(connection, [claim])
            return found
    raise WrongCode(tries=TRIES - used)


async def offered(call: Call, code: str) -> Account:
    """Return the account that a code joins to; the code stays good. Raises what `try_code` does, and CannotLink."""

    async def find(connection: Connection, _own: Account) -> Account | None:
        target = await codes.find_link(connection, call.services.vault, code, call.now)
        return await accounts.get(connection, target) if target is not None else None

    target = await try_code(call, find)
    async with call.services.database.read() as connection:
        identity = call.request.identity
        own = await accounts.find(connection, identity.platform, identity.external_id)
        if own:
            await _check(connection, own, target)
    return target


async def join(call: Call, code: str) -> Account:
    """Join the asker's account to the one that made the code, and return that; raises ButtonSpent and CannotLink."""
    identity, vault = call.request.identity, call.services.vault
    async with call.services.database.write() as connection:
        target_id = await codes.find_link(connection, vault, code, call.now)
        own = await accounts.find(connection, identity.platform, identity.external_id)
        if target_id is None or own is None:
            raise ButtonSpent
        await linking.lock_both(connection, own.id, target_id)
        own = await accounts.find(connection, identity.platform, identity.external_id)
        target = await accounts.get(connection, target_id)
        if own is None or target is None:
            raise ButtonSpent
        await _check(connection, own, target)
        if await codes.use_link(connection, vault, code, call.now) is None:
            raise ButtonSpent
        await linking.merge(connection, own, target, call.now)
        joined = await accounts.get(connection, target_id)
    if joined is None:
        raise ButtonSpent
    return joined


async def _check(connection: Connection, own: Account, target: Account) -> None:
    """Raise CannotLink where the two cannot be joined now."""
    if own.id == target.id:
        raise CannotLink(reason="same")
    if target.role == "blocked" or target.merged_into is not None or target.erased_at is not None:
        raise CannotLink(reason="blocked")
    if await linking.is_busy(connection, own.id):
        raise CannotLink(reason="busy")


def _claim(call: Call) -> Claim:
    identity = call.request.identity
    seconds = TRY_MINUTES * 60
    since = datetime.fromtimestamp(int(call.now.timestamp()) // seconds * seconds, UTC)
    return Claim("codes", persons.person_of(call.services.vault, identity.platform, identity.external_id), since, 1)
