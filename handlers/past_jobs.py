"""A person's own jobs, those of chats that were joined too: found, listed, and what can still be done with one."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import sealing
from handlers.call import Call
from handlers.charges import allowance, price_today
from handlers.errors import NoSuchJob
from handlers.last_picture import recall
from handlers.pipeline import needs_picture, write_chain
from handlers.single_use import Offer
from handlers.times import moment
from handlers.words import priced
from storage import accounts, jobs
from storage.books import GIVEN_BACK
from storage.database import Connection
from storage.errors import KeyMissing
from storage.jobs import Job
from tools.errors import ToolError
from tools.work import Step

A_PAGE = 6


@dataclass(frozen=True, slots=True)
class PastJobs:
    """A page of jobs, its number from 1, and how many pages there are."""

    jobs: list[Job]
    number: int
    pages: int


async def page_of_jobs(call: Call, number: int) -> PastJobs:
    """Return a page of the asker's jobs, the newest first; a number beyond the ends gives the nearest page."""
    if call.account is None:
        return PastJobs([], 1, 1)
    async with call.services.database.read() as connection:
        mine = await accounts.family(connection, call.account.id)
        pages = max(1, -(-await jobs.count(connection, mine) // A_PAGE))
        shown = min(max(1, number), pages)
        return PastJobs(await jobs.history(connection, mine, A_PAGE, (shown - 1) * A_PAGE), shown, pages)


async def own_job(connection: Connection, call: Call, public_id: str) -> Job:
    """Return one of the asker's jobs; raises NoSuchJob."""
    if call.account:
        mine = await accounts.family(connection, call.account.id)
        if found := await jobs.find_of(connection, public_id.upper(), mine):
            return found
    raise NoSuchJob(job=public_id[:20])


def line_of(call: Call, job: Job) -> str:
    """Write a job in one line."""
    price = job.price if call.services.config.prices.enabled and job.state not in GIVEN_BACK else 0
    state = call.say(f"state-{job.state}")
    tools = ", ".join(job.tools.split("|"))
    return call.say("history-line", job=job.public_id, tools=tools, at=moment(job.created_at), state=state, price=price)


def steps_of(call: Call, job: Job) -> tuple[Step, ...]:
    """Return what a job did; nothing where that was forgotten, or where a tool takes other values by now."""
    try:
        return sealing.unseal_steps(call.services.vault, job.account_id, job.steps, call.services.catalog)
    except (KeyMissing, KeyError, ToolError, ValueError):
        return ()


def is_stored(call: Call, job: Job) -> bool:
    """Whether what a job made is still here."""
    return job.result is not None and job.keep_until is not None and job.keep_until > call.now


async def offers_for(call: Call, job: Job, steps: Sequence[Step]) -> list[list[Offer]]:
    """Return what can be done with a job of the past, and what doing it again costs now."""
    catalog = call.services.catalog
    offers = []
    if is_stored(call, job):
        offers.append(Offer(call.say("button-resend"), "resend", {"job": job.public_id}))
    if steps and not (needs_picture(steps, catalog) and call.chat.draws_palette):
        # On a picture that is no more, it is done to the last one of this place.
        last = await recall(call)
        price = price_today(call, steps, len(last.pictures) if last else 1, await allowance(call))
        label = priced(call.services.texts, call.language, call.say("button-redo"), price)
        offers.append(Offer(label, "redo", {"pipeline": write_chain(steps, catalog), "anew": True}))
    rows = [offers] if offers else []
    if not job.awaits_answer:
        rows.append([Offer(call.say("button-forget"), "forget", {"job": job.public_id}, style="danger")])
    return rows
