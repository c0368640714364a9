"""/balance: the credits there are, their last 30 days as a picture, and what is free today."""

import asyncio
from datetime import date, timedelta
from typing import Annotated

from handlers.call import Call
from handlers.charges import free_lines
from handlers.command import command
from handlers.reply import OutFile, Reply
from handlers.statement import DAYS, entry_lines, held_each_day
from storage import ledger
from tools.chart import SIZE, draw_chart


@command(priced=True)
async def balance(call: Call, entries: Annotated[int, "How many of the last entries to list."] = 5) -> Reply:
    """Show your credits and where they went."""
    async with call.services.database.read() as connection:
        booked = await ledger.entries(connection, account_id=call.account.id) if call.account else []
        lines = await entry_lines(connection, call, booked[-max(0, min(entries, 50)) :] if entries > 0 else [])
    text = [call.say("balance", credits=call.account.credits if call.account else 0)]
    if call.account and call.account.debt:
        text.append(call.say("balance-debt", debt=call.account.debt))
    text += [*await free_lines(call), "", *(lines or [call.say("balance-nothing-yet")])]
    last = call.now.date()
    held = held_each_day(booked, last)
    return Reply("\n".join(text), files=(await _chart(call, held, last),) if booked else (), private=True)


async def _chart(call: Call, held: list[int], last: date) -> OutFile:
    first = last - timedelta(days=DAYS - 1)
    data = await asyncio.to_thread(draw_chart, held, first, last)
    return OutFile(
        data=data,
        key=None,
        format="png",
        mime="image/png",
        width=SIZE[0],
        height=SIZE[1],
        frames=1,
        bytes=len(data),
        has_alpha=False,
        form="photo",
        alt=call.say("balance-chart", **{"from": first.isoformat(), "to": last.isoformat()}),
        name="darkroom-balance.png",
    )
