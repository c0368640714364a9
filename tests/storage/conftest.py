"""Storage on every database and every kind of store that it promises to work on."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import accounts
from storage.accounts import find_or_open
from storage.database import Connection, Database
from storage.jobs import NewJob
from storage.vault import Vault
from tests.schema import sqlite_with_schema

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MASTER_KEY = bytes(range(32))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of this version's schema, without rows."""
    if request.param == "sqlite":
        return sqlite_with_schema(tmp_path / "darkroom.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database of this version's schema, without rows."""
    database = Database(database_url)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def account_id(database: Database) -> int:
    """A guest of the playground."""
    async with database.write() as c:
        return (await find_or_open(c, "web", "visitor-1", NOW)).id


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault without keys."""
    return Vault.open(tmp_path / "keys", MASTER_KEY)


def new_job(account_id: int, key: str = "update-1", price: int = 0) -> NewJob:
    """A job as handlers would reserve it."""
    return NewJob(account_id, "web", key, "cpu", price, "resize|blur", b"steps", b"sources", b"reply to", "en")


async def debt(c: Connection, account_id: int) -> int:
    """What an account owes."""
    account = await accounts.get(c, account_id)
    assert account
    return account.debt
