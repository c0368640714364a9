"""How answers arrive: in time, where they fit, and by another way where the first is closed."""

import asyncio
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from bot.config import load_settings
from bot.discord.limits import REQUEST_BYTES
from bot.discord.statuses import DiscordStatuses
from handlers.cancelling import address_of
from handlers.ports import Progress
from storage import jobs, schema
from tests.bot.discord.fake_discord import FakeDiscord, Guild, Message, Upload, User
from tests.bot.discord.fake_discord.components import walk
from tests.bot.discord.running import environment
from tests.bot.discord.test_slash import dimensions, settled
from tests.bot.pictures import picture_bytes
from tools.tool import Tool

QUIET = 0.1
"""Seconds between two states of a status, which are three outside of tests."""


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User, olga: User) -> Guild:
    return fake.guild("Family", members=[anna, bert], admins=[olga])


@pytest.fixture
def olga(fake: FakeDiscord) -> User:
    return fake.user("Olga")


async def ends(app: App) -> list[str]:
    """Wait until there are jobs and every one is over, and return how each ended."""
    while not await states(app):  # noqa: ASYNC110 - nobody tells when
        await asyncio.sleep(0.02)
    await settled(app)
    return await states(app)


async def states(app: App) -> list[str]:
    async with app.services.database.read() as connection:
        return list((await connection.execute(select(schema.jobs.c.state))).scalars())


def has_file(message: Message) -> bool:
    return bool(message.files)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status messages after a tenth of a second."""
    monkeypatch.setattr("bot.discord.adapter.DiscordStatuses", partial(DiscordStatuses, quiet=QUIET))


@pytest.fixture
def slow_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.Event]:
    """An engine that works on nothing until the event is set."""
    from tools.engine import Engine

    go, run = asyncio.Event(), Engine.run

    async def later(self: Engine, work: object) -> object:
        await go.wait()
        return await run(self, work)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "run", later)
    yield go
    go.set()


async def test_what_takes_long_is_spoken_of_with_a_way_to_stop_it(
    quick: None, slow_engine: asyncio.Event, app: App, anna: User, family: Guild
) -> None:
    asked = anna.slash("image flip", image=picture_bytes(), in_channel=family.general)
    status = await asked.shown("Working on it")
    assert status.labels == ["Cancel"]
    stopped = await anna.press(status, "Cancel").shown("stopped")
    assert stopped is status
    assert family.general.messages == [status]


async def test_who_waits_is_told_the_place_in_line(
    quick: None, slow_engine: asyncio.Event, app: App, anna: User, family: Guild
) -> None:
    for _ in range(3):
        anna.slash("image flip", image=picture_bytes(), in_channel=family.general)
    waits = anna.slash("image flip", image=picture_bytes(), in_channel=family.general)
    await waits.shown("In line, number 2")
    slow_engine.set()
    assert has_file(await waits.shown(has_file))


async def test_a_quick_job_is_answered_by_one_edit(app: App, anna: User, family: Guild) -> None:
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    await settled(app)
    assert len(result.edits) == 1


async def test_a_status_is_edited_no_more_often_than_its_pause_lets_it_and_replaced_by_the_result(
    quick: None, slow_engine: asyncio.Event, app: App, anna: User, family: Guild
) -> None:
    asked = anna.slash("image flip", image=picture_bytes(), in_channel=family.general)
    status = await asked.shown("Working on it")
    async with app.services.database.read() as connection:
        (job,) = await jobs.open_jobs(connection)
    to, send = address_of(job, app.services), app.services.chats["discord"].send
    assert to is not None
    for place in range(1, 40):
        await send.progress(to, job.public_id, Progress(place, running=False))
        await asyncio.sleep(0.02)
    assert await asked.shown("number 39") is status
    told = list(status.edits)
    slow_engine.set()
    assert await asked.shown(has_file) is status
    assert 2 < len(told) < 20
    assert all(later - before > 0.95 * QUIET for before, later in pairwise(told))


async def test_a_panel_whose_run_was_pressed_shows_at_once_that_it_cannot_be_pressed_again(
    slow_engine: asyncio.Event, app: App, anna: User
) -> None:
    anna.send("", picture_bytes())
    panel = await anna.press(await anna.wait_for("What would you like"), "Blur").shown("radius")
    pressed = anna.press(panel, "Run")
    assert await pressed.shown(lambda message: message.labels == ["Cancel"]) is panel
    slow_engine.set()
    assert await pressed.shown(has_file) is panel


async def test_the_size_that_an_interaction_names_is_kept_to(app: App, anna: User) -> None:
    sizes = []
    for anna.attachment_bytes in (10_000_000, 60_000):
        result = await anna.slash("image filter", image=picture_bytes((600, 400)), name="grain").shown()
        sizes.append(len(result.data))
    assert sizes[1] <= 60_000 < sizes[0]
    assert "Written as JPEG" in result.words


async def test_after_fifteen_minutes_the_result_comes_as_a_message_in_the_channel(
    slow_engine: asyncio.Event, app: App, fake: FakeDiscord, anna: User, family: Guild
) -> None:
    asked = anna.slash("image flip", image=picture_bytes((40, 30)), in_channel=family.general)
    await asked.answered()
    fake.advance(16 * 60)
    slow_engine.set()
    result = await anna.wait_for(has_file, in_channel=family.general)
    assert dimensions(result.data) == (40, 30)
    assert "Again" in result.labels


async def test_where_the_bot_is_not_itself_it_comes_by_direct_message(
    slow_engine: asyncio.Event, app: App, fake: FakeDiscord, anna: User
) -> None:
    anna.install()
    foreign = fake.guild("Elsewhere", members=[anna], with_bot=False)
    asked = anna.slash("image flip", image=picture_bytes((40, 30)), in_channel=foreign.general)
    await asked.answered()
    fake.advance(16 * 60)
    slow_engine.set()
    assert dimensions((await anna.wait_for(has_file)).data) == (40, 30)


async def test_what_cannot_be_brought_is_kept_under_usage(
    slow_engine: asyncio.Event, app: App, fake: FakeDiscord, anna: User
) -> None:
    anna.install()
    anna.takes_messages = False
    foreign = fake.guild("Elsewhere", members=[anna], with_bot=False)
    await anna.slash("image flip", image=picture_bytes((40, 30)), in_channel=foreign.general).answered()
    fake.advance(16 * 60)
    slow_engine.set()
    for _ in range(50):
        usage = await anna.slash("account usage", in_channel=foreign.general).shown()
        if "could not be brought" in usage.words:
            break
        await asyncio.sleep(0.1)
    brought = await anna.press(usage, "Bring").shown(has_file)
    assert dimensions(brought.data) == (40, 30)
    assert brought.private


async def test_a_spoiler_is_hidden_and_every_picture_says_what_it_is(app: App, anna: User, family: Guild) -> None:
    asked = anna.slash("image flip", image=picture_bytes((40, 30)), spoiler=True, in_channel=family.general)
    (picture,) = (await asked.shown()).pictures
    assert picture.spoiler
    assert "40 by 30" in picture.description


async def test_a_spoiler_stays_hidden_whatever_is_done_next(app: App, anna: User, family: Guild) -> None:
    result = await anna.slash("image blur", image=picture_bytes(), spoiler=True, in_channel=family.general).shown()
    for label in ("Again", "Original"):
        assert is_hidden(await anna.press(result, label).shown(has_file)), label
    file = await anna.press(result, "As file").shown(has_file)
    assert all(part["spoiler"] for part in walk(file.content.components) if "file" in part)
    form = await anna.press(result, "Adjust").modal()
    assert is_hidden(await anna.submit(form, {"Radius": "3"}).shown(has_file))
    palette = await anna.press(result, "More tools").shown()
    panel = await anna.press(palette, "Flip").shown("axis")
    assert is_hidden(await anna.press(panel, "Run").shown(has_file))


async def test_what_is_made_of_a_spoiler_is_one(app: App, anna: User, bert: User, family: Guild) -> None:
    named, flagged = Upload("SPOILER_x.png", picture_bytes()), Upload("x.png", picture_bytes(), spoiler=True)
    for upload in (named, flagged):
        message = bert.send("look", upload, in_channel=family.general)
        assert is_hidden(await anna.use_menu("To GIF", message).shown(has_file))
        anna.send("@bot flip", upload, in_channel=family.general)
        mentioned = await anna.wait_for(has_file, in_channel=family.general)
        assert is_hidden(mentioned)
        assert is_hidden(await anna.press(mentioned, "Again").shown(has_file))
        assert is_hidden(await anna.slash("image flip", image=upload, in_channel=family.general).shown(has_file))


async def test_a_spoiler_that_was_made_of_nothing_stays_hidden(app: App, anna: User, family: Guild) -> None:
    result = await anna.slash("make placeholder", size="40x30", spoiler=True, in_channel=family.general).shown()
    form = await anna.press(result, "Adjust").modal()
    assert is_hidden(await anna.submit(form, {"Size": "50x40"}).shown(has_file))


def is_hidden(message: Message) -> bool:
    return bool(message.pictures) and all(picture.spoiler for picture in message.pictures)


async def test_before_and_after_stand_side_by_side_where_nobody_sees_more_by_it(
    app: App, anna: User, bert: User, family: Guild
) -> None:
    direct = await anna.slash("image flip", image=picture_bytes()).shown()
    assert len(direct.pictures) == 2
    public = await anna.slash("image pixelate", image=picture_bytes(), in_channel=family.general).shown()
    assert len(public.pictures) == 1, "what was made unreadable must not be shown beside it"
    private = await anna.slash("image flip", image=picture_bytes(), private=True, in_channel=family.general).shown()
    assert len(private.pictures) == 2


async def test_a_mention_shows_no_picture_before_whether_it_brings_it_or_it_is_the_last_one(
    app: App, anna: User, family: Guild
) -> None:
    anna.send("@bot pixelate", picture_bytes(), in_channel=family.general)
    assert len((await anna.wait_for(has_file, in_channel=family.general)).pictures) == 1
    await anna.slash("image pixelate", image=picture_bytes(), in_channel=family.general).shown()
    await settled(app)
    anna.send("@bot flip", in_channel=family.general)
    assert len((await anna.wait_for(has_file, in_channel=family.general)).pictures) == 1
    anna.send("/flip", picture_bytes())
    assert len((await anna.wait_for(has_file)).pictures) == 2, "nobody else sees direct messages"


async def test_a_second_press_while_the_job_runs_leaves_nothing_behind(
    app: App, anna: User, family: Guild, slow_engine: asyncio.Event
) -> None:
    slow_engine.set()
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown(has_file)
    await settled(app)
    slow_engine.clear()
    first = anna.press(result, "Again")
    await until_jobs(app, 2)
    second = anna.press(result, "Again")
    await second.gone()
    slow_engine.set()
    assert has_file(await first.shown(has_file))
    assert second.messages == []
    assert len(await states(app)) == 2


async def test_a_form_with_other_values_is_another_job(
    app: App, anna: User, family: Guild, slow_engine: asyncio.Event
) -> None:
    slow_engine.set()
    result = await anna.slash("image resize", image=picture_bytes(), width=20, in_channel=family.general).shown()
    await settled(app)
    slow_engine.clear()
    forms = [await anna.press(result, "Adjust").modal() for _ in range(2)]
    first = anna.submit(forms[0], {"Width": "10"})
    await until_jobs(app, 2)
    second = anna.submit(forms[1], {"Width": "12"})
    await until_jobs(app, 3)
    slow_engine.set()
    assert [dimensions((await asked.shown(has_file)).data)[0] for asked in (first, second)] == [10, 12]


async def until_jobs(app: App, count: int) -> None:
    async with asyncio.timeout(20):
        while len(await states(app)) < count:  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.02)


async def test_what_was_made_in_private_is_not_gone_on_with_aloud(app: App, anna: User, family: Guild) -> None:
    await anna.slash("image pixelate", image=picture_bytes(), private=True, in_channel=family.general).shown()
    await settled(app)
    anna.send("@bot flip", in_channel=family.general)
    assert "send one together" in (await anna.wait_for(in_channel=family.general)).words
    aloud = await anna.slash("image flip", in_channel=family.general).shown()
    assert "send one together" in aloud.words
    assert has_file(await anna.slash("image flip", private=True, in_channel=family.general).shown())


async def test_words_of_people_ping_nobody(app: App, fake: FakeDiscord, anna: User, family: Guild) -> None:
    asked = anna.slash("image crop", image=picture_bytes(), box="@everyone", in_channel=family.general)
    assert "@everyone" in (await asked.shown()).words
    anna.send("@bot @everyone", in_channel=family.general)
    await anna.wait_for(in_channel=family.general)
    said = [message for message in family.general.messages if message.from_bot]
    assert all(message.pings == [] for message in said)
    assert all(message.allowed_mentions is not None for message in said)


async def test_too_many_requests_and_broken_servers_delay_and_lose_nothing(
    app: App, fake: FakeDiscord, anna: User, family: Guild
) -> None:
    fake.faults.too_many_requests(0.2, operation="*webhook*", times=2)
    fake.faults.fail(502, operation="update_original_webhook_message", times=1)
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown(seconds=15)
    assert has_file(result)
    assert len(family.general.messages) == 1
    assert fake.too_early == []


async def test_an_answer_whose_connection_broke_is_shown_once(
    app: App, fake: FakeDiscord, anna: User, family: Guild
) -> None:
    fake.faults.drop(operation="update_original_webhook_message", times=1, accepted=True)
    anna.send("@bot flip", picture_bytes(), in_channel=family.general)
    fake.faults.drop(operation="create_message", times=1, accepted=True)
    await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    await anna.wait_for(has_file, seconds=15, in_channel=family.general)
    await asyncio.sleep(1.5)
    assert len([message for message in family.general.messages if message.from_bot]) == 2


async def test_who_deletes_the_answer_before_it_comes_is_sent_none(
    slow_engine: asyncio.Event, app: App, anna: User, olga: User, family: Guild
) -> None:
    asked = anna.slash("image flip", image=picture_bytes(), in_channel=family.general)
    await asked.answered()
    assert asked.original is not None
    olga.delete(asked.original)
    slow_engine.set()
    assert await ends(app) == ["undeliverable"]
    assert not [message for message in (*family.general.messages, *anna.dm.messages) if message.from_bot]


async def test_who_deletes_the_status_before_the_answer_comes_is_sent_none(
    quick: None, slow_engine: asyncio.Event, app: App, anna: User, olga: User, family: Guild
) -> None:
    anna.send("@bot flip", picture_bytes(), in_channel=family.general)
    olga.delete(await anna.wait_for("Working on it", in_channel=family.general))
    slow_engine.set()
    assert await ends(app) == ["undeliverable"]
    assert not [message for message in (*family.general.messages, *anna.dm.messages) if message.from_bot]


async def test_many_results_come_in_as_many_messages_as_they_need(app: App, anna: User) -> None:
    anna.send("/flip", *[picture_bytes((40 + number, 30)) for number in range(10)])
    result = await anna.wait_for(has_file, seconds=15)
    assert len(result.files) == 10
    assert sum(len(file.data) for file in result.files) < REQUEST_BYTES
    assert isinstance(app.services.catalog["flip"], Tool)


async def test_without_a_token_that_is_good_discord_is_off_with_one_line(fake: FakeDiscord, tmp_path: Path) -> None:
    app = App(load_settings(None, environment(fake, tmp_path) | {"DARKROOM_DISCORD__TOKEN": "MTIz.wrong.token"}))
    lines = await app.start()
    try:
        (line,) = [line for line in lines if line.name == "discord"]
        assert not line.on
        assert "[discord] token" in line.text
    finally:
        await app.stop(1)
    fake.violations.clear()
