"""A press on ✎: ask for a value that no button has, or take it, where the chat asked by a form of its own."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.panel import Panel
from handlers.reply import Reply
from handlers.typed_values import ask_value, take_value


@command(by_button=True)
async def ask(
    call: Call,
    step: Annotated[str, "The tool with the values chosen so far."],
    param: Annotated[str, "The parameter to ask for."],
    pipeline: Annotated[str, "The steps before it."] = "",
) -> Reply:
    """Ask for a value to be typed."""
    panel = Panel.read(call, step, pipeline)
    if call.request.text:
        return await take_value(panel, param, call.request.text)
    return await ask_value(panel, param)
