"""Erase a person: jobs, rows, key, what a chat remembers, files; then look whether anything is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.cancelling import address_of, tell_stopped
from handlers.request import Identity, Request
from handlers.services import Services
from storage import accounts, audit, inbox, jobs, personal_data


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an erasure left behind: zeros, or it did not work."""

    rows_left: int
    files_left: int


async def erase_account(account_id: int, services: Services, asked: Request | None = None) -> Receipt:
    """Erase everything of an account now, on a full disk too. Money rows stay without a name, as the law asks.

    What its person wrote after they `asked` for it is no part of it, and is answered.
    """
    async with services.database.make_room():
        return await _erase(account_id, services, asked)


async def _erase(account_id: int, services: Services, asked: Request | None) -> Receipt:
    """Erase in this order: once the keys are destroyed, nothing that a crash left behind can be read.

    Accounts that were joined to this one go with it. A log that is being read is emptied by the next `upkeep.purge`.
    """
    async with services.database.write() as connection:
        await accounts.lock(connection, account_id)
        people = [Identity(*each) for each in await accounts.identities(connection, account_id)]
        senders = await inbox.senders_of(connection, services.vault, account_id)
        if asked and asked.arrived is not None:
            await inbox.set_apart(connection, asked.identity.platform, senders, asked.arrived)
        stopped = await jobs.open_jobs(connection, account_id)
        mine = await accounts.family(connection, account_id)
        found = [await personal_data.erase(connection, each, services.clock(), senders) for each in mine]
        erased = personal_data.together(found)
        subject = services.vault.sign(str(account_id).encode(), "audit")
        await audit.record(connection, "erase", erased.rows, services.clock(), subject)
    for job_id in erased.unfinished:
        services.queue.cancel(job_id)
    shown = [(job, to) for job in stopped if (to := address_of(job, services))]
    for each in mine:
        services.vault.destroy(each)
    for person in people:
        if person.platform in services.chats:
            await services.chats[person.platform].send.forget(person)
    await delete_files(services, erased.file_keys)
    await services.database.truncate_wal()
    for job, to in shown:
        await tell_stopped(job, to, services)
    files_left = sum([len(await services.files.list(key)) for key in erased.file_keys])
    async with services.database.read() as connection:
        rows_left = [await personal_data.remaining(connection, each, senders) for each in mine]
    return Receipt(sum(sum(rows.values()) for rows in rows_left), files_left)


async def delete_files(services: Services, keys: Sequence[str]) -> None:
    """Delete stored files; the key of a job's results is their folder."""
    for key in keys:
        for name in await _at_or_below(key, services):
            await services.files.delete(name)


async def _at_or_below(key: str, services: Services) -> list[str]:
    """Return the files of a job, whose key is their folder, or the one file that a key names."""
    return await services.files.list(key) or [key]
