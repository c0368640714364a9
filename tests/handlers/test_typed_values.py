"""What is typed is read as a command's value would be; what will not do is asked for again."""

import pytest

from handlers.questions import bind
from handlers.reply import Reply
from tests.handlers.conftest import RITA, House, labels, picture, said
from tests.handlers.test_panel import opened, steps_of


async def typed(house: House, question: Reply, words: str, **fields: str) -> Reply:
    """Answer a question as a chat does."""
    name = f"reply:{house.asked}"
    assert await bind(house.services, RITA, question.ask or "", name)
    return await house.ask(words, identity=RITA, is_reply_to=name, **fields)


async def test_the_question_says_what_would_do(house: House, png: bytes) -> None:
    question = await house.press_on(await opened(house, "blur", png), "✎ radius")

    assert question.text == "Type a value for radius: 0.1 to 100 px. How far each pixel spreads."
    assert question.ask
    assert question.buttons == ()


async def test_a_value_that_was_typed_is_set_and_run(house: House, png: bytes) -> None:
    panel = await house.press_on(await opened(house, "blur", png), "motion")
    panel = await typed(house, await house.press_on(panel, "✎ radius"), " 12.5 px ")
    assert ["✎ radius", "2", "4", "8", "✓ 12.5"] in labels(panel)

    await house.press_on(panel, "▶ Run")
    await house.work()

    assert steps_of(house) == [("blur", {"radius": 12.5, "kind": "motion"})]


async def test_a_wrong_value_is_asked_for_again_as_often_as_it_takes(house: House, png: bytes) -> None:
    question = await house.press_on(await opened(house, "blur", png), "✎ radius")
    for words in ("900", "much", "12 apples"):
        question = await typed(house, question, words)
        assert question.text == f"blur cannot use “{words}” for radius; it takes 0.1 to 100 px."
        assert question.ask

    assert "✓ 3" in said(await typed(house, question, "3"))


async def test_a_comma_parts_a_number_too(house: House, png: bytes) -> None:
    question = await house.press_on(await opened(house, "blur", png, locale="de"), "✎ radius", locale="de")

    panel = await typed(house, question, "1,5", locale="de")

    assert "• radius: 1.5 px" in panel.text


@pytest.mark.parametrize(
    ("tool", "param", "words", "shown"),
    [
        ("blur", "region", "10%, 10%, 50%, 50%", "region: 10%,10%,50%,50%"),
        ("convert", "bg", "Tomato", "bg: #ff6347"),
        ("compress", "target", "300 kb", "target: 300KB"),
        ("placeholder", "size", "300 x 200", "size: 300x200"),
        ("placeholder", "text", 'say "hi" | to: all', 'text: say "hi" | to: all'),
    ],
)
async def test_every_kind_of_value_can_be_typed(house: House, tool: str, param: str, words: str, shown: str) -> None:
    pictures = [] if tool == "placeholder" else [picture()]
    question = await house.press_on(await opened(house, tool, *pictures), f"✎ {param}")

    panel = await typed(house, question, words)

    assert f"• {shown} –" in panel.text


async def test_a_typed_text_reaches_the_tool_as_it_was_typed(house: House) -> None:
    words = 'say "hi" | to: all'
    panel = await typed(house, await house.press_on(await opened(house, "placeholder"), "✎ text"), words)
    await house.press_on(panel, "▶ Run")
    await house.work()

    assert steps_of(house) == [("placeholder", {"text": words})]


async def test_a_typed_value_can_be_taken_back(house: House, png: bytes) -> None:
    question = await house.press_on(await opened(house, "blur", png), "✎ region")
    panel = await typed(house, question, "0,0,5,5")
    assert ["✎ region", "✕"] in labels(panel)

    assert ["✎ region"] in labels(await house.press_on(panel, "✕"))
