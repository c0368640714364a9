"""Which stored file belongs to whom and until when. The bytes are in `storage.files` under the same key."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from storage import schema
from storage.database import Connection

_files = schema.stored_files

EXPORT = "export"
"""The kind of a part of a data export that is complete."""

UNFINISHED_EXPORT = "unfinished export"
"""The kind of a part of one that is still being put together."""

EXPORTS = (EXPORT, UNFINISHED_EXPORT)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file; `size` in bytes as it was before sealing, `kind` such as "upload", "result" or "export"."""

    key: str
    account_id: int
    job_id: int | None
    kind: str
    size: int
    created_at: datetime
    expires_at: datetime


_SELECT: Select[*tuple[Any, ...]] = select(*(_files.c[field.name] for field in fields(StoredFile)))


async def record(
    c: Connection,
    key: str,
    account_id: int,
    kind: str,
    size: int,
    now: datetime,
    expires_at: datetime,
    job_id: int | None = None,
) -> StoredFile:
    """Note whose file this is and when it expires."""
    file = StoredFile(key, account_id, job_id, kind, size, now, expires_at)
    await c.execute(_files.insert().values({field.name: getattr(file, field.name) for field in fields(file)}))
    return file


async def owned(c: Connection, key: str, account_id: int, now: datetime) -> StoredFile | None:
    """Return this account's file; None when it is another's, or expired though not yet purged."""
    query = _SELECT.where(_files.c.key == key, _files.c.account_id == account_id, _files.c.expires_at > now)
    row = (await c.execute(query)).one_or_none()
    return StoredFile(*row) if row else None


async def expired(c: Connection, now: datetime, limit: int = 500) -> list[StoredFile]:
    """Return files to purge, those that expired first in front."""
    query = _SELECT.where(_files.c.expires_at <= now).order_by(_files.c.expires_at).limit(limit)
    return [StoredFile(*row) for row in await c.execute(query)]


async def known(c: Connection, keys: list[str]) -> set[str]:
    """Return those of the keys that have a row; a file without one is an orphan."""
    return set((await c.execute(select(_files.c.key).where(_files.c.key.in_(keys)))).scalars())


async def of_job(c: Connection, job_id: int) -> list[str]:
    """Return the keys of what a job made."""
    return list((await c.execute(select(_files.c.key).where(_files.c.job_id == job_id))).scalars())


async def exported(c: Connection, account_id: int, now: datetime) -> list[StoredFile]:
    """Return the parts of the account's exports that are complete and still here, the latest export's last."""
    mine = (_files.c.account_id == account_id, _files.c.kind == EXPORT, _files.c.expires_at > now)
    query = _SELECT.where(*mine).order_by(_files.c.expires_at, _files.c.key)
    return [StoredFile(*row) for row in await c.execute(query)]


async def finish_export(c: Connection, keys: list[str], expires_at: datetime) -> None:
    """Note that these parts are an export now, and when it expires."""
    await c.execute(update(_files).where(_files.c.key.in_(keys)).values(kind=EXPORT, expires_at=expires_at))


async def drop(c: Connection, key: str) -> None:
    """Forget a file whose bytes are deleted."""
    await c.execute(delete(_files).where(_files.c.key == key))


async def total_bytes(c: Connection, account_id: int) -> int:
    """Return what the account's files take together, in bytes, without its exports."""
    mine = (_files.c.account_id == account_id, _files.c.kind.not_in(EXPORTS))
    query = select(func.coalesce(func.sum(_files.c.size), 0)).where(*mine)
    return int((await c.execute(query)).scalar_one())
