"""Conversations with one person, as they read in the chat."""

import asyncio
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.app import App
from storage import accounts
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, Message, User, dimensions
from tests.bot.telegram.running import darkroom


@pytest.fixture
async def app(fake: FakeTelegram, tmp_path: Path) -> AsyncIterator[App]:
    async with darkroom(fake, tmp_path) as app:
        yield app


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    return fake.user("Anna", language="en")


def see_through() -> bytes:
    image = Image.new("RGBA", (64, 48), (200, 30, 30, 120))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def is_photo(message: Message) -> bool:
    return message.kind == "photo"


def is_file(message: Message) -> bool:
    return message.kind == "document"


async def test_a_photo_with_a_caption_comes_back_as_one_message(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((800, 600)), "/resize 100")
    result = await anna.wait_for(is_photo)
    assert dimensions(result.data) == (100, 75)
    assert "resize" in result.words
    assert [message.kind for message in anna.messages if message.from_bot] == ["photo"]


async def test_a_file_comes_back_without_what_a_photo_would_lose(app: App, anna: User) -> None:
    anna.send_document(see_through(), "cut.png", "image/png", "/flip")
    result = await anna.wait_for(is_file)
    assert "transparency" in result.words


async def test_a_command_takes_the_picture_that_it_replies_to(app: App, anna: User) -> None:
    photo = anna.send_photo(picture_bytes((400, 300)))
    await anna.wait_for("What would you like")
    anna.send_text("/resize 50", reply_to=photo)
    assert dimensions((await anna.wait_for(is_photo)).data) == (50, 38)


async def test_a_command_alone_goes_on_with_the_last_result(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)), "/resize 200")
    await anna.wait_for(is_photo)
    anna.send_text("/crop 1:1")
    assert dimensions((await anna.wait_for(is_photo)).data) == (150, 150)


async def test_a_picture_of_an_album_that_comes_late_with_the_command_is_done(app: App, anna: User) -> None:
    first, _ = anna.send_album([picture_bytes((400, 300)), picture_bytes((400, 300))], "/resize 50")
    await anna.wait_for(lambda message: "Delete" in message.labels)
    anna.send_album([picture_bytes((300, 400))], "/resize 100", late_for=first)
    late = await anna.wait_for(lambda message: is_photo(message) and bool(message.labels))
    assert dimensions(late.data) == (100, 133)


async def test_an_album_is_one_batch(app: App, anna: User) -> None:
    anna.send_album([picture_bytes((400, 300)), picture_bytes((300, 400)), b"\xff\xd8\xffbroken"], "/resize 100")
    await anna.wait_for(lambda message: "Picture 3" in message.words)
    photos = [message for message in anna.messages if message.from_bot and is_photo(message)]
    assert sorted(dimensions(photo.data) for photo in photos) == [(100, 75), (100, 133)]
    assert photos[0].album is not None
    assert len({photo.album for photo in photos}) == 1


async def test_a_clip_becomes_a_gif_that_moves(app: App, anna: User) -> None:
    anna.send_album([picture_bytes((80, 60)), picture_bytes((80, 60))], "/gif fps:2 width:64")
    result = await anna.wait_for(lambda message: message.kind == "animation")
    assert result.upload[:4] == b"GIF8"


async def test_a_bare_picture_opens_the_palette_and_a_tool_its_panel(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)))
    palette = await anna.wait_for("What would you like")
    anna.press(palette, "Blur")
    panel = await anna.wait_for("radius")
    assert panel.id == palette.id
    anna.press(panel, "Run")
    assert dimensions((await anna.wait_for(is_photo)).data) == (400, 300)


async def test_a_panel_that_ran_becomes_its_result_however_slowly_telegram_answers(
    fake: FakeTelegram, anna: User, tmp_path: Path
) -> None:
    async with darkroom(fake, tmp_path, TELEGRAM__CHAT_PER_SECOND="1", TELEGRAM__MESSAGES_PER_SECOND="25"):
        anna.send_photo(picture_bytes((400, 300)))
        anna.press(await anna.wait_for("What would you like"), "Blur")
        panel = await anna.wait_for("radius")
        fake.faults.hang(1.5, method="editMessageText", times=1)
        anna.press(panel, "Run")
        result = await anna.wait_for(is_photo, timeout=15)
        await asyncio.sleep(4)
        assert result.id == panel.id
        assert not [message for message in anna.messages if "Cancel" in message.labels]


async def test_a_result_under_a_result_is_a_message_of_its_own(app: App, anna: User) -> None:
    anna.send_album([picture_bytes((40, 30)), picture_bytes((30, 40))], "/rotate 90")
    words = await anna.wait_for(lambda message: bool(message.labels))
    anna.press(words, "Again")
    again = await anna.wait_for(lambda message: bool(message.labels) and message is not words)
    assert not words.deleted
    assert again.id != words.id


async def test_forged_presses_show_nothing(app: App, anna: User) -> None:
    anna.start()
    shown = await anna.wait_for()
    for data in ("c:delete", "c:erase", "c:usage", "c:flip", "c:redo?pipeline=flip", "c:help?tool=nonsense"):
        await anna.forge(shown, data).answered()
    await anna.forge(shown, "t:" + "A" * 22).answered()
    await anna.sees_nothing(0.5)


async def test_a_caption_on_what_is_no_picture_works_on_nothing_else(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo)
    anna.send_document(b"%PDF-1.4", "a.pdf", "application/pdf", "/flip")
    await anna.wait_for("picture")
    await anna.sees_nothing(0.5)


async def test_who_writes_again_is_reachable_again(app: App, anna: User) -> None:
    anna.start()
    await anna.wait_for()
    async with app.services.database.write() as connection:
        await accounts.set_unreachable(connection, "telegram", str(anna.id), app.services.clock())
    anna.send_text("/help")
    await until_unreachable(app, anna, False)


async def test_a_value_is_typed_as_the_answer_to_a_question(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)))
    anna.press(await anna.wait_for("What would you like"), "Rotate")
    anna.press(await anna.wait_for("angle"), "✎ angle")
    question = await anna.wait_for(lambda message: message.asks)
    anna.send_text("nonsense", reply_to=question)
    question = await anna.wait_for(lambda message: message.asks)
    anna.send_text("180", reply_to=question)
    panel = await anna.wait_for("180")
    anna.press(panel, "Run")
    await anna.wait_for(is_photo)


async def test_a_result_can_be_had_again_undone_and_as_a_file(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)), "/rotate 90")
    result = await anna.wait_for(is_photo)
    assert dimensions(result.data) == (300, 400)
    anna.press(result, "Again")
    again = await anna.wait_for(is_photo)
    assert dimensions(again.data) == (400, 300)
    anna.press(again, "Undo")
    assert dimensions((await anna.wait_for(is_photo)).data) == (300, 400)
    anna.press(result, "As file")
    assert dimensions((await anna.wait_for(is_file)).data) == (300, 400)
    anna.press(result, "Original")
    assert dimensions((await anna.wait_for(is_photo)).data) == (400, 300)


async def test_a_result_is_deleted_by_its_button(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes(), "/flip")
    result = await anna.wait_for(is_photo)
    press = anna.press(result, "Delete")
    await press.answered()
    await until(lambda: result.deleted)


async def test_buttons_work_after_a_restart(fake: FakeTelegram, anna: User, tmp_path: Path) -> None:
    async with darkroom(fake, tmp_path):
        anna.send_photo(picture_bytes((400, 300)), "/rotate 90")
        result = await anna.wait_for(is_photo)
    async with darkroom(fake, tmp_path):
        anna.press(result, "Again")
        assert dimensions((await anna.wait_for(is_photo)).data) == (400, 300)


async def test_the_same_button_twice_at_once_is_one_job(app: App, fake: FakeTelegram, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)), "/rotate 90")
    result = await anna.wait_for(is_photo)
    fake.faults.hang(0.5, method="sendPhoto")  # the second press is read while the first one's answer is still to come
    first, second = anna.press(result, "Again"), anna.press(result, "Again")
    assert {(await first.answered()).text, (await second.answered()).text} == {""}
    await anna.wait_for(is_photo)
    await anna.sees_nothing(1.5)
    anna.press(result, "Again")
    await anna.wait_for(is_photo)


async def test_somebody_elses_button_does_nothing(app: App, fake: FakeTelegram, anna: User) -> None:
    anna.send_photo(picture_bytes(), "/flip")
    result = await anna.wait_for(is_photo)
    bert = fake.user("Bert")
    bert.start()
    await bert.wait_for()
    press = bert.press(result, "Again")
    assert (await press.answered()).text
    await anna.sees_nothing(0.5)


async def test_a_mistake_is_one_sentence_with_a_button_that_mends_it(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes((400, 300)), "/blur 500")
    mistake = await anna.wait_for("0.1 to 100")
    anna.press(mistake, "radius 100")
    assert dimensions((await anna.wait_for(is_photo)).data) == (400, 300)


async def test_an_edited_message_is_not_done_again(app: App, anna: User) -> None:
    photo = anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo)
    anna.edit(photo, "/blur")
    await anna.sees_nothing(0.5)


async def test_a_file_over_the_limit_is_refused_before_it_is_fetched(app: App, fake: FakeTelegram, anna: User) -> None:
    anna.send_document(picture_bytes(), "large.png", "image/png", "/blur", size=25_000_000)
    refusal = await anna.wait_for("too large")
    assert "25MB" in refusal.words
    assert not [request for request in fake.requests if request.method == "getFile"]


async def test_no_larger_file_is_tried_than_telegram_hands_out(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna", language="en")
    async with darkroom(fake, tmp_path, LIMITS__BYTES_IN="50000000"):
        anna.send_text("/agree")
        await anna.wait_for()
        anna.send_document(picture_bytes(), "large.png", "image/png", "/blur", size=21_500_000)
        refusal = await anna.wait_for("too large")

    assert "21MB" in refusal.words
    assert not [request for request in fake.requests if request.method == "getFile"]


async def test_what_is_no_picture_gets_one_polite_line(app: App, anna: User) -> None:
    anna.send_voice()
    await anna.wait_for("picture")
    anna.send_document(b"%PDF-1.4", "a.pdf", "application/pdf")
    await anna.wait_for("picture")


async def test_what_takes_long_shows_where_it_is_and_can_be_stopped(app: App, anna: User) -> None:
    slow = "/do filter sketch | filter cartoon | filter halftone | filter grain | filter sketch | filter cartoon"
    for _ in range(3):
        anna.send_document(picture_bytes((4000, 3000)), "large.jpg", "image/jpeg", slow)
    status = await anna.wait_for(lambda message: "Cancel" in str(message.labels), timeout=20)
    anna.press(status, "Cancel")
    await anna.wait_for("stopped", timeout=20)


async def test_privacy_is_answered_while_a_hundred_jobs_wait(app: App, fake: FakeTelegram, anna: User) -> None:
    large = picture_bytes((2000, 1500))
    for number in range(10):
        someone = fake.user(f"Guest {number}")
        for _ in range(10):
            someone.send_photo(large, "/filter cartoon")
    await until(lambda: app.services.queue.depth()["cpu"].waiting >= 60, 20)
    anna.send_text("/privacy")
    await anna.wait_for("Privacy")
    assert app.services.queue.depth()["cpu"].waiting >= 40


async def test_who_blocked_the_bot_is_remembered_until_they_come_back(app: App, anna: User) -> None:
    anna.start()
    await anna.wait_for()
    anna.block()
    await until_unreachable(app, anna, True)
    anna.unblock()
    await until_unreachable(app, anna, False)


async def test_erasing_leaves_nothing_of_a_person(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo)
    anna.send_text("/delete")
    anna.press(await anna.wait_for("erases everything"), "Erase")
    assert "0 entries" in (await anna.wait_for("erased")).words


async def test_what_one_writes_right_after_pressing_erase_is_answered(app: App, anna: User) -> None:
    anna.send_photo(picture_bytes(), "/flip")
    await anna.wait_for(is_photo)
    anna.send_text("/delete")
    anna.press(await anna.wait_for("erases everything"), "Erase")
    anna.send_text("/terms")
    anna.send_photo(picture_bytes(), "/flip")
    assert "0 entries" in (await anna.wait_for("erased")).words
    await until(lambda: [message.kind for message in anna.messages if message.from_bot][-2:] == ["text", "photo"])


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")


async def until_unreachable(app: App, user: User, wanted: bool) -> None:
    for _ in range(250):
        async with app.services.database.read() as connection:
            if await accounts.is_unreachable(connection, "telegram", str(user.id)) is wanted:
                return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")
