"""/report: tell the owners of this installation something."""

from typing import Annotated

from handlers.call import Call
from handlers.charges import take_of_all
from handlers.command import command
from handlers.holders import holders
from handlers.reply import Reply
from handlers.telling import note_report
from handlers.times import in_time, until_tomorrow
from tools.params import TextLength

MOST_LETTERS = 1000
A_DAY = 5
"""So many reports may one person send a day."""


@command(whole_line=True)
async def report(
    call: Call, words: Annotated[str, TextLength(0, MOST_LETTERS), "What is wrong, with the job if there is one."] = ""
) -> Reply:
    """Tell the people who run this what is wrong."""
    if not words:
        return Reply(call.say("report-what"), private=True)
    if not call.services.config.access.owners:
        return Reply(call.say("reported-nobody", contact=call.operator["contact"]), private=True)
    if not await _take_one(call):
        time = in_time(call.services.texts, call.language, until_tomorrow(call.now))
        return Reply(call.say("report-enough", time=time), private=True)
    await note_report(call, words)
    return Reply(call.say("reported"), private=True)


async def _take_one(call: Call) -> bool:
    """Count a report of today; False where that would be one too many."""
    async with call.services.database.write() as connection:
        counted = await holders(connection, call, call.account)
        return await take_of_all(connection, "reports", counted, 1, A_DAY, call) is not None
