"""Health says no before work fails."""

from collections import namedtuple
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.health import health
from bot.services import open_services
from handlers.bookkeeping import audit_books
from storage import adapter_state
from storage.gate import BOT


def environment(folder: Path) -> dict[str, str]:
    return {
        "DARKROOM_DATABASE__URL": f"sqlite:///{folder}/darkroom.db",
        "DARKROOM_MEDIA__URL": "memory:",
        "DARKROOM_KEYS__FOLDER": f"{folder}/keys",
        "DARKROOM_QUEUE__WAITING": "1",
    }


async def test_it_is_well_when_the_database_answers_and_there_is_room(tmp_path: Path) -> None:
    async with open_services(load_settings(None, environment(tmp_path)), alone=True) as (services, _):
        assert await health(services) == {"ok": True, "checks": {"database": True, "disk": True, "queue": True}}


async def test_a_nearly_full_disk_and_a_full_queue_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_services(load_settings(None, environment(tmp_path)), alone=True) as (services, _):
        async with services.database.write() as connection:
            services.queue.hand_over(connection, 1, "cpu", 1)
        assert await health(services) == {"ok": False, "checks": {"database": True, "disk": True, "queue": False}}
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr("shutil.disk_usage", lambda _: usage(100, 96, 4))
        assert await health(services) == {"ok": False, "checks": {"database": True, "disk": False, "queue": False}}


async def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    async with open_services(load_settings(None, environment(tmp_path)), alone=True) as (services, _):
        await services.database.close()
        (tmp_path / "darkroom.db").write_bytes(b"no database" * 1000)
        assert await health(services) == {"ok": False, "checks": {"database": False, "disk": True, "queue": True}}


async def test_the_last_look_at_the_books_is_told(tmp_path: Path) -> None:
    async with open_services(load_settings(None, environment(tmp_path)), alone=True) as (services, _):
        await audit_books(services)
        good = await health(services)
        async with services.database.write() as connection:
            value = '{"at": "2026-11-22T03:00:00+00:00", "wrong": 2}'
            await adapter_state.put(connection, BOT, "audit", value)
        bad = await health(services)

    assert good["ok"]
    assert not bad["ok"]
    assert bad["books"] == {"looked_at": "2026-11-22T03:00:00+00:00", "wrong": 2}
