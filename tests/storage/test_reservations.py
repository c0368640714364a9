"""Ten thousand people who press the button at once: every credit is spent once, and none twice.

The time is that of two cores with nothing else to do.
"""

import asyncio
import os
import time

import pytest

from storage import books, jobs, ledger
from storage.accounts import find_or_open
from storage.database import Database
from storage.errors import NotEnoughCredits
from tests.storage.conftest import NOW, new_job

FULL = os.environ.get("DARKROOM_PROVE") == "1"
ACCOUNTS = 100
CREDITS = 60 if FULL else 6
ATTEMPTS = 100 if FULL else 10  # by each account, at a price of 1
SECONDS = 30


@pytest.mark.proof
async def test_concurrent_reservations_are_exact(database: Database) -> None:
    async with database.write() as c:
        accounts = [(await find_or_open(c, "web", str(number), NOW)).id for number in range(ACCOUNTS)]
        for account_id in accounts:
            await ledger.grant(c, account_id, CREDITS, f"charge {account_id}", NOW)

    async def attempt(account_id: int, number: int) -> bool:
        try:
            async with database.write() as c:
                return await jobs.reserve(c, new_job(account_id, str(number), price=1), NOW) is not None
        except NotEnoughCredits:
            return False

    started = time.perf_counter()
    granted = await asyncio.gather(*(attempt(account, number) for number in range(ATTEMPTS) for account in accounts))
    seconds = time.perf_counter() - started

    print(f"{len(granted):,} reservations on {database.dialect}: {sum(granted):,} granted in {seconds:.1f} s")
    async with database.read() as c:
        assert await books.check(c) == []
        assert [await ledger.balance(c, account_id) for account_id in accounts] == [0] * ACCOUNTS
        assert await jobs.states(c) == {"reserved": ACCOUNTS * CREDITS}
    assert sum(granted) == ACCOUNTS * CREDITS
    assert seconds < SECONDS
