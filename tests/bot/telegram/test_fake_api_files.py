"""The fake platform's files: what people send, and how a bot gets it."""

import pytest
from telegram import Bot, Message
from telegram.error import BadRequest, InvalidToken, NetworkError

from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, User, dimensions


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    return fake.user("Anna")


async def newest(bot: Bot) -> Message:
    message = (await bot.get_updates())[-1].message
    assert message is not None
    return message


async def download(bot: Bot, file_id: str) -> bytes:
    return bytes(await (await bot.get_file(file_id)).download_as_bytearray())


async def test_a_photo_is_got_in_its_largest_size(bot: Bot, anna: User) -> None:
    sent = anna.send_photo(picture_bytes((4000, 2000)), "/blur 3")
    message = await newest(bot)
    assert (message.caption, message.caption_entities[0].type) == ("/blur 3", "bot_command")
    data = await download(bot, message.photo[-1].file_id)
    assert dimensions(data) == (2560, 1280)
    assert data == sent.data
    assert message.photo[-1].file_size == len(data)


async def test_a_file_is_got_as_it_was_sent(bot: Bot, anna: User) -> None:
    data = picture_bytes(format="WEBP")
    anna.send_document(data, "Größe.webp")
    document = (await newest(bot)).document
    assert document is not None
    assert (document.file_name, document.mime_type, document.file_size) == ("Größe.webp", "image/webp", len(data))
    assert await download(bot, document.file_id) == data


async def test_what_people_send_has_the_fields_of_its_kind(bot: Bot, anna: User) -> None:
    anna.send_animation(picture_bytes(format="GIF"), "moves")
    message = await newest(bot)
    assert message.animation
    assert message.document
    assert message.animation.mime_type == message.document.mime_type == "video/mp4"
    assert (await download(bot, message.animation.file_id))[4:8] == b"ftyp"
    anna.send_sticker(picture_bytes((512, 512), "WEBP"))
    sticker = (await newest(bot)).sticker
    assert sticker is not None
    assert (sticker.is_animated, sticker.is_video, sticker.width) == (False, False, 512)
    anna.send_sticker(b"\x1f\x8b...")
    anna.send_sticker(b"\x1a\x45\xdf\xa3...")
    moving = [update.message.sticker for update in (await bot.get_updates())[-2:] if update.message]
    assert [(s.is_animated, s.is_video) for s in moving if s] == [(True, False), (False, True)]
    anna.send_voice()
    assert (await newest(bot)).voice
    anna.send_other(location={"latitude": 48.2, "longitude": 16.4})
    assert (await newest(bot)).location


async def test_a_file_over_twenty_megabytes_is_named_but_not_given(bot: Bot, anna: User) -> None:
    anna.send_document(b"small", "large.png", "image/png", size=21_000_000)
    document = (await newest(bot)).document
    assert document is not None
    assert document.file_size == 21_000_000
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(document.file_id)


async def test_a_link_works_for_an_hour_and_a_lost_file_has_none(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    sent = anna.send_document(b"data", "a.txt")
    document = (await newest(bot)).document
    assert document is not None
    file = await bot.get_file(document.file_id)
    fake.advance(3601)
    with pytest.raises(InvalidToken, match="Not Found"):
        await file.download_as_bytearray()
    assert await download(bot, document.file_id) == b"data"
    assert sent.content.media
    fake.world.files.lose(sent.content.media.main.file_id)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file(document.file_id)
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nothing")


async def test_a_download_breaks_in_the_middle_when_a_test_wants_it(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    anna.send_document(bytes(300_000), "a.bin")
    document = (await newest(bot)).document
    assert document is not None
    fake.faults.drop(method="download")
    file = await bot.get_file(document.file_id)
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert len(await file.download_as_bytearray()) == 300_000


async def test_an_album_arrives_in_parts_with_one_caption(bot: Bot, anna: User) -> None:
    anna.send_album([picture_bytes((40, n)) for n in (10, 20, 30)], "/blur")
    messages = [update.message for update in await bot.get_updates() if update.message]
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["/blur", None, None]
    anna.send_album([b"%PDF", b"text"], as_files=["a.pdf", "b.txt"])
    files = [update.message.document for update in (await bot.get_updates())[-2:] if update.message]
    assert [file.mime_type for file in files if file] == ["application/pdf", "text/plain"]


async def test_a_forwarded_picture_says_where_it_comes_from(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    bert = fake.user("Bert")
    photo = bert.send_photo(picture_bytes(), "mine")
    anna.forward(photo)
    message = await newest(bot)
    assert message.forward_origin
    assert (message.caption, message.forward_origin.type) == ("mine", "user")


async def test_an_edit_arrives_as_one(bot: Bot, anna: User) -> None:
    anna.edit(anna.send_photo(picture_bytes(), "/blur"), "/flip")
    updates = await bot.get_updates()
    assert updates[-1].edited_message
    assert (updates[-1].edited_message.caption, updates[-1].message) == ("/flip", None)
