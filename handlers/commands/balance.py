"""/balance: the credits there are, their last 30 days as a picture, and what is free today."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Annotated

from handlers.call import Call
from handlers.charges import free_lines
from handlers.command import command
from handlers.reply import OutFile, Reply
from handlers.statement import entry_lines, first_day, held_each_day
from storage import accounts, ledger
from storage.accounts import Account
from storage.ledger import Entry
from tools.chart import SIZE, draw_chart

_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class _Booked:
    """An account with entries: the last of them in words, and those in the days of the chart."""

    account: Account
    lines: list[str]
    changes: list[Entry]


@command(priced=True)
async def balance(call: Call, entries: Annotated[int, "How many of the last entries to list."] = 5) -> Reply:
    """Show your credits and where they went."""
    booked = await _booked(call, entries)
    if booked is None:
        text = [call.say("balance", credits=0), *await free_lines(call), "", call.say("balance-nothing-yet")]
        return Reply("\n".join(text), private=True)
    text = [call.say("balance", credits=booked.account.credits)]
    if booked.account.debt:
        text.append(call.say("balance-debt", debt=booked.account.debt))
    text += [*await free_lines(call), "", *booked.lines]
    return Reply("\n".join(text), files=(await _chart(call, booked),), private=True)


async def _booked(call: Call, count: int) -> _Booked | None:
    if call.account is None:
        return None
    since = datetime.combine(first_day(call.now.date()), time(), UTC)
    async with call.services.database.read() as connection:
        account = await accounts.get(connection, call.account.id)
        last = await ledger.recent(connection, call.account.id, max(1, min(count, _MOST_LINES)))
        if account is None or not last:
            return None
        lines = await entry_lines(connection, call, last if count > 0 else [])
        return _Booked(account, lines, await ledger.changes_since(connection, account.id, since))


async def _chart(call: Call, booked: _Booked) -> OutFile:
    last = call.now.date()
    first = first_day(last)
    held = held_each_day(booked.account.credits - booked.account.debt, booked.changes, last)
    data = await asyncio.to_thread(draw_chart, held, first, last, call.say("balance-chart-title"))
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
