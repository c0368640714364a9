"""Counts of everything, for the owner."""

from datetime import timedelta

from storage import jobs, ledger, statistics
from storage.database import Database
from storage.statistics import Statistics
from tests.storage.conftest import NOW, new_job


async def test_what_there_is_is_counted(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 5, "gift", NOW)
        await jobs.reserve(c, new_job(account_id, price=2), NOW)

        assert await statistics.count(c, NOW) == Statistics({"guest": 1}, {"reserved": 1}, 3, 0)
        assert (await statistics.count(c, NOW + timedelta(days=1))).states == {}
