"""Doctor finds what is wrong on this machine, names the way to mend it, and changes nothing."""

import asyncio
import sqlite3
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import doctor
from bot.__main__ import main
from bot.config import Settings, load_settings
from bot.doctor import Finding, examine
from bot.services import open_services
from storage.errors import StorageError


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("DARKROOM_MASTER_KEY", raising=False)
    return load_settings(
        None,
        {
            "DARKROOM_DATABASE__URL": f"sqlite:///{tmp_path}/data/darkroom.db",
            "DARKROOM_MEDIA__URL": f"file:{tmp_path}/media",
            "DARKROOM_KEYS__FOLDER": f"{tmp_path}/keys",
        },
    )


def findings(settings: Settings) -> dict[str, Finding]:
    async def collect() -> list[Finding]:
        return [finding async for finding in examine(settings)]

    return {finding.name: finding for finding in asyncio.run(collect())}


def start_once(settings: Settings) -> None:
    async def start() -> None:
        async with open_services(settings, alone=True):
            pass

    asyncio.run(start())


def test_before_the_first_start_nothing_fails_and_nothing_is_made(settings: Settings, tmp_path: Path) -> None:
    found = findings(settings)
    assert not [finding for finding in found.values() if finding.level == "fail"]
    assert list(tmp_path.iterdir()) == []


def test_the_font_that_comes_along_is_found_whatever_the_machine_has(settings: Settings) -> None:
    assert findings(settings)["fonts"].level == "ok"
    assert "DejaVu" in findings(settings)["fonts"].text


def test_after_a_start_everything_is_there(settings: Settings) -> None:
    start_once(settings)
    found = findings(settings)
    assert {found[name].level for name in ("data", "media", "keys", "master key", "database")} == {"ok"}
    assert found["database"].text == "sqlite answers"


def test_a_master_key_that_others_can_read_fails(settings: Settings, tmp_path: Path) -> None:
    start_once(settings)
    key = tmp_path / "keys" / "master.key"
    key.chmod(0o644)
    assert findings(settings)["master key"].mend == f"chmod 600 {key}"


def test_a_folder_that_others_can_enter_is_warned_of(settings: Settings, tmp_path: Path) -> None:
    start_once(settings)
    (tmp_path / "data").chmod(0o755)
    found = findings(settings)["data"]
    assert (found.level, found.mend) == ("warn", f"chmod 700 {tmp_path}/data")


def test_a_database_that_is_none_fails(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "darkroom.db").write_bytes(b"no database" * 1000)
    assert findings(settings)["database"].level == "fail"


@pytest.mark.parametrize(
    ("revision", "level", "says"),
    [("9999", "fail", "update, or bring back the backup"), ("0001", "warn", "-m bot run brings it up to date")],
)
def test_a_database_of_another_version_is_told_of(
    settings: Settings, tmp_path: Path, revision: str, level: str, says: str
) -> None:
    start_once(settings)
    with closing(sqlite3.connect(tmp_path / "data" / "darkroom.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        database.commit()
    found = findings(settings)["database"]
    assert found.level == level
    assert revision in str(found)
    assert says in found.mend


def test_room_for_erasing_that_is_not_kept_is_warned_of(settings: Settings, tmp_path: Path) -> None:
    start_once(settings)
    assert findings(settings)["erasing"].level == "ok"
    (tmp_path / "data" / "darkroom.db.ballast").unlink()
    found = findings(settings)["erasing"]
    assert found.level == "warn"
    assert "/delete may not work" in found.text


def test_a_library_that_is_not_the_locked_one_fails(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("aiohttp==0.0.1 \\\n    --hash=sha256:00\nabsent==1 ; python_full_version < '3'\n")
    monkeypatch.setattr(doctor, "LOCK", lock)
    found = findings(settings)["libraries"]
    assert found.level == "fail"
    assert "1 not as locked: aiohttp" in found.text


def test_a_disk_that_is_nearly_full_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10**12, 10**12 - 10**9, 10**9))
    assert findings(settings)["disk"].level == "fail"


def test_the_exit_code_tells_whether_something_must_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    good = CliRunner().invoke(main, ["doctor"])
    assert good.exit_code == 0, good.output
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "master.key").touch()
    (tmp_path / "keys" / "master.key").chmod(0o644)
    bad = CliRunner().invoke(main, ["doctor"])
    assert bad.exit_code == 1
    assert "chmod 600 keys/master.key" in bad.stdout


def test_every_failure_of_storage_at_the_start_is_one_line_with_a_way_out() -> None:
    from bot.startup import mending

    for kind in StorageError.__subclasses__():
        line = mending(kind())
        assert line
        assert "\n" not in line
        assert "{" not in line
