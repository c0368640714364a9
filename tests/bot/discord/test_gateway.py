"""The connection to Discord breaks in every way there is, and comes back without asking for too many sessions."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import App
from bot.config import load_settings
from bot.discord.gateway import Gateway
from bot.discord.identifies import DAY, IdentifyBudget
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.running import darkroom, environment
from tests.bot.pictures import picture_bytes


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses that begin with a thousandth of a second."""
    monkeypatch.setattr("bot.discord.adapter.Gateway", partial(Gateway, first_pause=0.001))


async def until(holds: Callable[[], bool], seconds: float = 8) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - the bot tells nobody
            await asyncio.sleep(0.02)


async def answers(anna: User) -> bool:
    """Whether the bot answers, perhaps only when it is asked again."""
    for _ in range(20):
        asked = anna.slash("help")
        try:
            return bool((await asked.shown(seconds=0.5)).words)
        except AssertionError:
            continue
    return False


NONSENSE: list[tuple[str, Any]] = [
    ("INTERACTION_CREATE", {"nonsense": "of a person"}),
    ("INTERACTION_CREATE", {"id": "1", "type": 3, "data": {}, "token": "t", "version": 1, "application_id": "1"}),
    ("MESSAGE_CREATE", {"id": "no number"}),
    ("MESSAGE_CREATE", []),
    ("GUILD_CREATE", {"id": None}),
    ("CHANNEL_UPDATE", 7),
]


@pytest.mark.parametrize(("event", "data"), NONSENSE, ids=[f"{event}-{n}" for n, (event, _) in enumerate(NONSENSE)])
async def test_a_payload_that_makes_no_sense_stops_nothing(
    app: App, fake: FakeDiscord, anna: User, caplog: pytest.LogCaptureFixture, event: str, data: Any
) -> None:
    fake.gateway.send_raw(event, data)
    assert await answers(anna)
    assert "of a person" not in caplog.text


async def test_what_was_being_answered_when_the_connection_broke_is_answered(
    app: App, fake: FakeDiscord, anna: User
) -> None:
    asked = anna.slash("image flip", image=picture_bytes())
    await asked.answered()
    fake.gateway.send_raw("INTERACTION_CREATE", {"nonsense": 1})
    assert (await asked.shown()).files


@pytest.mark.parametrize("how", ["drop", "reconnect", "invalidate", "close"])
async def test_a_lost_connection_comes_back(app: App, fake: FakeDiscord, anna: User, how: str) -> None:
    if how == "drop":
        fake.gateway.drop()
    elif how == "reconnect":
        fake.gateway.ask_to_reconnect()
    elif how == "invalidate":
        fake.gateway.invalidate(resumable=True)
    else:
        fake.gateway.close(4000)
    assert await answers(anna)


async def test_a_bot_that_breaks_again_and_again_stays_under_the_limit_and_health_says_so(
    fake: FakeDiscord, tmp_path: Path, anna: User
) -> None:
    async with darkroom(fake, tmp_path, DISCORD__IDENTIFIES_A_DAY="10") as app:
        assert app.discord is not None
        async with asyncio.timeout(20):
            while len(fake.gateway.identifies) < 10:
                fake.gateway.send_raw("INTERACTION_CREATE", {"nonsense": 1})
                await asyncio.sleep(0.02)
        fake.gateway.send_raw("INTERACTION_CREATE", {"nonsense": 1})
        await asyncio.sleep(0.5)
        assert len(fake.gateway.identifies) == 10
        state = app.discord.state()
        assert state.age is not None
        assert state.age > 0
        app.discord._lost = (app.discord._lost or 0) - 200
        assert not app.discord.state().works


async def test_health_knows_of_it(app: App, fake: FakeDiscord, tmp_path: Path) -> None:
    assert app.discord is not None
    await until(lambda: app.discord is not None and app.discord.state().age == 0)
    assert app.discord.state().works
    assert app.discord.state().name.startswith("Darkroom")


@pytest.mark.parametrize(("code", "word"), [(4004, "[discord] token"), (4014, "intents"), (4011, "[discord] shards")])
async def test_what_cannot_be_mended_by_trying_again_turns_it_off_with_one_line(
    fake: FakeDiscord, tmp_path: Path, code: int, word: str
) -> None:
    fake.gateway.refuse(code)
    app = App(load_settings(None, environment(fake, tmp_path)))
    url = next(line.text for line in await app.start() if line.name == "playground")
    try:
        await until(lambda: app.discord is not None and word in app.discord.state().trouble)
        async with aiohttp.ClientSession() as session, session.get(f"{url}/healthz") as answer:
            assert (await answer.json())["checks"]["discord"] is False
    finally:
        await app.stop(1)


async def test_it_is_asked_for_in_shards_where_the_settings_say_so(
    fake: FakeDiscord, tmp_path: Path, anna: User
) -> None:
    async with darkroom(fake, tmp_path, DISCORD__SHARDS="0"):
        assert await answers(anna)
        assert fake.gateway.identifies[0]["shard"] == [0, 1]


async def test_no_more_is_asked_to_be_told_than_is_needed(app: App, fake: FakeDiscord) -> None:
    guilds, guild_messages, direct_messages = 1 << 0, 1 << 9, 1 << 12
    assert fake.gateway.identifies[0]["intents"] == guilds | guild_messages | direct_messages


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_day_later_sessions_may_begin_again() -> None:
    clock = Clock()
    budget = IdentifyBudget(2, clock, wait=0.01)
    await budget.take()
    await budget.take()
    assert budget.spent
    third = asyncio.create_task(budget.take())
    await asyncio.sleep(0.05)
    assert not third.done()
    clock.now = DAY
    await asyncio.wait_for(third, 1)


def test_what_discord_says_is_left_counts_as_well() -> None:
    clock, spent = Clock(), []
    budget = IdentifyBudget(500, clock)
    for remaining, now in ((400, 0), (19, 0), (400, 3599), (400, 3600)):
        clock.now = now
        budget.learn(remaining, reset_seconds=3600)
        spent.append(budget.spent)
    assert spent == [False, True, True, False]
