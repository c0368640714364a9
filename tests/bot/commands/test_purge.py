"""`purge` erases what has expired, now."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.config import load_settings
from bot.services import open_services
from storage import accounts, uploads
from storage.files import upload_key


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def store(*ages: timedelta) -> list[str]:
    """Store a file for each age, all kept for an hour; return their keys."""

    async def stored() -> list[str]:
        keys = []
        async with open_services(load_settings(), alone=False) as (services, _):
            for age in ages:
                keys.append(upload_key())
                now = datetime.now(UTC) - age
                async with services.database.write() as c:
                    account = await accounts.find_or_open(c, "web", "visitor", now)
                    await uploads.record(c, keys[-1], account.id, "upload", 3, now, now + timedelta(hours=1))
                await services.files.put(keys[-1], account.id, b"old")
        return keys

    return asyncio.run(stored())


def test_an_expired_file_goes_and_another_stays(tmp_path: Path) -> None:
    expired, kept = store(timedelta(hours=2), timedelta())

    assert CliRunner().invoke(main, ["purge"]).exit_code == 0

    assert not (tmp_path / "data" / "media" / expired).exists()
    assert (tmp_path / "data" / "media" / kept).exists()
