"""What is done from time to time: erase what has expired, and what a crash left behind."""

import asyncio
from datetime import timedelta

from handlers.services import Services
from storage import (
    accounts,
    buttons,
    codes,
    groups,
    inbox,
    jobs,
    last_pictures,
    notices,
    quotas,
    shown_messages,
    uploads,
    usage,
)
from storage.backup import drop_old, folder_beside
from storage.database import Connection
from storage.quotas import day_of

BATCH = 500
"""Rows or files at a time, so that nobody waits for the writer."""

INBOX_HOURS = 24
"""How long a message waits to be answered, and its number stays so that a repeat is known; /privacy says it."""

GROUP_DAYS = 30
"""How long a group's settings stay after we left it; /privacy says it."""

SHOWN_HOURS = 24
"""How long we remember an answer that should be deleted by now, should the chat not let us; /privacy says it."""

QUOTA_DAYS = 2
"""How long a counter of a day stays; /privacy says it. The day before is still needed: its jobs may fail today."""

BUDGET_DAYS = 400
"""How long the sum of a month stays that a paid processor cost."""

NOTICE_DAYS = 7
"""How long a notice waits for an owner, and that it was told is known; /privacy says it."""

EXPORT_MINUTES = 15
"""How long a data export stays once it is put together; /privacy says it."""

ORPHAN_SECONDS = 5.0
"""How long after a file its row may come; a file still without one then is an orphan."""


async def purge(services: Services, orphan_seconds: float = ORPHAN_SECONDS) -> None:
    """Erase expired files, rows and backups, orphaned and half-written files, and keys that outlived their account.

    What an erasure deleted while a reader kept it in the database's log goes from there as well.
    """
    async with services.database.make_room():
        await purge_files(services)
        await purge_rows(services)
        await purge_backups(services)
        await purge_orphans(services, orphan_seconds)
        await services.files.sweep_partial()
        await destroy_old_keys(services)
        destroy_day_keys(services)
        await services.database.truncate_wal()


async def purge_files(services: Services) -> int:
    """Erase every stored file that has expired; return how many."""
    count = 0
    while True:
        async with services.database.read() as connection:
            expired = await uploads.expired(connection, services.clock(), BATCH)
        for file in expired:
            await services.files.delete(file.key)
        if expired:
            async with services.database.write() as connection:
                for file in expired:
                    await uploads.drop(connection, file.key)
        count += len(expired)
        if len(expired) < BATCH:
            return count


async def purge_rows(services: Services) -> None:
    """Delete rows whose time is over, and what is told of an expired result."""
    now, privacy = services.clock(), services.config.privacy
    async with services.database.write() as connection:
        await buttons.drop_expired(connection, now)
        await last_pictures.drop_expired(connection, now)
        await shown_messages.drop_overdue(connection, now - timedelta(hours=SHOWN_HOURS))
        await groups.purge(connection, now - timedelta(days=GROUP_DAYS))
        await codes.drop_expired(connection, now)
        await quotas.drop_before(
            connection, day_of(now) - timedelta(days=QUOTA_DAYS - 1), now - timedelta(days=BUDGET_DAYS)
        )
        await notices.drop_before(connection, now - timedelta(days=NOTICE_DAYS), now - timedelta(days=NOTICE_DAYS))
        await usage.drop_before(connection, (now - timedelta(days=privacy.usage_days)).date())
    while True:
        async with services.database.write() as connection:
            forgotten = await jobs.forget_results(connection, now, BATCH)
            deleted = await jobs.purge(connection, now - timedelta(days=privacy.job_days), BATCH)
            received = await inbox.purge(connection, now - timedelta(hours=INBOX_HOURS), BATCH)
        if max(forgotten, deleted, received) < BATCH:
            return


async def purge_backups(services: Services) -> None:
    """Delete the copies of the database whose days are over."""
    if services.database.path:
        folder = folder_beside(services.database.path)
        before = services.clock() - timedelta(days=services.config.privacy.backup_days)
        await drop_old(services.database.path, folder, before)


async def purge_orphans(services: Services, wait_seconds: float) -> int:
    """Erase files that no row knows and no running job is about to name; return how many."""
    stored = [key for folder in ("in", "out", "export") for key in await services.files.list(folder)]
    suspects = await _orphans(services, stored)
    if not suspects:
        return 0
    await asyncio.sleep(wait_seconds)
    orphans = await _orphans(services, suspects)
    for key in orphans:
        await services.files.delete(key)
    return len(orphans)


async def destroy_old_keys(services: Services) -> None:
    """Destroy again the key of an erased account, should a job that was just ending have made a new one."""
    async with services.database.read() as connection:
        erased = await accounts.erased(connection)
    for account_id in erased:
        if services.vault.holds(account_id):
            services.vault.destroy(account_id)


def destroy_day_keys(services: Services) -> None:
    """Destroy the keys of the days before yesterday: what they sealed has been purged, and is readable no more."""
    services.vault.destroy_days_before((services.clock() - timedelta(hours=INBOX_HOURS)).date())


async def _orphans(services: Services, keys: list[str]) -> list[str]:
    orphans: list[str] = []
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        async with services.database.read() as connection:
            known = await uploads.known(connection, batch)
            orphans += [key for key in batch if key not in known and not await _is_being_made(connection, key)]
    return orphans


async def _is_being_made(connection: Connection, key: str) -> bool:
    """Whether a running attempt wrote this file and has not settled yet: its key is out/{job}/{attempt}/{n}."""
    folder, *numbers = key.split("/")
    if folder != "out" or len(numbers) < 2 or not numbers[0].isdecimal():
        return False
    job = await jobs.get(connection, int(numbers[0]))
    return job is not None and job.state == "running" and str(job.attempt) == numbers[1]
