"""/receipt: what one job did, cost and left behind, and who saw its picture."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.past_jobs import is_stored, own_job
from handlers.prices import processors_of
from handlers.reply import Reply
from handlers.times import moment
from storage import ledger
from storage.jobs import Job
from storage.ledger import Entry


@command()
async def receipt(call: Call, job: Annotated[str, "The job, such as J-7K3QX2."]) -> Reply:
    """Show when a job ran, what it cost, what was stored of it, and who saw it."""
    async with call.services.database.read() as connection:
        found = await own_job(connection, call, job)
        booked = await ledger.entries(connection, job_id=found.id)
    text = call.say(
        "receipt",
        job=found.public_id,
        at=moment(found.created_at),
        state=call.say(f"state-{found.state}"),
        tools=", ".join(found.tools.split("|")),
        cost=_cost(call, found, booked) if call.services.config.prices.enabled else "",
        stored=_stored(call, found),
        seen=_seen(call, found),
    )
    return Reply("\n".join(line for line in text.splitlines() if line.strip()), private=True)


def _cost(call: Call, job: Job, booked: list[Entry]) -> str:
    kinds = {entry.kind for entry in booked}
    if not kinds:
        return call.say("receipt-free")
    if kinds & {"refund", "reversal"}:
        return call.say("receipt-given-back", price=job.price)
    if "capture" not in kinds:
        return call.say("receipt-held", price=job.price)
    return call.say("receipt-cost", price=job.price, payer="pot" if job.payer_id else "own")


def _stored(call: Call, job: Job) -> str:
    if not job.result_hashes or job.keep_until is None:
        return call.say("receipt-not-stored")
    key = "receipt-stored" if is_stored(call, job) else "receipt-deleted"
    return call.say(key, until=moment(job.keep_until), hashes=", ".join(job.result_hashes))


def _seen(call: Call, job: Job) -> str:
    processors = processors_of(job.tools.split("|"), call.services.config.budgets)
    if not processors:
        return call.say("receipt-seen-here")
    return call.say("receipt-seen-by", processors=", ".join(processors))
