"""/report: tell the owners of this installation something."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.reply import Reply
from handlers.telling import note_report
from tools.params import TextLength

MOST_LETTERS = 1000


@command(whole_line=True)
async def report(
    call: Call, words: Annotated[str, TextLength(0, MOST_LETTERS), "What is wrong, with the job if there is one."] = ""
) -> Reply:
    """Tell the people who run this what is wrong."""
    if not words:
        return Reply(call.say("report-what"), private=True)
    if not call.services.config.access.owners:
        return Reply(call.say("reported-nobody", contact=call.operator["contact"]), private=True)
    await note_report(call, words)
    return Reply(call.say("reported"), private=True)
