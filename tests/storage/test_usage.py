"""Usage: jobs by tool and day, for as long as they are needed."""

from datetime import date

from storage import usage
from storage.database import Database
from storage.usage import UsageDay


async def test_jobs_are_counted_by_tool_and_day(database: Database, account_id: int) -> None:
    first, second = date(2026, 11, 21), date(2026, 11, 22)
    async with database.write() as c:
        for day, tool in ((first, "blur"), (second, "resize"), (second, "blur"), (second, "blur")):
            await usage.count(c, account_id, tool, day)

        assert await usage.usage(c, account_id, first) == [
            UsageDay(second, "blur", 2),
            UsageDay(second, "resize", 1),
            UsageDay(first, "blur", 1),
        ]
        assert await usage.usage(c, account_id, second) == [UsageDay(second, "blur", 2), UsageDay(second, "resize", 1)]

        assert await usage.drop_before(c, second) == 1
        assert len(await usage.usage(c, account_id, first)) == 2
