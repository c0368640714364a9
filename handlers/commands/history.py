"""/history: one's own jobs, page by page, and what can still be done with each."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.pages import in_rows
from handlers.past_jobs import line_of, offers_for, own_job, page_of_jobs, steps_of
from handlers.pipeline import write_chain
from handlers.reply import Reply
from handlers.single_use import Offer, make_panel

_IN_A_ROW = 3


@command()
async def history(
    call: Call,
    page: Annotated[int, "The page; the first has the newest."] = 1,
    job: Annotated[str, "One job, such as J-7K3QX2."] = "",
) -> Reply:
    """List your jobs, send a result again, do one again, or delete one."""
    is_pressed = bool(call.request.button)
    if job:
        return await _one(call, job, page, is_pressed)
    shown = await page_of_jobs(call, page)
    if not shown.jobs:
        return Reply(call.say("history-empty"), private=True, edit=is_pressed)
    lines = [call.say("history", page=shown.number, pages=shown.pages), ""]
    lines += [f"• {line_of(call, each)}" for each in shown.jobs]
    offers = [Offer(each.public_id, "history", {"job": each.public_id, "page": shown.number}) for each in shown.jobs]
    rows = in_rows(offers, _IN_A_ROW)
    turns = []
    if shown.number > 1:
        turns.append(Offer(call.say("button-history-newer"), "history", {"page": shown.number - 1}))
    if shown.number < shown.pages:
        turns.append(Offer(call.say("button-history-older"), "history", {"page": shown.number + 1}))
    buttons = await make_panel(call, [*rows, turns] if turns else rows)
    return Reply("\n".join(lines)[: call.chat.text_length], buttons=buttons, private=True, edit=is_pressed)


async def _one(call: Call, public_id: str, page: int, is_pressed: bool) -> Reply:
    async with call.services.database.read() as connection:
        found = await own_job(connection, call, public_id)
    steps = steps_of(call, found)
    lines = [line_of(call, found)]
    if steps:
        lines += ["", call.say("history-again", command=f"/{write_chain(steps, call.services.catalog)}")]
    back = [Offer(call.say("button-back"), "history", {"page": page})]
    buttons = await make_panel(call, [*await offers_for(call, found, steps), back])
    return Reply("\n".join(lines)[: call.chat.text_length], buttons=buttons, private=True, edit=is_pressed)
