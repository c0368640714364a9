"""`audit` finds the place where the books do not agree, and says so with its exit code."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.config import load_settings
from bot.services import open_services
from storage import accounts


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def open_account() -> None:
    async def opened() -> None:
        async with (
            open_services(load_settings(), alone=False) as (services, _),
            services.database.write() as connection,
        ):
            await accounts.find_or_open(connection, "telegram", "4242", datetime.now(UTC))

    asyncio.run(opened())


def test_a_balance_that_nothing_was_booked_for_is_found(tmp_path: Path) -> None:
    open_account()
    assert CliRunner().invoke(main, ["audit"]).exit_code == 0

    with closing(sqlite3.connect(tmp_path / "data" / "darkroom.db")) as rows:
        rows.execute("UPDATE accounts SET credits = 7")
        rows.commit()
    audit = CliRunner().invoke(main, ["audit"])

    assert audit.exit_code == 1
    assert "expected 0, found 7" in audit.output
