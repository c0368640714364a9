"""/cancel: stop a job, or all of one's own."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from handlers.call import Call
from handlers.cancelling import cancel_job
from handlers.command import command
from handlers.errors import NoOpenJob
from handlers.reply import Reply
from storage import jobs
from storage.jobs import Job


@command(always=True)
async def cancel(
    call: Call, job: Annotated[str, "The job, such as J-7K3QX2; every open one if left out."] = ""
) -> Reply:
    """Stop a job that waits or runs; nothing is charged for it."""
    stopped = [each for each in await _asked(call, job) if await cancel_job(each.id, call.services)]
    if job and not stopped:
        raise NoOpenJob(job=job[:20])
    text = [call.say("cancelled", count=len(stopped)), *_given_back(call, stopped)]
    return Reply(" ".join(text), edit=bool(job))


def _given_back(call: Call, stopped: Sequence[Job]) -> list[str]:
    """Say how much was given back, to the asker and to the pot of a group."""
    sums: Counter[str] = Counter()
    for each in stopped:
        sums["pot" if each.payer_id else "own"] += each.price
    return [call.say("refunded", credits=credits, to=to) for to, credits in sums.items() if credits]


async def _asked(call: Call, public_id: str) -> list[Job]:
    if call.account is None:
        return []
    async with call.services.database.read() as connection:
        if not public_id:
            return [each for each in await jobs.open_jobs(connection) if each.account_id == call.account.id]
        found = await jobs.find(connection, public_id.upper(), call.account.id)
    return [found] if found else []
