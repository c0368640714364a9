"""Two accounts of one person become one, with every credit and nothing counted twice; a chat can part again."""

import asyncio

from storage import accounts, books, jobs, ledger, linking, settings, usage
from storage.database import Connection, Database
from storage.usage import UsageDay
from tests.storage.conftest import NOW, debt, new_job


async def joined(c: Connection, source: int, target: int) -> int:
    one, other = await accounts.get(c, source), await accounts.get(c, target)
    assert one
    assert other
    await linking.lock_both(c, source, target)
    return await linking.merge(c, one, other, NOW)


async def parted(c: Connection, platform: str, external_id: str) -> int | None:
    account = await accounts.find_or_open(c, platform, external_id, NOW)
    return await linking.unlink(c, account, platform, external_id, NOW)


async def test_credits_identities_and_use_move(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        for each, amount in ((source, 5), (account_id, 2)):
            await ledger.grant(c, each, amount, f"gift of {each}", NOW)
            await usage.count(c, each, "blur", NOW.date())

        assert await joined(c, source, account_id) == 5

        found = await accounts.find(c, "telegram", "1")
        assert found
        assert (found.id, found.credits) == (account_id, 7)
        assert await usage.usage(c, account_id, NOW.date()) == [UsageDay(NOW.date(), "blur", 2)]
        assert await accounts.family(c, account_id) == [account_id, source]
        assert await books.check(c) == []


async def test_a_debt_moves_too(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        await ledger.purchase(c, source, 5, "stars 1", NOW)
        await ledger.hold(c, source, 7, 5, NOW)
        await ledger.capture(c, 7, NOW)
        await ledger.chargeback(c, "stars 1", NOW)
        await ledger.grant(c, account_id, 3, "gift", NOW)

        assert await joined(c, source, account_id) == -5

        assert (await ledger.balance(c, account_id), await debt(c, account_id)) == (0, 2)
        assert (await ledger.balance(c, source), await debt(c, source)) == (0, 0)
        assert await books.check(c) == []


async def test_a_chargeback_reaches_whoever_has_the_credits_now(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        await ledger.purchase(c, source, 5, "stars 1", NOW)
        await joined(c, source, account_id)

        assert await ledger.chargeback(c, "stars 1", NOW) == 5

        assert await ledger.balance(c, account_id) == 0
        assert await books.check(c) == []


async def test_what_was_chosen_moves_where_nothing_else_was(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        await accounts.set_language(c, source, "de")
        for each, name, value in (
            (source, "announcements", "off"),
            (source, "result", "file"),
            (account_id, "result", "photo"),
        ):
            await settings.set_setting(c, each, name, value)

        await joined(c, source, account_id)

        assert await settings.get_settings(c, account_id) == {"announcements": "off", "result": "photo"}
        assert await settings.get_settings(c, source) == {}
        target = await accounts.get(c, account_id)
        assert target
        assert target.language == "de"

        opened = await parted(c, "telegram", "1")

        assert opened
        assert await settings.get_settings(c, opened) == {"announcements": "off", "result": "photo"}


async def test_a_chargeback_that_comes_while_accounts_are_joined_reaches_who_has_the_credits(
    database: Database, account_id: int
) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        await ledger.purchase(c, source, 5, "stars 1", NOW)
    moved = asyncio.Event()

    async def join() -> None:
        async with database.write() as c:
            await joined(c, source, account_id)
            moved.set()
            await asyncio.sleep(0.1)

    async def take() -> int:
        await moved.wait()
        async with database.write() as c:
            return await ledger.chargeback(c, "stars 1", NOW)

    _, taken = await asyncio.gather(join(), take())

    async with database.read() as c:
        assert taken == 5
        assert (await ledger.balance(c, account_id), await debt(c, source)) == (0, 0)
        assert await books.check(c) == []


async def test_who_agreed_once_has_agreed(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        await accounts.agree(c, source, "2026-11-22", NOW)

        await joined(c, source, account_id)

        target = await accounts.get(c, account_id)
    assert target
    assert (target.role, target.agreed_version) == ("member", "2026-11-22")


async def test_jobs_stay_where_their_key_is_and_are_found(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        job = await jobs.reserve(c, new_job(source), NOW)
        assert job
        assert await linking.is_busy(c, source)
        await jobs.cancel(c, job.id, NOW)
        assert not await linking.is_busy(c, source)
        await joined(c, source, account_id)

        found = await jobs.history(c, await accounts.family(c, account_id), 10)

    assert [each.id for each in found] == [job.id]


async def test_a_chat_parts_with_an_account_of_its_own(database: Database, account_id: int) -> None:
    async with database.write() as c:
        source = (await accounts.find_or_open(c, "telegram", "1", NOW)).id
        await ledger.grant(c, source, 5, "gift", NOW)
        await joined(c, source, account_id)

        opened = await parted(c, "telegram", "1")

        found = await accounts.find(c, "telegram", "1")
        assert found
        assert found.id == opened not in (source, account_id)
        assert (found.role, found.credits) == ("guest", 0)
        assert await ledger.balance(c, account_id) == 5


async def test_the_only_chat_of_an_account_cannot_part(database: Database, account_id: int) -> None:
    async with database.write() as c:
        assert await parted(c, "web", "visitor-1") is None
