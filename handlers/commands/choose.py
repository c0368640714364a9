"""A press on a tool, or on a value in its panel."""

from dataclasses import replace
from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.panel import Panel
from handlers.reply import Reply


@command(by_button=True)
async def choose(
    call: Call,
    step: Annotated[str, "The tool with the values chosen so far."],
    pipeline: Annotated[str, "The steps before it."] = "",
    turned: Annotated[str, "The parameter whose choices were leafed through."] = "",
    page: Annotated[int, "The page of them."] = 0,
) -> Reply:
    """Show what a tool can be told, and set it by buttons."""
    panel = Panel.read(call, step, pipeline)
    return await replace(panel, turned=turned, page=page).reply(edit=True)
