"""Health is told to everyone, metrics only to those who may know."""

from pathlib import Path

import pytest

from tests.bot.web.conftest import Opened, Visitor, serve

TOKEN = 20 * "x"


async def test_a_healthy_house_says_so(visitor: Visitor) -> None:
    answer = await visitor.get("/healthz")

    assert answer.status == 200
    assert (await answer.json())["ok"] is True


async def test_a_house_that_cannot_work_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.health.LEAST_FREE", 2.0)  # no disk has twice its own space
    answer = await visitor.get("/healthz")

    assert answer.status == 503
    assert await answer.json() == {"ok": False, "checks": {"database": True, "disk": False, "queue": True}}


async def test_metrics_are_for_this_machine_or_the_token(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, access_token=TOKEN, trusted_proxies=("127.0.0.0/8",)) as site:
        visitor = await open_visitor(site)
        from_afar = {"X-Forwarded-For": "203.0.113.9"}

        assert (await visitor.get("/metrics")).status == 200
        assert (await visitor.get("/metrics", headers=from_afar)).status == 404
        answer = await visitor.get("/metrics", headers={**from_afar, "Authorization": f"Bearer {TOKEN}"})
        assert answer.status == 200
        assert "darkroom_run_seconds" in await answer.text()


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
async def test_a_proxy_on_this_machine_does_not_open_the_metrics(
    tmp_path: Path, open_visitor: Opened, header: str
) -> None:
    """Even where nobody told us of the proxy, a forwarded request is not a local one."""
    async with serve(tmp_path) as site:
        answer = await (await open_visitor(site)).get("/metrics", headers={header: "127.0.0.1"})

        assert answer.status == 404
