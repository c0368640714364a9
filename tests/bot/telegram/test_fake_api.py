"""The fake platform, driven by the real client: messages in a private chat, and what the platform refuses."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, NetworkError

from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, User, dimensions


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    anna = fake.user("Anna", language="de")
    anna.start()
    return anna


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label.lower())] for label in labels])


async def test_who_the_bot_is_and_what_it_is_told(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    assert bot.username == fake.username
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.from_user is not None
    assert (update.message.text, update.message.from_user.language_code) == ("/start", "de")
    assert [entity.type for entity in update.message.entities] == ["bot_command"]
    assert not await bot.get_updates(offset=update.update_id + 1)
    assert fake.pending == 0


async def test_a_text_is_shown_edited_and_deleted(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    sent = await bot.send_message(anna.id, "Hello <b>you</b>", parse_mode="HTML", reply_markup=keyboard("Go", "Stop"))
    shown = await anna.wait_for("Hello you")
    assert (shown.labels, shown.content.entities) == (["Go", "Stop"], [{"type": "bold", "offset": 6, "length": 3}])
    await bot.edit_message_text("Bye", anna.id, sent.message_id)
    assert await anna.wait_for("Bye") is shown
    assert shown.labels == []
    assert await bot.delete_message(anna.id, sent.message_id)
    assert shown not in anna.messages


async def test_a_pressed_button_is_answered_once_and_soon(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    await bot.send_message(anna.id, "Well?", reply_markup=keyboard("Yes"))
    press = anna.press(await anna.wait_for("Well"), "Yes")
    query = next(update for update in await bot.get_updates() if update.callback_query).callback_query
    assert query is not None
    assert query.data == "yes"
    assert query.message is not None
    assert query.message.chat.id == anna.id
    await query.answer("Good", show_alert=True)
    toast = await press.answered()
    assert (toast.text, toast.alert) == ("Good", True)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer()
    late = anna.press(anna.chat.last, "Yes")
    fake.advance(60)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late.id)


async def test_a_forged_press_and_a_press_under_a_message_that_is_gone(bot: Bot, anna: User) -> None:
    sent = await bot.send_message(anna.id, "Well?", reply_markup=keyboard("Yes"))
    shown = anna.chat.last
    anna.forge(shown, "no")
    await bot.delete_message(anna.id, sent.message_id)
    anna.forge(shown, "yes")
    pressed = [update.callback_query for update in await bot.get_updates() if update.callback_query]
    assert [query.data for query in pressed] == ["no", "yes"]
    assert [query.message.is_accessible for query in pressed if query.message] == [True, False]


async def test_a_photo_comes_back_as_sizes_and_as_a_jpeg(bot: Bot, anna: User) -> None:
    sent = await bot.send_photo(anna.id, picture_bytes((1000, 500)), caption="two to one", reply_markup=keyboard("Go"))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 45), (320, 160), (800, 400), (1000, 500)]
    shown = await anna.wait_for("two to one")
    assert (shown.kind, shown.data[:3], shown.upload[:4]) == ("photo", b"\xff\xd8\xff", b"\x89PNG")
    again = await bot.send_photo(anna.id, sent.photo[-1].file_id)
    assert again.photo[-1].file_id == sent.photo[-1].file_id


async def test_a_gif_comes_back_as_a_clip_unless_it_is_to_stay_a_file(bot: Bot, anna: User) -> None:
    gif = picture_bytes((41, 30), "GIF")
    for sent in (await bot.send_animation(anna.id, gif, filename="a.gif"), await bot.send_document(anna.id, gif)):
        assert sent.animation
        assert sent.document
        assert (sent.animation.mime_type, sent.document.file_id) == ("video/mp4", sent.animation.file_id)
        assert dimensions(anna.chat.last.data) == (42, 30)
    sent = await bot.send_document(anna.id, gif, filename="a.gif", disable_content_type_detection=True)
    assert sent.animation is None
    assert sent.document
    assert (sent.document.mime_type, anna.chat.last.data) == ("image/gif", gif)


async def test_a_sticker_must_have_the_form_of_one(bot: Bot, anna: User) -> None:
    assert (await bot.send_sticker(anna.id, picture_bytes((512, 300), "WEBP"))).sticker
    assert (await bot.send_sticker(anna.id, picture_bytes((100, 100), "WEBP"))).document


async def test_an_album_is_several_messages_together(bot: Bot, anna: User) -> None:
    pictures = [InputMediaPhoto(picture_bytes((40, 30 + n)), caption="three" if n == 0 else None) for n in range(3)]
    sent = await bot.send_media_group(anna.id, pictures)
    assert len({message.media_group_id for message in sent}) == 1
    shown = await anna.wait_for(3)
    assert [message.words for message in shown] == ["three", "", ""]
    mixed: list[InputMediaDocument | InputMediaPhoto] = [
        InputMediaDocument(b"a", filename="a.txt"),
        InputMediaPhoto(picture_bytes()),
    ]
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await bot.send_media_group(anna.id, mixed)
    with pytest.raises(BadRequest, match="Failed to send message #2 with the error message"):
        await bot.send_media_group(anna.id, [pictures[0], InputMediaPhoto(b"none")])


async def test_a_status_becomes_the_result(bot: Bot, anna: User) -> None:
    sent = await bot.send_message(anna.id, "Waiting", reply_markup=keyboard("Cancel"))
    await bot.edit_message_media(InputMediaPhoto(picture_bytes(), caption="Done"), anna.id, sent.message_id)
    shown = await anna.wait_for("Done")
    assert (shown.kind, shown.id, shown.labels) == ("photo", sent.message_id, [])
    await bot.edit_message_caption(anna.id, sent.message_id, caption="Done indeed")
    await bot.edit_message_media(InputMediaAnimation(picture_bytes(format="GIF")), anna.id, sent.message_id)
    assert (shown.kind, shown.words) == ("animation", "")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Text", anna.id, sent.message_id)


async def test_a_question_is_answered_by_a_reply(bot: Bot, anna: User) -> None:
    await bot.send_message(anna.id, "How many?", reply_markup=ForceReply(input_field_placeholder="7"))
    question = await anna.wait_for(lambda message: message.asks)
    anna.send_text("8", reply_to=question)
    update = (await bot.get_updates())[-1]
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.message_id == question.id


REFUSALS: dict[str, Callable[[Bot, int], Awaitable[Any]]] = {
    "message is too long": lambda bot, chat: bot.send_message(chat, "x" * 4097),
    "message text is empty": lambda bot, chat: bot.send_message(chat, " \n"),
    "message caption is too long": lambda bot, chat: bot.send_photo(chat, picture_bytes(), caption="😀" * 513),
    "button_data_invalid": lambda bot, chat: bot.send_message(chat, "x", reply_markup=keyboard("ü" * 33)),
    "reply markup is too long": lambda bot, chat: bot.send_message(chat, "x", reply_markup=keyboard(*["a"] * 101)),
    "image_process_failed": lambda bot, chat: bot.send_photo(chat, b"no picture"),
    "photo_invalid_dimensions": lambda bot, chat: bot.send_photo(chat, picture_bytes((2100, 100))),
    "is too big for a photo; the maximum size is 10485760": lambda bot, chat: bot.send_photo(chat, bytes(11_000_000)),
    "file must be non-empty": lambda bot, chat: bot.send_document(chat, b""),
    "wrong remote file identifier specified": lambda bot, chat: bot.send_photo(chat, "AgACnothing"),
    "can't parse entities": lambda bot, chat: bot.send_message(chat, "<b>x", parse_mode="HTML"),
    "message to be replied not found": lambda bot, chat: bot.send_message(
        chat, "x", reply_parameters=ReplyParameters(999)
    ),
    "message thread not found": lambda bot, chat: bot.send_message(chat, "x", message_thread_id=7),
    "message to edit not found": lambda bot, chat: bot.edit_message_text("x", chat, 999),
    "message can't be edited": lambda bot, chat: bot.edit_message_text("x", chat, 101),
    "message to delete not found": lambda bot, chat: bot.delete_message(chat, 999),
    "message to react not found": lambda bot, chat: bot.set_message_reaction(chat, 999, "👀"),
    "reaction_invalid": lambda bot, chat: bot.set_message_reaction(chat, 101, "🦆"),
    "there are no administrators in the private chat": lambda bot, chat: bot.get_chat_administrators(chat),
    "chat not found": lambda bot, chat: bot.send_message(1, "x"),
}


@pytest.mark.parametrize("words", REFUSALS)
async def test_what_cannot_be_is_refused_in_the_platforms_words(bot: Bot, anna: User, words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await REFUSALS[words](bot, anna.id)


async def test_a_reply_to_a_message_that_is_gone_is_sent_without_it(bot: Bot, anna: User) -> None:
    lost = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(anna.id, "x", reply_parameters=lost)).reply_to_message is None


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, anna: User) -> None:
    sent = await bot.send_message(anna.id, "Same", reply_markup=keyboard("Go"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Same ", anna.id, sent.message_id, reply_markup=keyboard("Go"))
    await bot.edit_message_reply_markup(anna.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(anna.id, sent.message_id)


async def test_what_is_older_than_two_days_stays(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    sent = await bot.send_message(anna.id, "Old")
    fake.advance(49 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(anna.id, sent.message_id)


async def test_who_is_out_of_reach(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    anna.block()
    update = (await bot.get_updates())[-1]
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "x")
    anna.unblock()
    await bot.send_message(anna.id, "x")
    anna.delete_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(anna.id, "x")
    bert = fake.user("Bert")
    fake.group("Family", members=[bert])
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(bert.id, "x")


async def test_a_wrong_token_and_a_bot_that_left(fake: FakeTelegram, bot: Bot) -> None:
    async with ClientSession() as http:
        for token, status in (("123456:another", 401), ("nonsense", 404)):
            async with http.post(f"{fake.base_url}{token}/getMe") as answer:
                assert answer.status == status
    await bot.log_out()
    with pytest.raises(BadRequest, match="Logged out"):
        await bot.get_updates()


async def test_a_file_over_fifty_megabytes_is_no_request_at_all(bot: Bot, anna: User) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(anna.id, bytes(50_000_001), filename="large.bin")
