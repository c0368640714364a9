"""A press sets to work: in place of a panel, below a result."""

from tests.handlers.conftest import RITA, House


async def test_a_panel_is_replaced_and_a_result_is_not(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Flip")
    from_panel = await house.press_on(panel, "▶ Run")
    await house.work()
    from_result = await house.press_on(house.room.sent[0].reply, "Again")

    assert (from_panel.edit, from_result.edit) == (True, False)
    assert from_result.text.startswith("In line, number 1")


async def test_a_tool_that_was_set_without_a_picture_waits_for_one(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("/tools", identity=RITA), "Flip")
    missing = await house.press_on(panel, "▶ Run")
    assert missing.text == "flip works on a picture; send one together with the command."

    await house.ask("", png, identity=RITA)

    assert (await house.press_on(panel, "▶ Run")).job
