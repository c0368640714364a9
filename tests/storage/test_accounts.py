"""Accounts: one for each person of each chat, whoever asks first and however often."""

import asyncio

from sqlalchemy import select

from storage import accounts, personal_data, schema, uploads
from storage.database import Database
from tests.storage.conftest import NOW


async def test_a_stranger_has_no_account_and_gets_a_guests(database: Database) -> None:
    async with database.write() as c:
        assert await accounts.find(c, "telegram", "1") is None

        opened = await accounts.find_or_open(c, "telegram", "1", NOW)

        assert (opened.role, opened.credits, opened.created_at) == ("guest", 0, NOW)
        assert await accounts.find_or_open(c, "telegram", "1", NOW) == opened
        assert await accounts.get(c, opened.id) == opened
        assert await accounts.identities(c, opened.id) == [("telegram", "1")]


async def test_the_same_number_in_two_chats_is_two_people(database: Database) -> None:
    async with database.write() as c:
        telegram = await accounts.find_or_open(c, "telegram", "1", NOW)
        discord = await accounts.find_or_open(c, "discord", "1", NOW)

    assert telegram.id != discord.id


async def test_many_first_messages_at_once_open_one_account(database: Database) -> None:
    async def first_message() -> int:
        async with database.write() as c:
            return (await accounts.find_or_open(c, "telegram", "1", NOW)).id

    opened = await asyncio.gather(*(first_message() for _ in range(20)))

    assert len(set(opened)) == 1
    async with database.read() as c:
        assert len((await c.execute(select(schema.accounts.c.id))).all()) == 1


async def test_who_agrees_is_a_member(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await accounts.agree(c, account_id, "2026-11-22", NOW)
        member = await accounts.get(c, account_id)
        consents = (await c.execute(select(schema.consents))).mappings().all()

    assert member is not None
    assert (member.role, member.agreed_version) == ("member", "2026-11-22")
    assert [(row["purpose"], row["given_at"], row["withdrawn_at"]) for row in consents] == [("terms", NOW, None)]


async def test_agreeing_does_not_lift_a_block(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await c.execute(schema.accounts.update().values(role="blocked"))

        await accounts.agree(c, account_id, "2026-11-22", NOW)

        blocked = await accounts.get(c, account_id)
    assert blocked is not None
    assert blocked.role == "blocked"


async def test_a_new_version_of_the_terms_ends_the_consent_to_the_old(database: Database, account_id: int) -> None:
    async with database.write() as c:
        for version in ("1", "2"):
            await accounts.agree(c, account_id, version, NOW)
        open_ = (
            await c.execute(select(schema.consents.c.version).where(schema.consents.c.withdrawn_at.is_(None)))
        ).all()

    assert [row.version for row in open_] == ["2"]


async def test_language_and_last_use_are_remembered(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await accounts.set_language(c, account_id, "de")
        await accounts.touch(c, account_id, NOW)
        account = await accounts.get(c, account_id)

    assert account is not None
    assert (account.language, account.seen_at) == ("de", NOW)


async def test_who_takes_no_messages_is_remembered_until_they_do_again(database: Database) -> None:
    async with database.write() as c:
        for person in ("1", "2"):
            await accounts.find_or_open(c, "telegram", person, NOW)
        assert not await accounts.is_unreachable(c, "telegram", "1")

        await accounts.set_unreachable(c, "telegram", "1", NOW)

        assert await accounts.is_unreachable(c, "telegram", "1")
        assert not await accounts.is_unreachable(c, "telegram", "2")
        assert not await accounts.is_unreachable(c, "discord", "1")

        await accounts.set_unreachable(c, "telegram", "1", None)

        assert not await accounts.is_unreachable(c, "telegram", "1")


async def test_nothing_is_kept_of_a_stranger_who_takes_no_messages(database: Database) -> None:
    async with database.write() as c:
        await accounts.set_unreachable(c, "telegram", "1", NOW)

        assert not await accounts.is_unreachable(c, "telegram", "1")
        assert await accounts.find(c, "telegram", "1") is None


async def test_what_is_counted_for_an_account_holds_until_the_commit(database: Database, account_id: int) -> None:
    async def upload(number: int) -> bool:
        async with database.write() as c:
            await accounts.find_or_open(c, "web", "visitor-1", NOW)
            if await uploads.total_bytes(c, account_id) + 60 > 100:
                return False
            await asyncio.sleep(0.05)
            await uploads.record(c, f"in/{number}", account_id, "upload", 60, NOW, NOW)
            return True

    assert sum(await asyncio.gather(*map(upload, range(6)))) == 1


async def test_an_account_that_is_erased_while_somebody_waits_for_it_is_not_found(
    database: Database, account_id: int
) -> None:
    erased = asyncio.Event()

    async def erase() -> None:
        async with database.write() as c:
            await personal_data.erase(c, account_id, NOW)
            erased.set()
            await asyncio.sleep(0.1)

    async def find() -> accounts.Account:
        await erased.wait()
        async with database.write() as c:
            return await accounts.find_or_open(c, "web", "visitor-1", NOW)

    _, found = await asyncio.gather(erase(), find())

    assert (found.id != account_id, found.erased_at) == (True, None)
