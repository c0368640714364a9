"""A question is answered by a reply to it, once, by whom it was put to."""

from handlers.questions import bind, is_open
from handlers.reply import Reply
from handlers.request import Identity
from tests.handlers.conftest import RITA, House, labels, said

OTHER = Identity("room", "8")
NAME = "reply:chat-of-7:55"


async def asked(house: House, png: bytes) -> Reply:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")
    question = await house.press_on(panel, "✎ radius")
    assert await bind(house.services, RITA, question.ask or "", NAME)
    return question


async def test_a_question_is_answered_by_a_reply(house: House, png: bytes) -> None:
    await asked(house, png)

    panel = await house.ask("12", identity=RITA, is_reply_to=NAME)

    assert "✓ 12" in said(panel)
    assert not panel.edit


async def test_it_is_open_until_it_is_answered(house: House, png: bytes) -> None:
    assert not await is_open(house.services, RITA, NAME)
    await asked(house, png)
    assert await is_open(house.services, RITA, NAME)
    assert not await is_open(house.services, OTHER, NAME)

    await house.ask("12", identity=RITA, is_reply_to=NAME)

    assert not await is_open(house.services, RITA, NAME)


async def test_nobody_else_can_answer_it_or_take_it(house: House, png: bytes) -> None:
    question = await asked(house, png)
    await house.account(OTHER)

    assert labels(await house.ask("12", identity=OTHER, is_reply_to=NAME)) == [["All tools"]]
    assert not await bind(house.services, OTHER, NAME, "mine")
    assert not await bind(house.services, RITA, question.ask or "", "twice")
    assert "✓ 12" in said(await house.ask("12", identity=RITA, is_reply_to=NAME))


async def test_a_command_is_no_answer_and_the_question_waits(house: House, png: bytes) -> None:
    await asked(house, png)

    assert (await house.ask("/usage", identity=RITA, is_reply_to=NAME)).text.startswith("Today")
    assert await is_open(house.services, RITA, NAME)


async def test_a_picture_without_words_is_no_answer(house: House, png: bytes) -> None:
    await asked(house, png)

    assert "this picture" in (await house.ask("", png, identity=RITA, is_reply_to=NAME)).text
    assert await is_open(house.services, RITA, NAME)


async def test_a_reply_to_anything_else_is_an_ordinary_message(house: House, png: bytes) -> None:
    assert labels(await house.ask("thanks", identity=RITA, is_reply_to="reply:chat-of-7:1")) == [["All tools"]]
    assert (await house.ask("/blur 2", png, identity=RITA, is_reply_to="reply:chat-of-7:1")).job


async def test_asking_leaves_the_panel_as_it_is(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")
    await house.press_on(panel, "✎ radius")

    assert (await house.press_on(panel, "▶ Run")).job


async def test_a_stranger_has_no_question(house: House) -> None:
    assert not await bind(house.services, RITA, "x", NAME)
    assert labels(await house.ask("12", identity=RITA, is_reply_to=NAME)) == [["All tools"]]
