"""End one open job: its row first, then the work; and tell the chat, which may show that it runs."""

from handlers import sealing
from handlers.request import ReplyTo
from handlers.result import stopped_reply
from handlers.services import Services
from storage import jobs
from storage.errors import KeyMissing
from storage.jobs import Job


async def cancel_job(job_id: int, services: Services) -> bool:
    """Cancel and refund a job that waits or runs, and abort its work. False when it was settled already."""
    async with services.database.write() as connection:
        job = await jobs.get(connection, job_id)  # cancelling erases where its answer was to go
        cancelled = await jobs.cancel(connection, job_id, services.clock())
    if cancelled:
        services.queue.cancel(job_id)
        if job and (to := address_of(job, services)):
            await tell_stopped(job, to, services)
    return cancelled


def address_of(job: Job, services: Services) -> ReplyTo | None:
    """Return where a job's answer was to go; None where that is erased."""
    try:
        return sealing.unseal_reply_to(services.vault, job.account_id, job.reply_to) if job.reply_to else None
    except KeyMissing:
        return None


async def tell_stopped(job: Job, to: ReplyTo, services: Services) -> None:
    """Let the chat put an end to what it shows of a job that was stopped."""
    if chat := services.chats.get(job.platform):
        await chat.send.stopped(to, stopped_reply(job, services))
