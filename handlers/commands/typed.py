"""The answer to such a question: the value that was typed."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.panel import Panel
from handlers.reply import Reply
from handlers.typed_values import take_value


@command(by_button=True)
async def typed(
    call: Call,
    step: Annotated[str, "The tool with the values chosen so far."],
    param: Annotated[str, "The parameter that was asked for."],
    pipeline: Annotated[str, "The steps before it."] = "",
) -> Reply:
    """Take a value that was typed, or ask again."""
    return await take_value(Panel.read(call, step, pipeline), param, call.request.text)
