"""A press on a result that waits: bring it to where its owner is now."""

from typing import Annotated

from handlers.addresses import note_address
from handlers.call import Call
from handlers.command import command
from handlers.errors import NoOpenJob
from handlers.reply import Reply
from storage import jobs


@command(by_button=True)
async def bring(call: Call, job: Annotated[str, "The job whose answer did not arrive."]) -> Reply:
    """Send an answer that did not reach you."""
    identity = call.request.identity
    if call.account is None or not await note_address(call.services, identity, job, call.request.reply_to):
        raise NoOpenJob(job=job[:20])
    async with call.services.database.write() as connection:
        found = await jobs.find(connection, job, call.account.id)
        if found:
            call.services.queue.hand_over(connection, found.id, "deliver", found.account_id)
    return Reply(call.say("bringing", job=job), job=job, to=call.request.reply_to)
