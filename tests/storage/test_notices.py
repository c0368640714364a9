"""Notices wait for an owner, each topic once."""

from datetime import timedelta

from storage import notices
from storage.database import Database
from tests.storage.conftest import NOW


async def test_a_topic_is_told_once(database: Database) -> None:
    async with database.write() as c:
        assert await notices.add(c, "budget openai 2026-11 80", "notice-budget", NOW, {"share": 80})
        assert not await notices.add(c, "budget openai 2026-11 80", "notice-budget", NOW, {"share": 80})
        (notice,) = await notices.untold(c)
        assert (notice.text, notice.facts, notice.body) == ("notice-budget", {"share": 80}, None)

        await notices.told(c, notice.id, NOW)

        assert await notices.untold(c) == []
        assert not await notices.add(c, "budget openai 2026-11 80", "notice-budget", NOW)


async def test_what_a_person_wrote_goes_when_it_was_told(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await notices.add(c, "report 1", "notice-report", NOW, None, account_id, b"sealed")
        (notice,) = await notices.untold(c)
        await notices.told(c, notice.id, NOW)

        assert await notices.drop_before(c, NOW, NOW) == 0
        assert await notices.drop_before(c, NOW + timedelta(days=1), NOW) == 1


async def test_what_nobody_can_be_told_goes_some_day(database: Database) -> None:
    async with database.write() as c:
        await notices.add(c, "report 1", "notice-report", NOW)

        assert await notices.drop_before(c, NOW, NOW + timedelta(days=1)) == 1


async def test_no_number_of_reports_holds_up_what_we_say_ourselves(database: Database, account_id: int) -> None:
    async with database.write() as c:
        for number in range(3):
            await notices.add(c, f"report {number}", "notice-report", NOW, None, account_id, b"sealed")
        await notices.add(c, "budget", "notice-budget", NOW)

        assert [notice.topic for notice in await notices.untold(c, 2)] == ["budget", "report 0"]
