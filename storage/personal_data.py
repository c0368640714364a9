"""Erases a person: every column of every table, by its class of data and not by a list that could forget one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, DefaultClause, Table, delete, func, or_, select, update

from storage import accounts, jobs, schema
from storage.classification import Classification, Erase
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class ErasureCounts:
    """What an erasure took, and what is for the caller to do after the commit.

    `rows` by table; the keys of files to delete; and the numbers of jobs whose work or whose answer was on its way.
    """

    rows: dict[str, int]
    file_keys: list[str]
    unfinished: list[int]


def together(found: Iterable[ErasureCounts]) -> ErasureCounts:
    """Return what several erasures took as one."""
    rows: Counter[str] = Counter()
    keys: list[str] = []
    unfinished: list[int] = []
    for each in found:
        rows.update(each.rows)
        keys += each.file_keys
        unfinished += each.unfinished
    return ErasureCounts(dict(rows), keys, unfinished)


def classification(column: Column[Any]) -> Classification:
    """Return the class of data that a column holds."""
    found: Classification = column.info["data"].value
    return found


async def erase(c: Connection, account_id: int, now: datetime, senders: Sequence[bytes] = ()) -> ErasureCounts:
    """Erase everything that tells who this account was; its ledger stays, under a number that names nobody.

    `senders` are the keyed hashes by which rows of no account know this person (`inbox.sender_of`). Open jobs are
    cancelled and refunded first; none can be taken on meanwhile. After the commit the caller stops what runs,
    destroys the account's key, deletes the files and empties the log (`Queue.cancel`, `Vault.destroy`,
    `Files.delete`, `Database.truncate_wal`).
    """
    await accounts.lock(c, account_id)
    unfinished = [job.id for job in await jobs.undelivered(c, account_id)]
    unfinished += await jobs.cancel_open(c, account_id, now)
    file_keys = await _file_keys(c, account_id)
    rows = {}
    for table in reversed(schema.metadata.sorted_tables):
        mine = _belongs_to(table, account_id, senders)
        if mine is None:
            continue
        if _by_row(table):
            rows[table.name] = (await c.execute(delete(table).where(mine))).rowcount
        elif cleared := _columns(table, Erase.CLEAR):
            empty = {column.name: _empty(column) for column in cleared}
            rows[table.name] = (await c.execute(update(table).where(mine).values(empty))).rowcount
    await c.execute(update(schema.accounts).where(schema.accounts.c.id == account_id).values(erased_at=now))
    return ErasureCounts({name: count for name, count in rows.items() if count}, file_keys, unfinished)


async def remaining(c: Connection, account_id: int, senders: Sequence[bytes] = ()) -> dict[str, int]:
    """Return what there is left to erase: rows by table. Empty right after `erase`."""
    left = {}
    for table in schema.metadata.sorted_tables:
        mine = _belongs_to(table, account_id, senders)
        if mine is None:
            continue
        query = select(func.count()).select_from(table).where(mine)
        if not _by_row(table):
            filled = [column.is_distinct_from(_empty(column)) for column in _columns(table, Erase.CLEAR)]
            query = query.where(or_(False, *filled))
        left[table.name] = int((await c.execute(query)).scalar_one())
    return {name: count for name, count in left.items() if count}


async def encrypted_rows_exist(c: Connection) -> bool:
    """Whether any column holds sealed bytes, which a new master key would make unreadable."""
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            if column.info["sealed"] and (await c.execute(select(1).where(column.is_not(None)).limit(1))).first():
                return True
    return False


async def _file_keys(c: Connection, account_id: int) -> list[str]:
    files, results = schema.stored_files, schema.jobs
    stored = select(files.c.key).where(files.c.account_id == account_id)
    made = select(results.c.result_key).where(results.c.account_id == account_id, results.c.result_key.is_not(None))
    return list((await c.execute(stored.union(made))).scalars())


def _belongs_to(table: Table, account_id: int, senders: Sequence[bytes]) -> ColumnElement[bool] | None:
    if _columns(table, Erase.SENDER):
        return table.c.sender.in_(senders)
    owner = table.c.id if table is schema.accounts else table.c.get("account_id")
    return None if owner is None else owner == account_id


def _by_row(table: Table) -> bool:
    return bool(_columns(table, Erase.ROW) or _columns(table, Erase.SENDER))


def _columns(table: Table, erase: Erase) -> list[Column[Any]]:
    return [column for column in table.columns if classification(column).erase is erase]


def _empty(column: Column[Any]) -> Any:
    """What a cleared column holds: nothing, or its default where it must hold something."""
    return column.server_default.arg if isinstance(column.server_default, DefaultClause) else None
