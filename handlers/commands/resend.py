"""A press on "Send again" in the history, or on the other form of a result that was paid for."""

from dataclasses import replace
from typing import Annotated, Literal

from handlers import sealing
from handlers.call import Call
from handlers.command import command
from handlers.delivery_plan import Wanted
from handlers.extras import Extras
from handlers.past_jobs import is_stored, own_job
from handlers.reply import Reply
from handlers.result import result_reply
from storage.errors import FileGone


@command(by_button=True)
async def resend(
    call: Call,
    job: Annotated[str, "The job."],
    form: Annotated[Literal["", "photo", "file"], "How the result is to come."] = "",
) -> Reply:
    """Send the result of a job again; it costs nothing."""
    services = call.services
    async with services.database.read() as connection:
        found = await own_job(connection, call, job)
    if not is_stored(call, found):
        raise FileGone
    outcome = sealing.unseal_outcome(services.vault, found.account_id, found.result or b"")
    data = [await services.files.get(made.key or "", found.account_id) for made in outcome.files]
    here = replace(found, platform=call.request.identity.platform)
    files = result_reply(here, outcome, services, tuple(data), Extras(Wanted(form))).files
    return Reply(call.say("resent", job=found.public_id), files=files, private=not form)
