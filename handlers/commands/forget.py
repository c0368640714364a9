"""A press on "Delete" at a job of the history."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.erasure import delete_files
from handlers.errors import NoSuchJob
from handlers.past_jobs import own_job
from handlers.reply import Reply
from storage import jobs, uploads


@command(by_button=True)
async def forget(call: Call, job: Annotated[str, "The job."]) -> Reply:
    """Delete a job's picture and values, and its place in the history."""
    services = call.services
    async with services.database.write() as connection:
        found = await own_job(connection, call, job)
        if not await jobs.forget(connection, found.id, call.now):
            raise NoSuchJob(job=found.public_id)
        keys = await uploads.of_job(connection, found.id)
        for key in keys:
            await uploads.drop(connection, key)
    # Without a row they would be orphans, which the next purge deletes: a crash between the two loses nothing.
    await delete_files(services, keys)
    text = call.say("forgotten", job=found.public_id, days=services.config.privacy.job_days)
    return Reply(text, private=True, edit=True)
