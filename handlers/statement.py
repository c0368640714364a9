"""What was booked for an account, in words and day by day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from handlers.call import Call
from handlers.times import moment
from storage import jobs, pots
from storage.database import Connection
from storage.ledger import Entry

DAYS = 30
"""How many days a chart shows."""

_OF_A_JOB = ("hold", "refund", "reversal")


async def entry_lines(connection: Connection, call: Call, entries: Sequence[Entry]) -> list[str]:
    """Write entries that changed the balance as lines, in their order."""
    lines = []
    for entry in entries:
        what = await _what(connection, call, entry)
        lines.append(call.say("entry-line", at=moment(entry.at), amount=f"{entry.amount:+}", what=what))
    return lines


def first_day(last: date) -> date:
    """Return the first day of a chart that ends with this one."""
    return last - timedelta(days=DAYS - 1)


def held_each_day(held: int, changes: Sequence[Entry], last: date) -> list[int]:
    """Return what the account held at the end of each of the last `DAYS` days; a debt shows as nothing.

    `held` is what it holds now, below 0 for a debt; `changes` are its entries since the first day.
    """
    before = held - sum(entry.amount for entry in changes)
    by_day: Counter[date] = Counter()
    for entry in changes:
        by_day[entry.at.date()] += entry.amount
    days = [first_day(last) + timedelta(days=number) for number in range(DAYS)]
    sums = accumulate((by_day[day] for day in days), initial=before)
    return [max(0, held) for held in list(sums)[1:]]


async def _what(connection: Connection, call: Call, entry: Entry) -> str:
    if entry.kind == "transfer" and pots.is_funding(entry):
        return call.say("entry-funded")
    if entry.kind not in _OF_A_JOB:
        return call.say(f"entry-{entry.kind}")
    job = await jobs.get(connection, entry.job_id or 0)
    return call.say(f"entry-{entry.kind}", job=job.public_id if job else call.say("entry-old-job"))
