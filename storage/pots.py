"""The pot of a group: the credits of the group's own account, which members put in."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, select, update

from storage import accounts, ledger, linking, schema
from storage.database import Connection
from storage.ledger import Entry

_ledger = schema.ledger
_identities = schema.identities
_FUND = "fund "


async def fund(c: Connection, source: int, pot: int, amount: int, cause: str, now: datetime) -> bool:
    """Move credits of a member into a pot, once for a cause: False means that it was done before.

    Raises NotEnoughCredits, with nothing changed. The member's account is locked, and then the pot's.
    """
    return await ledger.transfer(c, source, pot, amount, f"{_FUND}{cause}", now)


async def funded(c: Connection, cause: str) -> int | None:
    """Return how much was put into a pot for a cause; None where nothing was yet."""
    gained = (_ledger.c.pair == f"{_FUND}{cause}", _ledger.c.amount > 0)
    found: int | None = (await c.execute(select(_ledger.c.amount).where(*gained))).scalar_one_or_none()
    return found


def is_funding(entry: Entry) -> bool:
    """Whether an entry is that of a member who put credits into a pot."""
    return entry.amount < 0 and (entry.pair or "").startswith(_FUND)


async def move(c: Connection, platform: str, old_id: str, new_id: str, now: datetime) -> None:
    """Take the account of a group, with its pot, along when the chat gives the group another id.

    An account that was opened under the new id meanwhile is joined to it.
    """
    pot = await accounts.find(c, platform, old_id)
    if pot is None or old_id == new_id:
        return
    newer = await accounts.find(c, platform, new_id)
    if newer:
        await linking.lock_both(c, newer.id, pot.id)
        await linking.merge(c, newer, pot, now)
        await c.execute(delete(_identities).where(_is(platform, old_id)))
    else:
        await accounts.lock(c, pot.id)
        await c.execute(update(_identities).where(_is(platform, old_id)).values(external_id=new_id))


def was_funded(account_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether credits were ever put into this account as into a pot: then it is a group's and nobody's own."""
    return exists().where(_ledger.c.account_id == account_id, _ledger.c.pair.startswith(_FUND), _ledger.c.amount > 0)


def _is(platform: str, external_id: str) -> ColumnElement[bool]:
    return and_(_identities.c.platform == platform, _identities.c.external_id == external_id)
