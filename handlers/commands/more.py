"""A press on "More tools" under a result."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.palette import offer_tools
from handlers.reply import Reply


@command(by_button=True)
async def more(call: Call, pipeline: Annotated[str, "The steps that led to the result."] = "") -> Reply:
    """Choose a further tool for a result."""
    return await offer_tools(call, Reply(call.say("hint-more")), pipeline)
