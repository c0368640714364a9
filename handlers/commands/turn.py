"""A press that leafs through the tools, or leads back to them."""

from dataclasses import replace
from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.palette import offer_tools
from handlers.reply import Reply


@command(by_button=True)
async def turn(
    call: Call,
    pipeline: Annotated[str, "The steps before the tool to be chosen."] = "",
    page: Annotated[int, "The page of tools."] = 0,
) -> Reply:
    """Show a page of tools."""
    pictures = len(call.request.attachments)
    if pipeline:
        text = call.say("hint-more")
    else:
        text = call.say("hint-picture", pictures=pictures) if pictures else call.say("hint-tools")
    return replace(await offer_tools(call, Reply(text), pipeline, page), edit=True)
