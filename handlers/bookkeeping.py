"""The look at the books that is taken every night, and what came of the last one."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.services import Services
from storage import adapter_state, books, notices
from storage.books import Discrepancy
from storage.gate import BOT
from storage.quotas import day_of

log = logging.getLogger(__name__)

HOUR = 3
"""The hour of the day (UTC) from which on the books of the day are looked at."""

_STATE = "audit"


@dataclass(frozen=True, slots=True)
class LastAudit:
    """When the books were last looked at, and how many places did not agree."""

    at: datetime
    wrong: int


async def audit_books(services: Services) -> None:
    """Look at the books once a day, after `HOUR`; a Darkroom that was off then does it when it is on again."""
    now = services.clock()
    due = day_of(now - timedelta(hours=HOUR)) + timedelta(hours=HOUR)
    last = await last_audit(services)
    if last and due <= last.at <= now:
        return
    wrong = await find_discrepancies(services)
    async with services.database.write() as connection:
        value = json.dumps({"at": now.isoformat(), "wrong": len(wrong)})
        await adapter_state.put(connection, BOT, _STATE, value)
        if wrong:
            topic = f"books {now.date().isoformat()}"
            await notices.add(connection, topic, "notice-books", now, {"count": len(wrong)})
    if wrong:
        log.error("the books do not agree", extra={"places": len(wrong), "first": wrong[0].what})


async def find_discrepancies(services: Services) -> list[Discrepancy]:
    """Recompute everything that can be recomputed from the rows."""
    async with services.database.read() as connection:
        return await books.check(connection, services.clock())


async def last_audit(services: Services) -> LastAudit | None:
    """Return what came of the last look; None before the first."""
    async with services.database.read() as connection:
        found = await adapter_state.get(connection, BOT, _STATE)
    if found is None:
        return None
    plain = json.loads(found)
    return LastAudit(datetime.fromisoformat(plain["at"]), int(plain["wrong"]))
