"""A press on a setting of a group."""

from typing import Annotated, Literal

from handlers.call import Call
from handlers.command import command
from handlers.group_settings import change, check_admin, show, show_tools
from handlers.reply import Reply


@command(by_button=True)
async def group(
    call: Call,
    setting: Annotated[
        Literal["", "language", "result", "auto_delete", "off", "on"], "What is changed; nothing if left out."
    ] = "",
    value: Annotated[str, "What it is changed to."] = "",
    page: Annotated[int, "The page of tools to show; -1 shows the settings."] = -1,
) -> Reply:
    """Change what applies to everyone in a group."""
    await check_admin(call)
    if setting:
        call = await change(call, setting, value)
    return await (show_tools(call, page) if page >= 0 else show(call, edit=True))
