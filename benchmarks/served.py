"""A served Darkroom with one visitor, for the measurements that go through HTTP."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.proofs.bot_process import BotProcess
from tests.proofs.visitor import Visitor

SETTINGS = {
    "JOBS__WAITING_PER_USER": "1000",
    "WEB__UPLOADS_PER_HOUR": "100000",
    "WEB__MESSAGES_PER_HOUR": "100000",
    "JOBS__STORED_BYTES": "2000000000",
}


@asynccontextmanager
async def served() -> AsyncIterator[tuple[BotProcess, Visitor]]:
    """Yield the running program and a visitor who has agreed to the terms."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotProcess(Path(folder), SETTINGS) as bot, Visitor(await bot.start()) as visitor:
            await visitor.send("agree-to-terms", "/agree")
            yield bot, visitor
