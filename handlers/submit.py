"""Take a job on: in one transaction its price is held, its row written, and the queue is handed its number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers import sealing
from handlers.admit import admit_pictures, admit_to_queue, admit_tools
from handlers.call import Call
from handlers.cancelling import address_of
from handlers.charges import Charge, charge, out_of_credits, tell_of_spent_budget
from handlers.config import HandlersConfig
from handlers.errors import (
    BadPipeline,
    BudgetSpent,
    NotDelivered,
    PictureMissing,
    TooManySteps,
    TooManyWaiting,
    UnsupportedMessage,
)
from handlers.failures import sentence
from handlers.last_picture import recall
from handlers.pipeline import MOST_CHAINED, check_order, check_several, named, needs_picture
from handlers.ports import Progress
from handlers.progress_text import progress_reply
from handlers.reply import Reply
from handlers.request import AttachmentRef, ReplyTo
from handlers.result import failure_reply
from handlers.single_use import job_on_its_way, leave, use_up
from storage import accounts, jobs, ledger
from storage.accounts import Account
from storage.database import Connection
from storage.errors import NotEnoughCredits
from storage.jobs import Job, NewJob
from tools.work import Step

LANE = "cpu"


async def submit(
    call: Call, steps: Sequence[Step], form: str = "", in_place: bool = False, anew: bool = False
) -> Reply:
    """Accept a job for these steps, or the job that this same request made before.

    A request without a picture is given the last one of its place, where the chat has such, or with `anew` what that
    was made of. `form` is how the result
    is to come ("photo" or "file"), where it was asked for; `in_place` has it take the place of the message with the
    pressed button, in a chat that can. Raises what `admit` and `charge` raise, TooManyWaiting, QueueFull,
    ButtonSpent and OutOfCredits; then nothing is written or held, and a button that was pressed is not used up.
    """
    admit_tools(call, (step.tool for step in steps))
    steps, pictures, had = await _begun(call, steps, anew)
    if needs_picture(steps, call.services.catalog):
        admit_pictures(call, pictures, named(steps)[0])
    if len(pictures) > 1:
        check_several(steps, call.services.catalog)
    identity = call.request.identity
    try:
        async with call.services.database.write() as connection:
            account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
            await accounts.touch(connection, account.id, call.now)
            job = await _reserve(connection, call, account, steps, pictures, had, _address(call, form, in_place))
            held = await ledger.balance(connection, account.id) if job.price else None
    except BudgetSpent as error:
        await tell_of_spent_budget(call.services, error)
        raise
    return taken(call, job, held)


async def known_job(connection: Connection, call: Call, account: Account) -> Job | None:
    """Return the job that this same request made before."""
    return await jobs.find_by_key(connection, account.id, _key(call))


def taken(call: Call, job: Job, held: int | None = None) -> Reply:
    """Answer a request whose job is taken on, just now or when it arrived for the first time.

    `held` are the credits that are left, its price being taken already.
    """
    if not job.awaits_answer:
        return _over(call, job)
    state = Progress(call.services.queue.place(job.id), running=False)
    reply = progress_reply(call.services, call.language, job.public_id, state)
    text = f"{reply.text} {_price(call, job, held)}" if job.price else reply.text
    return replace(reply, text=text, place=state.place, to=address_of(job, call.services))


def _price(call: Call, job: Job, held: int | None) -> str:
    """Say what it costs, and of how much: what there was before its price was taken."""
    if job.payer_id is not None:
        return call.say("job-price-pot", price=job.price)
    return call.say("job-price", price=job.price) if held is None else costs(call, job.price, held + job.price)


def costs(call: Call, price: int, balance: int) -> str:
    """Say what something costs before it is paid, and what there is; in a group that is nobody else's to know."""
    if call.request.group:
        return call.say("job-price", price=price)
    return call.say("job-price-of", price=price, balance=balance)


def _over(call: Call, job: Job) -> Reply:
    """Say what became of a job of which nothing more will come."""
    if job.state == "failed":
        return failure_reply(job, call.services)
    if job.state == "undeliverable":
        text = sentence(call.services, call.language, NotDelivered.code, {})
        return Reply(text, job=job.public_id, error=NotDelivered.code)
    if job.state == "cancelled":
        return Reply(call.say("cancelled", count=1), job=job.public_id)
    return Reply(call.say("job-answered", job=job.public_id), job=job.public_id)


async def _begun(
    call: Call, steps: Sequence[Step], anew: bool
) -> tuple[Sequence[Step], tuple[AttachmentRef, ...], int]:
    """Return the steps with those that the last picture went through, the pictures that all this begins with, and how
    many steps those were.
    """
    pictures, catalog = call.request.attachments, call.services.catalog
    if not needs_picture(steps, catalog):
        return steps, (), 0
    if not pictures and call.request.unsupported:
        raise UnsupportedMessage(kind=call.request.unsupported)
    if pictures or not (last := await recall(call)):
        return steps, pictures, 0
    before = () if anew else last.steps
    chain = (*before, *steps)
    if len(chain) > MOST_CHAINED:
        raise TooManySteps(given=len(chain), limit=MOST_CHAINED)
    try:
        check_order(chain, catalog)
        if len(last.pictures) > 1:
            check_several(chain, catalog)
    except BadPipeline:
        raise PictureMissing(name=steps[0].tool) from None
    return chain, last.pictures, len(before)


def _address(call: Call, form: str, in_place: bool) -> ReplyTo:
    """Return where the result goes, with what whoever brings it has to know."""
    usual = call.group.result if call.group else None
    told = {"language": call.language, "form": form, "usual": usual or "", "group": "yes" if call.request.group else ""}
    request = call.request
    to = request.in_place if in_place and request.in_place else request.reply_to
    return replace(to, extra={**to.extra, **{name: value for name, value in told.items() if value}})


async def _reserve(
    connection: Connection,
    call: Call,
    account: Account,
    steps: Sequence[Step],
    pictures: Sequence[AttachmentRef],
    had: int,
    to: ReplyTo,
) -> Job:
    known = await known_job(connection, call, account)
    if known := known or await job_on_its_way(connection, call, account, steps, pictures):
        return known
    admit_to_queue(call, LANE)
    limit = call.services.config.jobs.waiting_per_user
    if await jobs.waiting(connection, account.id) >= limit:
        raise TooManyWaiting(limit=limit)
    charged = await charge(connection, call, account, steps, len(pictures), had)
    await use_up(connection, call)
    try:
        job = await jobs.reserve(connection, _new_job(call, account, steps, pictures, to, charged), call.now)
    except NotEnoughCredits:
        raise await out_of_credits(connection, call, account, steps, charged) from None
    if job is None:
        raise LookupError("the job of this request was erased while it was being asked for again")
    await leave(connection, call, job)
    call.services.queue.hand_over(connection, job.id, LANE, account.id, priority_of(job))
    return job


def priority_of(job: Job) -> int:
    """Return how urgent a job is in its line: what was paid for goes first, though never alone."""
    return 1 if job.price else 0


def _new_job(
    call: Call,
    account: Account,
    steps: Sequence[Step],
    pictures: Sequence[AttachmentRef],
    to: ReplyTo,
    charged: Charge,
) -> NewJob:
    services, request = call.services, call.request
    kept = kept_for(charged.price, call.chat.fetches_later, services.config)
    return NewJob(
        account_id=account.id,
        platform=request.identity.platform,
        idempotency_key=_key(call),
        lane=LANE,
        price=charged.price,
        tools="|".join(named(steps)),
        steps=sealing.seal_steps(services.vault, account.id, steps),
        sources=sealing.seal_sources(services.vault, account.id, pictures),
        reply_to=sealing.seal_reply_to(services.vault, account.id, to),
        locale=call.language,
        keep_until=call.now + kept if kept else None,
        payer_id=charged.payer_id,
        claims=[claim.to_plain() for claim in charged.claims] or None,
    )


def kept_for(price: int, fetches_later: bool, config: HandlersConfig) -> timedelta | None:
    """Return how long a result is stored: a paid one longest, and one that its chat collects; None for any other."""
    if price:
        return timedelta(hours=config.jobs.result_hours)
    return timedelta(minutes=config.privacy.upload_minutes) if fetches_later else None


def _key(call: Call) -> str:
    """Return what a job remembers of its request: a keyed hash, for the chat's own id of it tells who asked."""
    return call.services.vault.sign(call.request.idempotency_key.encode(), "idempotency key").hex()
