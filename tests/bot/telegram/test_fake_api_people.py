"""The people of the fake platform: what a test can wait for, and what their words are read as."""

import re

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, InvalidToken

from tests.bot.telegram.fake_api import ApiError, FakeTelegram, User
from tests.bot.telegram.fake_api.entities import find_entities, piece
from tests.bot.telegram.fake_api.formatting import read_html


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    anna = fake.user("Anna")
    anna.start()
    return anna


async def test_waiting_is_for_what_comes_after_the_last_act(bot: Bot, anna: User) -> None:
    await bot.send_message(anna.id, "before")
    anna.send_text("hello")
    await bot.send_message(anna.id, "after")
    assert (await anna.wait_for()).words == "after"
    await anna.sees_nothing(0.05)
    for word in ("one", "two", "three"):
        await bot.send_message(anna.id, word)
    assert [message.words for message in await anna.wait_for(2)] == ["one", "two"]
    assert (await anna.wait_for(lambda message: len(message.words) > 3)).words == "three"
    with pytest.raises(AssertionError, match=r"waited 0.05 s for 'four' in vain:\n<101 Anna: text '/start'>"):
        await anna.wait_for("four", timeout=0.05)


async def test_what_is_shown_is_seen_when_nothing_is_hoped_for(bot: Bot, anna: User) -> None:
    await bot.send_chat_action(anna.id, "typing")
    await anna.sees_nothing(0.05)
    assert anna.chat.actions == ["typing"]
    await bot.send_message(anna.id, "surprise")
    with pytest.raises(AssertionError, match="surprise"):
        await anna.sees_nothing(0.05)


async def test_a_button_is_found_by_its_words_a_part_of_them_or_its_data(bot: Bot, anna: User) -> None:
    rows = [
        [InlineKeyboardButton("▶ Run", callback_data="1"), InlineKeyboardButton("Run again", callback_data="2")],
        [InlineKeyboardButton("Site", url="https://darkroom.example/")],
    ]
    await bot.send_message(anna.id, "Well?", reply_markup=InlineKeyboardMarkup(rows))
    shown = await anna.wait_for()
    assert [anna.press(shown, words).data for words in ("▶ Run", "again", "2")] == ["1", "2", "2"]
    assert shown.button("Site").url == "https://darkroom.example/"
    for words in ("Run", "Stop", "Site"):
        with pytest.raises(AssertionError, match=r"names 2 of|is none of|is a link"):
            anna.press(shown, words)


async def test_a_link_to_this_machine_is_refused_under_a_message(bot: Bot, anna: User) -> None:
    local = InlineKeyboardMarkup([[InlineKeyboardButton("Open", url="http://localhost:8080/")]])
    with pytest.raises(BadRequest, match=r"(?i)is invalid: wrong http url"):
        await bot.send_message(anna.id, "x", reply_markup=local)


async def test_a_token_that_is_taken_back(fake: FakeTelegram, bot: Bot) -> None:
    fake.revoke_token()
    with pytest.raises(InvalidToken, match="Unauthorized"):
        await bot.get_me()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/blur 5 | /flip@darkroom_test_bot", ["/blur", "/flip@darkroom_test_bot"]),
        ("😀😀 /blur, @anna_k!", ["/blur", "@anna_k"]),
        ("a/b and/or 1/2 </b> x@example.com https://a.example/b/c.", ["https://a.example/b/c"]),
        ("#holiday #1 nothing", ["#holiday"]),
    ],
)
def test_commands_mentions_and_links_are_found_by_utf_16_units(text: str, found: list[str]) -> None:
    assert [piece(text, entity) for entity in find_entities(text)] == found


def test_html_becomes_entities() -> None:
    text, entities = read_html('😀 <b>a &amp; <i>b</i></b> <a href="https://x.example/?a=1&amp;b=2">c</a>')
    assert text == "😀 a & b c"
    assert [(entity["type"], piece(text, entity)) for entity in entities] == [
        ("bold", "a & b"),
        ("italic", "b"),
        ("text_link", "c"),
    ]
    assert entities[2]["url"] == "https://x.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", "at byte offset 2"),
    ],
)
def test_html_that_is_none_is_refused(source: str, words: str) -> None:
    with pytest.raises(ApiError, match=re.escape(words)):
        read_html(source)
