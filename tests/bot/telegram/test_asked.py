"""What a message asks of us, and what is none of our business."""

from typing import Any

import pytest
from telegram import Message

from bot.telegram.asked import Asked, Me, read_message
from handlers.request import Identity

ME = Me(42, "darkroom_bot")
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "language_code": "de"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Family"}
PHOTO = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60, "file_size": 1000},
    {"file_id": "large", "file_unique_id": "l", "width": 1280, "height": 853, "file_size": 200_000},
]


def message(chat: dict[str, Any] = PRIVATE, **fields: Any) -> Message:
    plain = {"message_id": 5, "date": 1_790_000_000, "chat": chat, "from": ANNA, **fields}
    words, name = (
        fields.get("text") or fields.get("caption") or "",
        "entities" if "text" in fields else "caption_entities",
    )
    at = words.find("@darkroom_bot")
    if at >= 0 and not words.startswith("/"):
        plain[name] = [{"type": "mention", "offset": at, "length": len("@darkroom_bot")}]
    return Message.de_json(plain, None)


def read(chat: dict[str, Any] = PRIVATE, **fields: Any) -> Asked | None:
    return read_message(message(chat, **fields), ME)


def test_a_photo_with_a_caption_is_the_largest_of_its_sizes_and_the_command() -> None:
    asked = read(photo=PHOTO, caption="/blur 8")
    assert asked
    assert (asked.text, asked.identity, asked.locale) == ("/blur 8", Identity("telegram", "7"), "de")
    (picture,) = asked.pictures
    assert (picture.key, picture.bytes, picture.width, picture.height) == ("large", 200_000, 1280, 853)
    assert picture.compressed


def test_a_gif_is_taken_as_the_clip_that_it_is_and_not_twice() -> None:
    clip = {
        "file_id": "clip",
        "file_unique_id": "c",
        "width": 10,
        "height": 10,
        "duration": 2,
        "mime_type": "video/mp4",
    }
    asked = read(animation=clip, document={"file_id": "doc", "file_unique_id": "d", "mime_type": "video/mp4"})
    assert asked
    assert [picture.key for picture in asked.pictures] == ["clip"]


@pytest.mark.parametrize(
    ("document", "taken"),
    [
        ({"mime_type": "image/png"}, True),
        ({"mime_type": "application/octet-stream", "file_name": "IMG_1.HEIC"}, True),
        ({"mime_type": "video/mp4"}, True),
        ({"mime_type": "application/pdf", "file_name": "a.pdf"}, False),
        ({"mime_type": "image/svg+xml", "file_name": "a.svg"}, False),
        ({}, True),
        ({"mime_type": "application/octet-stream", "file_name": "scan"}, True),
        ({"mime_type": "application/octet-stream"}, True),
        ({"mime_type": "application/octet-stream", "file_name": "firmware.bin"}, False),
    ],
)
def test_documents_are_pictures_by_their_kind_or_name(document: dict[str, str], taken: bool) -> None:
    asked = read(document={"file_id": "f", "file_unique_id": "u", **document})
    assert asked
    assert bool(asked.pictures) is taken
    assert asked.unsupported == ("" if taken else "document")


@pytest.mark.parametrize(
    ("sticker", "mime"),
    [
        ({"is_animated": False, "is_video": False}, "image/webp"),
        ({"is_animated": False, "is_video": True}, "video/webm"),
    ],
)
def test_stickers_are_taken_as_far_as_they_decode(sticker: dict[str, bool], mime: str) -> None:
    whole = {"file_id": "f", "file_unique_id": "u", "width": 512, "height": 512, "type": "regular", **sticker}
    asked = read(sticker=whole)
    assert asked
    assert asked.pictures[0].mime == mime


def test_an_animated_sticker_and_a_voice_message_are_named_by_their_kind() -> None:
    whole = {"file_id": "f", "file_unique_id": "u", "width": 512, "height": 512, "type": "regular"}
    animated = read(sticker={**whole, "is_animated": True, "is_video": False})
    voice = read(voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
    assert animated
    assert voice
    assert (animated.unsupported, voice.unsupported) == ("sticker", "voice")


def test_a_reply_works_on_the_picture_that_it_replies_to() -> None:
    asked = read(text="/blur", reply_to_message=message(photo=PHOTO).to_dict())
    assert asked
    assert [picture.key for picture in asked.request("1").attachments] == ["large"]


ELSEWHERE = {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Bert"}}


def test_a_reply_to_a_message_of_another_chat_works_on_its_picture_and_never_on_another() -> None:
    photo = read(text="/blur", external_reply={**ELSEWHERE, "photo": PHOTO})
    voice = read(
        text="/blur", external_reply={**ELSEWHERE, "voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}
    )
    words = read(text="/blur", external_reply=ELSEWHERE)
    assert photo
    assert voice
    assert words
    assert [picture.key for picture in photo.request("1").attachments] == ["large"]
    assert (photo.request("1").unsupported, voice.request("1").unsupported) == ("", "voice")
    assert words.request("1").unsupported


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/blur 8", "/blur 8"),
        ("/blur@darkroom_bot 8", "/blur@darkroom_bot 8"),
        ("/blur@DarkRoom_Bot 8", "/blur@DarkRoom_Bot 8"),
        ("@darkroom_bot blur 8", "/blur 8"),
        ("@darkroom_bot", ""),
        ("look at this @darkroom_bot", "look at this @darkroom_bot"),
    ],
)
def test_in_a_group_commands_and_our_name_are_for_us(text: str, words: str) -> None:
    asked = read(GROUP, text=text)
    assert asked
    assert asked.text == words
    assert asked.request("1").group == "-100"


@pytest.mark.parametrize("text", ["hello", "/blur@other_bot 8", "what a nice picture"])
def test_in_a_group_everything_else_is_not(text: str) -> None:
    assert read(GROUP, text=text) is None


def test_a_bare_picture_in_a_group_is_not_for_us() -> None:
    assert read(GROUP, photo=PHOTO) is None


def test_a_part_of_an_album_in_a_group_waits_for_the_part_that_says_whether_it_is_for_us() -> None:
    bare = read(GROUP, photo=PHOTO, media_group_id="a", caption="look")
    worded = read(GROUP, photo=PHOTO, media_group_id="a", caption="/gif")
    assert bare
    assert worded
    assert not bare.is_for_us
    whole = bare.joined(worded)
    assert (whole.is_for_us, whole.text, len(whole.pictures)) == (True, "/gif", 2)


PDF = {"file_id": "f", "file_unique_id": "u", "mime_type": "application/pdf", "file_name": "a.pdf"}


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_a_command_with_what_is_no_picture_is_told_so(chat: dict[str, Any]) -> None:
    caption = read(chat, document=PDF, caption="/flip")
    reply = read(chat, text="/flip", reply_to_message=message(chat, document=PDF).to_dict())
    assert caption
    assert reply
    assert (caption.request("1").unsupported, reply.request("1").unsupported) == ("document", "document")


def test_what_is_no_picture_keeps_its_place_in_an_album_as_long_as_there_is_one() -> None:
    pdf = read(document=PDF, media_group_id="a", caption="/flip")
    photo = read(photo=PHOTO, media_group_id="a")
    assert pdf
    assert photo
    for album, kinds in ((pdf.joined(photo), ["document", ""]), (photo.joined(pdf), ["", "document"])):
        request = album.request("1")
        assert ([each.unsupported for each in request.attachments], request.unsupported) == (kinds, "")
    nothing = pdf.joined(pdf).request("1")
    assert (nothing.attachments, nothing.unsupported) == ((), "document")


def test_other_bots_and_automatic_forwards_are_not_answered() -> None:
    assert read(text="/blur", **{"from": {"id": 9, "is_bot": True, "first_name": "Bot"}}) is None
    assert read(GROUP, text="/blur", is_automatic_forward=True, sender_chat={"id": -200, "type": "channel"}) is None


def test_who_speaks_for_a_group_or_a_channel_is_known_by_it() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    asked = read(GROUP, text="/settings@darkroom_bot", sender_chat=GROUP, **{"from": anonymous})
    assert asked
    assert asked.identity == Identity("telegram", "-100")


def test_an_answer_to_our_question_names_it() -> None:
    mine = {
        "message_id": 3,
        "date": 1,
        "chat": PRIVATE,
        "text": "?",
        "from": {"id": 42, "is_bot": True, "first_name": "D"},
    }
    asked = read(text="12", reply_to_message=mine)
    assert asked
    assert asked.answers == "reply:7:3"


def test_an_album_is_put_together_from_its_pictures_with_the_words_of_any() -> None:
    first = read(photo=PHOTO, media_group_id="a")
    second = read(photo=PHOTO, media_group_id="a", caption="/gif")
    assert first
    assert second
    whole = first.joined(second)
    assert (whole.text, len(whole.pictures), whole.album) == ("/gif", 2, "a")
