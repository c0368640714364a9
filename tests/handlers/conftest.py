"""Houses to test handlers in: on SQLite, on every database, on a full disk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import fill
from tests.handlers.chats import ANNA, CHAT, PAGE, RITA
from tests.handlers.house import House, labels, open_house, picture, said
from tests.handlers.parts import HereQueue
from tests.schema import sqlite_with_schema

__all__ = ["ANNA", "CHAT", "PAGE", "RITA", "HereQueue", "House", "labels", "picture", "said"]
"""What the tests import besides fixtures; it stands in the files beside this one."""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(sqlite_with_schema(tmp_path / "darkroom.db"), tmp_path) as house:
        yield house


@pytest.fixture
async def full_house(tmp_path: Path, small_disk: Path) -> AsyncIterator[House]:
    """A house in which Anna has a job and a file, and whose database lies on a disk that is full by now."""
    async with open_house(sqlite_with_schema(small_disk / "darkroom.db"), tmp_path, ballast_bytes=1_000_000) as house:
        house.change(prices={"enabled": True, "tools": {"blur": 1}})
        await house.give(1)
        await house.ask("/blur 2", picture())
        await house.work()
        await house.services.database.truncate_wal()
        fill(small_disk)
        assert (await house.ask("/settings language:de")).error == "disk_full"
        yield house


@pytest.fixture(params=["sqlite", "postgresql"])
async def any_house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """A house on each database that Darkroom works on, for what several transactions do at once."""
    on_postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if on_postgres else sqlite_with_schema(tmp_path / "darkroom.db")
    async with open_house(url, tmp_path) as house:
        yield house


@pytest.fixture
def png() -> bytes:
    return picture()
