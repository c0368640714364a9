"""A press that sets to work: run a tool from its panel, or go on, or back, from a result."""

from dataclasses import replace
from typing import Annotated, Literal

from handlers.call import Call
from handlers.command import command
from handlers.pipeline import read_chain
from handlers.reply import Reply
from handlers.submit import submit


@command(by_button=True)
async def redo(
    call: Call,
    pipeline: Annotated[str, "The steps; none gives the picture back as it was sent."] = "",
    form: Annotated[Literal["", "photo", "file"], "How the result is to come."] = "",
    here: Annotated[bool, "Whether the message with the button may tell of it."] = False,
    anew: Annotated[bool, "Whether the last picture is taken as it was sent."] = False,
) -> Reply:
    """Apply steps to the pictures of a button."""
    reply = await submit(call, read_chain(pipeline, call.services.catalog), form, here, anew)
    return replace(reply, edit=here)
