"""/do: several tools, one after another."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.pipeline import read_asked
from handlers.reply import Reply
from handlers.submit import submit


@command(whole_line=True, takes_pictures=True)
async def do(
    call: Call, pipeline: Annotated[str, "Tools with their values, with | between them: resize 800 | blur 4."]
) -> Reply:
    """Apply several tools, one after another, decoding and encoding once."""
    return await submit(call, *read_asked(pipeline, call.services.catalog))
