"""The parts as they are put together: what they refuse to open."""

import base64
import shutil
from pathlib import Path

import pytest

from bot.services import open_services, utc_now
from handlers.services import Services
from storage import accounts, buttons
from storage.errors import KeyMissing
from storage.master_key import VARIABLE
from tests.bot.web.conftest import settings_in


async def test_a_start_keeps_room_for_erasing_on_a_full_disk(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    database = settings.database.model_copy(update={"ballast_bytes": 1_000_000})

    async with open_services(settings.model_copy(update={"database": database}), alone=True):
        assert (tmp_path / "darkroom.db.ballast").stat().st_size == 1_000_000


async def seal_a_row(services: Services) -> None:
    async with services.database.write() as connection:
        account = await accounts.find_or_open(connection, "web", "visitor", utc_now())
        sealed = services.vault.seal(account.id, b"{}", "button")
        await buttons.make(connection, account.id, "erase", sealed, utc_now())


@pytest.mark.parametrize("where", ["environment", "named file"])
async def test_lost_account_keys_are_never_begun_anew_beside_sealed_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    key = base64.b64encode(b"k" * 32).decode()
    settings = settings_in(tmp_path)
    if where == "environment":
        monkeypatch.setenv(VARIABLE, key)
    else:
        file = tmp_path / "secret"
        file.touch(mode=0o600)
        file.write_text(key)
        settings = settings.model_copy(update={"keys": settings.keys.model_copy(update={"master_key_file": file})})
    async with open_services(settings, alone=True) as (services, _):
        await seal_a_row(services)
    shutil.rmtree(settings.keys.folder)

    with pytest.raises(KeyMissing) as missing:
        async with open_services(settings, alone=True):
            pass

    assert missing.value.facts == {"path": str(settings.keys.folder / "account-keys")}
    assert not settings.keys.folder.exists()
