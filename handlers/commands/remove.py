"""A press on "Delete" under a message."""

from handlers.call import Call
from handlers.command import command
from handlers.reply import Reply


@command(by_button=True)
async def remove(call: Call) -> Reply:
    """Delete the message with the button."""
    return Reply(remove=True)
