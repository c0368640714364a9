"""/usage: what you used today, what runs, your limits, and the id that the operator knows you by."""

from handlers.admit import bytes_allowed
from handlers.call import Call
from handlers.charges import free_lines
from handlers.command import command
from handlers.reply import Reply
from handlers.sentences import size
from handlers.single_use import Offer, make_buttons
from storage import accounts, jobs
from storage.accounts import Account
from storage.database import Connection
from storage.jobs import Job

_MOST_STRANDED = 5


@command()
async def usage(call: Call) -> Reply:
    """Show what you used today, your open jobs, your limits and your id."""
    config = call.services.config
    today, waiting, credits = 0, 0, 0
    stranded: list[Job] = []
    if call.account:
        async with call.services.database.read() as connection:
            midnight = call.now.replace(hour=0, minute=0, second=0, microsecond=0)
            mine = await accounts.family(connection, call.account.id)
            today = await jobs.done_since(connection, mine, midnight)
            waiting = await jobs.waiting(connection, call.account.id)
            stranded = await _stranded(connection, call, call.account)
        credits = call.account.credits
    lines = [
        call.say("usage-today", jobs=today),
        call.say("usage-open", jobs=waiting, limit=config.jobs.waiting_per_user, running=config.jobs.per_user),
        call.say(
            "usage-limits",
            size=size(bytes_allowed(call.account, config, call.chat)),
            megapixels=config.limits.pixels // 1_000_000,
            frames=config.limits.frames,
            pictures=config.jobs.pictures,
        ),
    ]
    lines += await free_lines(call)
    if config.prices.enabled:
        lines.append(call.say("usage-credits", credits=credits))
    identity = call.request.identity
    lines.append(call.say("usage-id", id=f"{identity.platform}:{identity.external_id}"))
    if not stranded:
        return Reply("\n".join(lines), private=True)
    lines.append(call.say("usage-stranded", results=len(stranded)))
    offers = [[Offer(call.say("button-bring", job=job.public_id), "bring", {"job": job.public_id})] for job in stranded]
    async with call.services.database.write() as connection:
        buttons = await make_buttons(connection, call.services, stranded[0].account_id, offers, ())
    return Reply("\n".join(lines), buttons=buttons, private=True)


async def _stranded(connection: Connection, call: Call, account: Account) -> list[Job]:
    """Return the jobs whose answer was tried and did not arrive in this chat, the newest first."""
    found = await jobs.undelivered(connection, account.id)
    here = [job for job in found if job.delivery_attempts and job.platform == call.request.identity.platform]
    return here[: -_MOST_STRANDED - 1 : -1]
