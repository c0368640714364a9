"""Join two accounts of one person, and part a chat from an account again."""

from datetime import datetime

from sqlalchemy import delete, select, update

from storage import accounts, jobs, ledger, schema, settings
from storage.accounts import Account
from storage.database import Connection
from storage.statements import insert

_accounts = schema.accounts
_identities = schema.identities
_usage = schema.usage


async def lock_both(c: Connection, one: int, other: int) -> None:
    """Lock two accounts, in one order, so that two people who join each other at once never wait for ever."""
    for account_id in sorted((one, other)):
        await accounts.lock(c, account_id)


async def is_busy(c: Connection, account_id: int) -> bool:
    """Whether jobs of this account are open, or their answers on the way: they still need the account as it is."""
    return bool(await jobs.open_jobs(c, account_id) or await jobs.undelivered(c, account_id))


async def merge(c: Connection, source: Account, target: Account, now: datetime) -> int:
    """Join `source` to `target` and return the credits that moved, below 0 for a debt.

    Both are locked, and `source` is not busy. The identities, the credits and the counted use move, and so does what
    was chosen where `target` chose nothing: who wants no announcements gets none. Jobs and files stay where they are,
    sealed with their own key, and are found through `accounts.family`.
    """
    moved = await ledger.move_all(c, source.id, target.id, f"merge of {source.id}", now)
    await c.execute(update(_identities).where(_identities.c.account_id == source.id).values(account_id=target.id))
    await _add_usage(c, source.id, target.id)
    await settings.copy_settings(c, source.id, target.id)
    if source.language and target.language is None:
        await accounts.set_language(c, target.id, source.language)
    for table in (schema.buttons, schema.last_pictures, schema.codes, schema.settings):
        await c.execute(delete(table).where(table.c.account_id == source.id))
    if source.agreed_version and target.agreed_version is None:
        await accounts.agree(c, target.id, source.agreed_version, now)
    await c.execute(update(_accounts).where(_accounts.c.id == source.id).values(merged_into=target.id))
    return moved


async def unlink(c: Connection, account: Account, platform: str, external_id: str, now: datetime) -> int | None:
    """Part this chat from its account, which is locked, and open one of its own; None where no other chat leads there.

    It begins with what was chosen for the old one. The credits and all else stay there.
    """
    if len(await accounts.identities(c, account.id)) < 2:
        return None
    new = {"created_at": now, "language": account.language}
    opened = int((await c.execute(_accounts.insert().returning(_accounts.c.id), new)).scalar_one())
    await settings.copy_settings(c, account.id, opened)
    mine = (_identities.c.platform == platform, _identities.c.external_id == external_id)
    await c.execute(update(_identities).where(*mine).values(account_id=opened))
    return opened


async def _add_usage(c: Connection, source: int, target: int) -> None:
    query = select(_usage.c.day, _usage.c.tool, _usage.c.jobs).where(_usage.c.account_id == source)
    for day, tool, count in (await c.execute(query)).all():
        more = insert(c, _usage).values(account_id=target, day=day, tool=tool, jobs=count)
        await c.execute(
            more.on_conflict_do_update(
                index_elements=["account_id", "day", "tool"], set_={"jobs": _usage.c.jobs + count}
            )
        )
    await c.execute(delete(_usage).where(_usage.c.account_id == source))
