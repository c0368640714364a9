"""Codes: used once by one, hard to guess, and not to be read from the table."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from storage import codes, schema
from storage.database import Database
from storage.vault import Vault
from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=10)


async def test_of_fifty_that_redeem_one_code_at_once_one_gets_it(
    database: Database, vault: Vault, account_id: int
) -> None:
    async with database.write() as c:
        code = await codes.make_link(c, vault, account_id, LATER)

    async def use() -> int | None:
        async with database.write() as c:
            return await codes.use_link(c, vault, code, NOW)

    found = await asyncio.gather(*(use() for _ in range(50)))

    assert sorted(found, key=str) == [account_id, *[None] * 49]


async def test_a_code_is_typed_as_people_type(database: Database, vault: Vault, account_id: int) -> None:
    async with database.write() as c:
        code = await codes.make_link(c, vault, account_id, LATER)
        typed = f" {code[:4].lower()}-{code[4:]} ".replace("0", "o")

        assert await codes.find_link(c, vault, typed, NOW) == account_id


async def test_an_expired_code_is_none(database: Database, vault: Vault, account_id: int) -> None:
    async with database.write() as c:
        code = await codes.make_link(c, vault, account_id, LATER)

        assert await codes.find_link(c, vault, code, LATER) is None
        assert await codes.use_link(c, vault, code, LATER) is None
        assert await codes.drop_expired(c, LATER) == 1


async def test_a_new_code_ends_the_one_before(database: Database, vault: Vault, account_id: int) -> None:
    async with database.write() as c:
        first = await codes.make_link(c, vault, account_id, LATER)
        second = await codes.make_link(c, vault, account_id, LATER)

        assert await codes.use_link(c, vault, first, NOW) is None
        assert await codes.use_link(c, vault, second, NOW) == account_id


async def test_a_code_for_credits_is_used_as_often_as_it_may_be(database: Database, vault: Vault) -> None:
    async with database.write() as c:
        code = await codes.make_credits(c, vault, 5, uses=2, expires_at=LATER)

        assert [await codes.use_credits(c, vault, code, NOW) for _ in range(3)] == [5, 5, None]


async def test_neither_kind_is_taken_for_the_other(database: Database, vault: Vault, account_id: int) -> None:
    async with database.write() as c:
        link = await codes.make_link(c, vault, account_id, LATER)
        credits = await codes.make_credits(c, vault, 5, uses=1, expires_at=LATER)

        assert await codes.use_credits(c, vault, link, NOW) is None
        assert await codes.use_link(c, vault, credits, NOW) is None
        assert await codes.find_link(c, vault, credits, NOW) is None


async def test_the_table_does_not_tell_the_code(database: Database, vault: Vault, account_id: int) -> None:
    async with database.write() as c:
        code = await codes.make_link(c, vault, account_id, LATER)
        (row,) = (await c.execute(select(schema.codes))).all()

    assert code not in str(row)
    assert code.encode() not in row.code_hash
