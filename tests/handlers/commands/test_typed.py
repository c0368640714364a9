"""The answer to a question gives the panel anew, below the answer."""

from handlers.questions import bind
from tests.handlers.conftest import RITA, House, said


async def test_the_answer_gives_the_panel_anew(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Crop")
    question = await house.press_on(panel, "✎ box")
    await bind(house.services, RITA, question.ask or "", "reply:1:2")

    reply = await house.ask("0,0,10,10", identity=RITA, is_reply_to="reply:1:2")

    assert not reply.edit
    assert "• box: 0,0,10,10" in reply.text
    assert "▶ Run" in said(reply)
