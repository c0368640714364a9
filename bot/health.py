"""Whether Darkroom can do its work right now."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.chat_state import ChatState
from handlers.bookkeeping import LastAudit, last_audit
from handlers.services import Services
from storage import accounts

LEAST_FREE = 0.05
"""Below this share of free disk, Darkroom says that it is not ready: SQLite needs room to commit."""


async def health(services: Services, chats: Sequence[ChatState] = ()) -> dict[str, object]:
    """Return {"ok": bool, "checks": {name: bool}}, how many seconds ago each chat was reached, and the last audit.

    Names and answers only: anyone may ask.
    """
    checks = {
        "database": await _database(services),
        "disk": free_share(services.database.path) >= LEAST_FREE,
        "queue": all(services.queue.full(lane) is None for lane in services.queue.depth()),
    }
    checks |= {chat.platform: chat.works for chat in chats}
    audit = await _audit(services) if checks["database"] else None
    if audit:
        checks["books"] = audit.wrong == 0
    ages = {chat.platform: round(chat.age) for chat in chats if chat.age is not None}
    more: dict[str, object] = {"seconds_since_last_word": ages} if ages else {}
    if audit:
        more["books"] = {"looked_at": audit.at.isoformat(timespec="seconds"), "wrong": audit.wrong}
    return {"ok": all(checks.values()), "checks": checks, **more}


def free_share(path: Path | None) -> float:
    """Return how much of the disk that holds `path` is free, 0 to 1; 1 where there is no path."""
    if path is None:
        return 1.0
    usage = shutil.disk_usage(path.parent if path.parent.exists() else Path())
    return usage.free / usage.total


async def _audit(services: Services) -> LastAudit | None:
    try:
        return await last_audit(services)
    except Exception:  # as below
        return None


async def _database(services: Services) -> bool:
    try:
        async with services.database.read() as connection:
            await accounts.get(connection, 0)  # by primary key: the cheapest question there is
    except Exception:  # whatever a driver raises, the answer is that the database cannot be read
        return False
    return True
