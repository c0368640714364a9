"""A press on "Delete" under a message."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.reply import Reply


@command(by_button=True)
async def remove(
    call: Call, messages: Annotated[str, "The other messages of the same answer, with commas in between."] = ""
) -> Reply:
    """Delete the message with the button."""
    return Reply(remove=True, removes=tuple(messages.split(",")) if messages else ())
