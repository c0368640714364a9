"""The tools as buttons, for a chat that does not draw them itself: one page of them at a time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.call import Call
from handlers.errors import BadPipeline
from handlers.pages import in_rows, page_of
from handlers.pipeline import check_order, check_several, read_chain
from handlers.reply import Reply
from handlers.single_use import Offer, make_panel
from handlers.words import button_label_of
from tools.tool import Takes, Tool
from tools.work import Step

A_PAGE = 12
IN_A_ROW = 3


async def offer_tools(call: Call, reply: Reply, chain: str = "", page: int = 0) -> Reply:
    """Return the reply with the tools under it, to be applied to the request's pictures after the steps of `chain`."""
    if call.chat.draws_palette:
        return replace(reply, palette=True)
    buttons = await make_panel(call, _rows(call, chain, page))
    return replace(reply, buttons=(*reply.buttons, *buttons))


def page_with(call: Call, tool: str, chain: str) -> int:
    """Return the page on which a tool stands."""
    names = [each.name for each in _fitting(call, chain)]
    return names.index(tool) // A_PAGE if tool in names else 0


def _rows(call: Call, chain: str, page: int) -> list[list[Offer]]:
    shown = page_of(_fitting(call, chain), page, A_PAGE)
    rows = in_rows([_offer(call, tool, chain) for tool in shown.items], IN_A_ROW)
    turns = [Offer(sign, "turn", {"pipeline": chain, "page": to}) for sign, to in shown.turns]
    return [*rows, turns] if turns else rows


def _offer(call: Call, tool: Tool[..., Any], chain: str) -> Offer:
    label = button_label_of(call.services.texts, call.language, tool)
    return Offer(label, "choose", {"step": tool.name, "pipeline": chain})


def _fitting(call: Call, chain: str) -> list[Tool[..., Any]]:
    """Return the tools that can be applied to these pictures after these steps, as far as the group has them on."""
    catalog = call.services.catalog
    before = read_chain(chain, catalog)
    off = call.group.off_tools if call.group else ()
    return [tool for tool in catalog.values() if tool.name not in off and _fits(call, before, tool)]


def _fits(call: Call, before: Sequence[Step], tool: Tool[..., Any]) -> bool:
    pictures, steps = call.request.attachments, (*before, Step(tool.name, {}))
    if pictures and tool.takes is Takes.NOTHING:
        return False
    try:
        check_order(steps, call.services.catalog)
        if len(pictures) > 1:
            check_several(steps, call.services.catalog)
    except BadPipeline:
        return False
    return True
