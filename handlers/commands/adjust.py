"""A form that was filled in under a result: its last step again, with other values.

The form comes as words, written like a step. Where there are none, the panel of the step asks for the values.
"""

from collections.abc import Mapping
from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.errors import UnknownValue, WrongValue
from handlers.panel import Panel
from handlers.pipeline import bind, read_chain, read_step, write
from handlers.reply import Reply
from handlers.submit import submit
from tools.work import Step


@command(by_button=True)
async def adjust(
    call: Call,
    step: Annotated[str, "The last step with the values that it had."],
    pipeline: Annotated[str, "The steps before it."] = "",
    form: Annotated[str, "How the result is to come."] = "",
) -> Reply:
    """Do the last step of a result with other values, those that a form was filled with."""
    panel = Panel.read(call, step, pipeline)
    if not call.request.text:
        return await panel.reply(edit=False)
    tool, filled = read_step(call.request.text, call.services.catalog)
    if tool.name != panel.tool.name:
        raise UnknownValue(name=tool.name, names=panel.tool.name)
    before = read_chain(pipeline, call.services.catalog)
    try:
        steps = (*before, Step(tool.name, bind(tool, _changed(panel, filled))))
    except WrongValue as error:
        better = write(tool, {**error.values, error.name: error.nearest})
        raise error.retried_as(
            "redo", {"pipeline": " | ".join(filter(None, (pipeline, better))), "form": form}
        ) from None
    return await submit(call, steps, form)


def _changed(panel: Panel, filled: Mapping[str, object]) -> dict[str, object]:
    """Return the values with those of the form: what was emptied goes back to its default.

    But a text that is left empty stays: a form may not show it, for others could read it there.
    """
    texts = {param.name for param in panel.tool.params if param.is_text}
    kept = {name: value for name, value in panel.given.items() if filled.get(name) != "" or name in texts}
    return kept | {name: value for name, value in filled.items() if value != ""}
