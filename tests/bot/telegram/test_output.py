"""How results look in the chat: the right form, one message each, gone when a group wants that."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import App
from bot.telegram.statuses import TelegramStatuses
from storage import jobs
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, Message, User, dimensions
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_private_chat import is_file, is_photo, until


@pytest.fixture
async def app(fake: FakeTelegram, tmp_path: Path) -> AsyncIterator[App]:
    async with darkroom(fake, tmp_path) as app:
        yield app


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    return fake.user("Anna", language="en")


def from_bot(person: User) -> list[Message]:
    return [message for message in person.messages if message.from_bot]


async def test_a_status_is_replaced_by_its_result(
    fake: FakeTelegram, anna: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.adapter.TelegramStatuses", partial(TelegramStatuses, quiet=0.1))
    async with darkroom(fake, tmp_path):
        fake.faults.hang(0.4, method="getFile")
        anna.send_photo(picture_bytes(), "/flip")
        status = await anna.wait_for(lambda message: "Cancel" in message.labels)
        result = await anna.wait_for(is_photo)
    assert result.id == status.id
    assert from_bot(anna) == [result]


async def test_a_status_whose_number_was_lost_goes_when_it_is_pressed(
    fake: FakeTelegram, anna: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.adapter.TelegramStatuses", partial(TelegramStatuses, quiet=0.1))
    async with darkroom(fake, tmp_path):
        fake.faults.hang(0.4, method="getFile")
        fake.faults.drop(method="sendMessage")
        anna.send_photo(picture_bytes(), "/flip")
        status = await anna.wait_for(lambda message: "Cancel" in message.labels)
        result = await anna.wait_for(is_photo)
        assert (await anna.press(status, "Cancel").answered()).text
        await until(lambda: status.deleted)
        assert not result.deleted


async def test_a_quick_job_shows_no_status_and_a_hint_that_it_works(app: App, fake: FakeTelegram, anna: User) -> None:
    anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo)
    await asyncio.sleep(0.2)
    assert len(fake.accepted("sendPhoto")) == 1
    assert fake.accepted("editMessageText") == fake.accepted("editMessageMedia") == []
    assert [request.params["action"] for request in fake.accepted("sendChatAction")] == ["upload_photo"]


async def test_a_real_gif_comes_as_a_file_when_one_asks_for_it(app: App, anna: User) -> None:
    anna.send_album([picture_bytes((80, 60)), picture_bytes((60, 80))], "/gif fps:2 width:64")
    moving = await anna.wait_for(lambda message: message.kind == "animation")
    anna.press(moving, "As file")
    gif = await anna.wait_for(is_file)
    assert gif.file_name.endswith(".gif")
    assert gif.data[:4] == b"GIF8"


async def test_what_telegram_takes_as_no_photo_comes_as_a_file(app: App, anna: User) -> None:
    anna.send_document(picture_bytes((3000, 100)), "wide.png", "image/png", "/flip")
    await anna.wait_for(is_file)


@pytest.mark.parametrize("words", ["/flip", "/convert jpeg", "/compress 100KB"])
async def test_a_file_comes_back_as_a_file_byte_for_byte(app: App, anna: User, words: str) -> None:
    anna.send_document(picture_bytes((3000, 2000), "JPEG"), "a.jpg", "image/jpeg", words)
    result = await anna.wait_for(is_file)
    assert dimensions(result.data) == (3000, 2000)
    assert result.data == result.upload
    anna.press(result, "As photo")
    assert max(dimensions((await anna.wait_for(is_photo)).data)) <= 2560


async def test_what_photos_were_converted_to_comes_as_it_was_written(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)), "/convert png")
    assert (await anna.wait_for(is_file)).data[:4] == b"\x89PNG"


async def test_a_photo_that_telegram_refuses_is_sent_as_a_file(app: App, fake: FakeTelegram, anna: User) -> None:
    fake.faults.fail(400, "Bad Request: PHOTO_INVALID_DIMENSIONS", method="sendPhoto")
    anna.send_photo(picture_bytes((400, 300)), "/flip")
    await anna.wait_for(is_file)


async def test_the_way_to_full_quality_is_told_once(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)), "/flip")
    first = await anna.wait_for(is_photo)
    anna.send_photo(picture_bytes((400, 300)), "/flip")
    second = await anna.wait_for(is_photo)
    assert "as a file" in first.words
    assert "as a file" not in second.words


async def test_a_report_is_words_under_no_picture(app: App, anna: User) -> None:
    anna.send_document(picture_bytes((400, 300)), "a.png", "image/png", "/info full")
    report = await anna.wait_for("Width")
    assert report.kind == "text"


async def test_a_forwarded_picture_with_a_command_is_done(app: App, fake: FakeTelegram, anna: User) -> None:
    bert = fake.user("Bert")
    bert.start()
    await bert.wait_for()
    anna.forward(bert.send_photo(picture_bytes((400, 300)), "/flip"))
    await anna.wait_for(is_photo)


async def test_a_group_loses_results_after_the_time_that_it_chose(
    fake: FakeTelegram, anna: User, tmp_path: Path
) -> None:
    family = fake.group("Family", members=[anna], admins=[anna])
    async with darkroom(fake, tmp_path) as app:
        anna.send_text(f"/settings@{fake.username}", in_chat=family)
        panel = await anna.wait_for(lambda message: bool(message.labels), in_chat=family)
        anna.press(panel, "5 min")
        await anna.wait_for(lambda message: "✓ 5 min" in message.labels, in_chat=family)
        anna.send_photo(picture_bytes(), "/flip", in_chat=family)
        result = await anna.wait_for(is_photo, in_chat=family)
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        clock = app.services.clock
        for minutes, deleted in ((4, False), (6, True)):
            later = timedelta(minutes=minutes)
            object.__setattr__(app.services, "clock", lambda later=later: clock() + later)
            await app.telegram.upkeep()
            assert result.deleted is deleted


async def test_an_answer_that_may_have_arrived_is_not_sent_again(app: App, fake: FakeTelegram, anna: User) -> None:
    fake.faults.drop(method="sendPhoto")
    anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo)
    await asyncio.sleep(1.5)
    assert len(fake.calls("sendPhoto")) == 1
    async with app.services.database.read() as connection:
        assert await jobs.states(connection) == {"delivered": 1}


async def test_a_pause_that_telegram_asks_for_is_kept(app: App, fake: FakeTelegram, anna: User) -> None:
    fake.faults.too_many_requests(2, method="sendPhoto")
    anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo, timeout=10)
    assert fake.too_early == []


async def test_a_pause_before_fetching_holds_up_nobody_who_fetches_nothing(
    fake: FakeTelegram, anna: User, tmp_path: Path
) -> None:
    bert = fake.user("Bert", language="en")
    async with darkroom(fake, tmp_path, QUEUE__CPU="1"):
        fake.faults.too_many_requests(1, method="getFile")
        for _ in range(3):
            anna.send_photo(picture_bytes(), "/flip")
        await until(lambda: bool(fake.calls("getFile")))
        bert.send_text("/placeholder 60x40")
        await until(lambda: len(fake.accepted("sendPhoto")) == 4)
    assert fake.accepted("sendPhoto")[0].chat == bert.id
    refused, *others = fake.calls("getFile")
    assert len(others) == 3
    assert min(request.at for request in others) - refused.at >= 1


async def job_states(app: App) -> dict[str, int]:
    async with app.services.database.read() as connection:
        return await jobs.states(connection)


async def test_someone_who_blocked_the_bot_meanwhile_costs_nothing_more(
    app: App, fake: FakeTelegram, anna: User
) -> None:
    fake.faults.hang(0.5, method="getFile")
    anna.send_photo(picture_bytes(), "/flip")
    await until(lambda: bool(fake.calls("getFile")))
    anna.block()
    async with asyncio.timeout(20):
        while await job_states(app) == {"running": 1}:  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.05)
    assert await job_states(app) == {"undeliverable": 1}
    assert len(fake.calls("sendPhoto")) == 1


async def test_deleting_under_an_album_takes_its_pictures_along(app: App, fake: FakeTelegram, anna: User) -> None:
    family = fake.group("Family", members=[anna], admins=[anna])
    family.place_bot()
    family.promote_bot()
    for place in (None, family):
        anna.send_album([picture_bytes((40, 30)), picture_bytes((30, 40))], "/flip", in_chat=place)
        words = await anna.wait_for(lambda message: "Delete" in message.labels, in_chat=place)
        shown = [message for message in (place or anna).messages if message.from_bot]
        assert [message.kind for message in shown] == ["photo", "photo", "text"]
        anna.press(words, "Delete")
        await until(lambda shown=shown: all(message.deleted for message in shown))  # type: ignore[misc]
