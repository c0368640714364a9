"""/do takes a whole pipeline."""

from tests.handlers.conftest import House


async def test_its_steps_are_applied_in_order(house: House, png: bytes) -> None:
    await house.ask("/do resize width:20 | rotate 90", png)
    await house.work()

    (file,) = house.chat.sent[0].reply.files
    assert (file.width, file.height) == (15, 20)


async def test_without_steps_it_says_what_it_needs(house: House) -> None:
    reply = await house.ask("/do")

    assert reply.error == "bad_value"
    assert reply.text == "do needs pipeline: Tools with their values, with | between them: resize 800 | blur 4."
    assert "Werkzeuge mit ihren Werten" in (await house.ask("/do", locale="de")).text


async def test_a_mistake_in_any_step_ends_it_before_anything_runs(house: House, png: bytes) -> None:
    reply = await house.ask("/do resize 20 | blur 9000", png)

    assert reply.error == "bad_value"
    assert reply.job is None
