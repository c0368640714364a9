"""A crash between the deferral and the answer is finished after the restart."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.config import load_settings
from handlers.reply import Reply
from storage import inbox, schema
from storage.errors import DatabaseLocked, DatabaseUnreachable
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.fake_discord.errors import unknown
from tests.bot.discord.running import darkroom, environment, settings
from tests.bot.discord.test_slash import settled
from tests.bot.pictures import picture_bytes
from tests.proofs.bot_process import BotProcess


async def never(*_: object) -> Reply:
    await asyncio.Event().wait()
    raise AssertionError


async def states(app: App) -> list[tuple[str, bytes | None]]:
    async with app.services.database.read() as connection:
        rows = await connection.execute(select(schema.inbox.c.state, schema.inbox.c.body))
        return [(row.state, row.body) for row in rows]


async def all_done(app: App) -> None:
    async with asyncio.timeout(20):
        while {*await states(app)} != {("done", None)}:  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.02)


async def test_what_was_deferred_when_it_ended_is_answered_after_the_restart(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("bot.discord.conversation.answer", never)
        async with darkroom(fake, tmp_path) as app:
            asked = anna.slash("help", tool="blur")
            await asked.answered()
            anna.send("/help blur")
            await asyncio.sleep(0.3)
            assert [state for state, _ in await states(app)] == ["waiting", "waiting"]
    async with darkroom(fake, tmp_path) as app:
        assert "/image blur" in (await asked.shown()).words
        await anna.wait_for("/image blur")
        await all_done(app)


async def test_after_fifteen_minutes_nobody_waits_for_words_any_more(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("bot.discord.conversation.answer", never)
        async with darkroom(fake, tmp_path):
            await anna.slash("help").answered()
            await asyncio.sleep(0.3)
    fake.advance(16 * 60)
    async with darkroom(fake, tmp_path) as app:
        await asyncio.sleep(0.5)
        assert [state for state, _ in await states(app)] == ["done"]
    assert not [message for message in anna.sees() if message.from_bot and not message.loading]


async def test_a_press_that_was_interrupted_is_one_job(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with darkroom(fake, tmp_path):
        result = await anna.slash("image flip", image=picture_bytes((40, 30))).shown()
    with monkeypatch.context() as broken:
        broken.setattr("bot.discord.conversation.answer", never)
        async with darkroom(fake, tmp_path):
            pressed = anna.press(result, "Original")
            await pressed.answered()
            await asyncio.sleep(0.3)
    async with darkroom(fake, tmp_path) as app:
        assert (await pressed.shown()).files
        async with app.services.database.read() as connection:
            assert len((await connection.execute(select(schema.jobs.c.id))).all()) == 2


async def test_a_result_that_was_shown_before_the_crash_stays(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("bot.discord.intake.Intake.done", never)
        async with darkroom(fake, tmp_path) as app:
            asked = anna.slash("image flip", image=picture_bytes((40, 30)))
            result = await asked.shown(lambda message: bool(message.files))
            await settled(app)
            assert [state for state, _ in await states(app)] == ["waiting"]
    shown = result.words, len(result.edits)
    async with darkroom(fake, tmp_path) as app:
        await all_done(app)
        assert (result.words, len(result.edits)) == shown
        assert result.files


async def test_a_database_that_is_locked_at_the_start_only_delays_what_was_left(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("bot.discord.conversation.answer", never)
        async with darkroom(fake, tmp_path):
            asked = anna.slash("help", tool="blur")
            await asked.answered()
            await asyncio.sleep(0.3)
    monkeypatch.setattr("bot.discord.adapter._PAUSES", (0.1,))
    begin, locked = inbox.begin, [True, True]

    async def once_free(*told: Any) -> inbox.Begun:
        if locked:
            locked.pop()
            raise DatabaseLocked(path="darkroom.db")
        return await begin(*told)

    monkeypatch.setattr(inbox, "begin", once_free)
    async with darkroom(fake, tmp_path) as app:
        assert "/image blur" in (await asked.shown()).words
        await all_done(app)


async def test_the_database_makes_no_answer_come_too_late(
    app: App, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> bool:
        await asyncio.sleep(4)
        raise DatabaseUnreachable(reason="away")

    monkeypatch.setattr("storage.inbox.add", hang)
    response = await anna.slash("help").answered(seconds=2)
    assert response.took < 3


async def test_a_power_cut_between_the_deferral_and_the_answer_loses_nothing(tmp_path: Path) -> None:
    async with FakeDiscord() as fake:
        anna = fake.user("Anna")
        ours = {name.removeprefix("DARKROOM_"): value for name, value in settings(fake).items()}
        async with BotProcess(tmp_path, ours) as bot:
            await bot.start()
            await fake.until_served()
            fake.faults.hang(60, operation="update_original*", accepted=False, times=2)
            words, picture = anna.slash("help", tool="blur"), anna.slash("image flip", image=picture_bytes())
            await asyncio.gather(words.answered(), picture.answered())
            await asyncio.sleep(0.5)
            await bot.kill()
            fake.faults.clear()
            await bot.start()
            assert "/image blur" in (await words.shown(seconds=15)).words
            assert (await picture.shown(seconds=15)).files
            await bot.stop()
            assert bot.rows("SELECT count(*) FROM inbox WHERE state = 'waiting'") == [(0,)]
            assert bot.rows("SELECT state, count(*) FROM jobs GROUP BY state") == [("delivered", 1)]


async def test_an_answer_waits_for_a_discord_that_is_away_at_the_start(
    fake: FakeDiscord, tmp_path: Path, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("handlers.jobs.JobRunner.run", never)
        async with darkroom(fake, tmp_path):
            asked = anna.slash("make placeholder", size="60x40")
            await asked.answered()
            await asyncio.sleep(0.3)
    monkeypatch.setattr("bot.discord.adapter._PAUSES", (0.1,))
    app = App(load_settings(None, environment(fake, tmp_path)))
    async with fake.offline():
        lines = await app.start()
        await asyncio.sleep(0.5)
    try:
        assert any("goes on trying" in line.text for line in lines)
        assert (await asked.shown(seconds=15)).files
    finally:
        await app.stop(1)


async def test_private_words_asked_for_by_a_public_button_are_told_to_the_asker_alone(
    app: App, fake: FakeDiscord, anna: User, bert: User
) -> None:
    family = fake.guild("Family", members=[anna, bert])
    anna.send("@bot start", in_channel=family.general)
    start = await anna.wait_for(in_channel=family.general)
    told = await anna.press(start, "Privacy").shown("Privacy at this Darkroom")
    assert told.private


async def test_what_is_told_twice_is_answered_once(app: App, fake: FakeDiscord, anna: User) -> None:
    message = anna.send("/help blur")
    await anna.wait_for("/image blur")
    fake.gateway.send_raw("MESSAGE_CREATE", message.to_json())
    await asyncio.sleep(0.4)
    assert len([each for each in anna.sees() if each.from_bot]) == 1


async def test_a_deferral_whose_confirmation_is_lost_is_answered(app: App, fake: FakeDiscord, anna: User) -> None:
    fake.faults.drop(operation="create_interaction_response", times=1, accepted=True)
    assert "/image blur" in (await anna.slash("help", tool="blur").shown()).words


async def test_a_deferral_that_arrived_at_its_first_try_is_answered(app: App, fake: FakeDiscord, anna: User) -> None:
    fake.faults.fail(502, operation="create_interaction_response", accepted=True)
    assert "/image blur" in (await anna.slash("help", tool="blur").shown()).words
    assert [call.error.code for call in fake.calls("create_interaction_response") if call.error] == [40060]


async def test_nobody_waits_for_the_answer_to_a_deferral_that_came_too_late(
    app: App, fake: FakeDiscord, anna: User
) -> None:
    fake.faults.fail(error=unknown("interaction"), operation="create_interaction_response")
    late = anna.slash("help", tool="blur")
    await all_done(app)
    assert "/image blur" in (await anna.slash("help", tool="blur").shown()).words
    assert late.messages == []
    assert len(fake.calls("update_original_webhook_message")) == 1
