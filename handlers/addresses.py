"""Where the answer to a job goes, when that changes on the way, and whether it is still to come."""

from dataclasses import replace

from handlers import sealing
from handlers.request import Identity, ReplyTo
from handlers.services import Services
from storage import accounts, jobs


async def note_address(services: Services, identity: Identity, job: str, to: ReplyTo) -> bool:
    """Have the answer to this person's job, known by its public id, go to `to`. False when it was answered before.

    What the address says already stays, such as the form of the result, where `to` does not say otherwise.
    """
    async with services.database.write() as connection:
        account = await accounts.find(connection, identity.platform, identity.external_id)
        found = await jobs.find(connection, job, account.id) if account else None
        if found is None or found.reply_to is None:
            return False
        before = sealing.unseal_reply_to(services.vault, found.account_id, found.reply_to)
        now = replace(to, extra={**before.extra, **to.extra})
        sealed = sealing.seal_reply_to(services.vault, found.account_id, now)
        return await jobs.readdress(connection, job, found.account_id, sealed)


async def is_awaited(services: Services, identity: Identity, job: str) -> bool:
    """Whether the answer to this person's job, known by its public id, is still to come."""
    async with services.database.read() as connection:
        account = await accounts.find(connection, identity.platform, identity.external_id)
        found = await jobs.find(connection, job, account.id) if account else None
    return found is not None and found.awaits_answer
