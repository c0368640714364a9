"""Under a result stands what can be done with it, and each button does what it says."""

import asyncio
from collections.abc import Sequence

import pytest

from handlers.reply import Reply
from tests.handlers.conftest import ANNA, RITA, House, labels, picture, said
from tests.handlers.test_panel import steps_of


async def result_of(house: House, text: str, *pictures: bytes) -> Reply:
    """Ask for something and return what came of it."""
    await house.ask(text, *pictures, identity=RITA)
    await house.work()
    return house.room.sent[-1].reply


async def pressed(house: House, result: Reply, label: str) -> Reply:
    """Press a button under a result and return what came of it."""
    accepted = await house.press_on(result, label)
    assert accepted.job, accepted.text
    assert not accepted.edit
    await house.work()
    return house.room.sent[-1].reply


def tools(house: House) -> list[str]:
    return [step.tool for step in house.engine.works[-1].steps]


async def test_a_single_step_can_be_repeated_or_taken_back(house: House, png: bytes) -> None:
    result = await result_of(house, "/blur 2", png)

    assert labels(result) == [["Again", "Original"], ["As file", "More tools", "Delete"]]


async def test_of_several_steps_the_last_can_be_taken_back_alone(house: House, png: bytes) -> None:
    result = await result_of(house, "/resize 20 | blur 2", png)

    assert labels(result) == [["Again", "Undo", "Original"], ["As file", "More tools", "Delete"]]


async def test_again_does_the_last_step_once_more(house: House, png: bytes) -> None:
    result = await pressed(house, await result_of(house, "/resize 20 | rotate 90", png), "Again")
    assert steps_of(house) == [("resize", {"width": 20}), ("rotate", {}), ("rotate", {})]

    await pressed(house, result, "Again")
    assert tools(house) == ["resize", "rotate", "rotate", "rotate"]


async def test_undo_goes_back_step_by_step_to_the_original(house: House, png: bytes) -> None:
    result = await result_of(house, "/resize 20 | blur 2 | flip", png)
    result = await pressed(house, result, "Undo")
    assert tools(house) == ["resize", "blur"]
    result = await pressed(house, result, "Undo")
    assert tools(house) == ["resize"]
    assert "Undo" not in said(result)

    result = await pressed(house, result, "Original")

    assert tools(house) == []
    assert labels(result) == [["As file", "More tools", "Delete"]]


async def test_the_original_comes_back_as_it_was_and_says_so(house: House, png: bytes) -> None:
    result = await pressed(house, await result_of(house, "/resize 20", png), "Original")

    assert result.text.startswith("Original: 40 × 30, PNG")
    assert result.files[0].alt == "The picture as it was sent, 40 by 30 pixels"
    assert result.files[0].width == 40
    assert (await house.ask("/usage", identity=RITA)).text.startswith("Today (UTC): 2 jobs")


async def test_the_form_is_changed_and_kept(house: House, png: bytes) -> None:
    as_photo = await result_of(house, "/resize 20", png)
    assert as_photo.files[0].form == "photo"

    as_file = await pressed(house, as_photo, "As file")
    assert as_file.files[0].form == "file"
    assert "As photo" in said(as_file)

    again = await pressed(house, as_file, "Again")
    assert again.files[0].form == "file"
    assert (await pressed(house, again, "As photo")).files[0].form == "photo"


async def test_a_see_through_picture_becomes_a_photo_as_a_jpeg(house: House) -> None:
    result = await result_of(house, "/blur 2", picture(mode="RGBA"))
    assert result.files[0].form == "file"

    photo = await pressed(house, result, "As photo")

    assert (photo.files[0].form, photo.files[0].format) == ("photo", "jpeg")
    assert tools(house) == ["blur", "convert"]


async def test_what_is_too_large_for_a_photo_is_not_offered_as_one(house: House) -> None:
    result = await result_of(house, "/resize 21x1 fit:fill", picture())

    assert result.files[0].form == "file"
    assert "As photo" not in said(result)


async def test_an_animation_may_come_as_a_file(house: House) -> None:
    result = await result_of(house, "/gif", picture(20, 20), picture(20, 20, "L"))
    assert result.files[0].form == "animation"

    as_file = await pressed(house, result, "As file")

    assert as_file.files[0].form == "file"
    assert "As animation" in said(as_file)


@pytest.mark.parametrize(
    ("text", "count", "row"),
    [
        ("/placeholder 30x20", 0, []),
        ("/placeholder 30x20 | flip", 0, ["Again", "Undo"]),
        ("/gif", 2, ["Original"]),
        ("/" + " | ".join(["flip"] * 8), 1, ["Again", "Undo", "Original"]),
    ],
)
async def test_only_what_makes_sense_is_offered(house: House, text: str, count: int, row: Sequence[str]) -> None:
    result = await result_of(house, text, *(picture(20, 20) for _ in range(count)))

    offered = [label for label in said(result) if label in ("Again", "Undo", "Original")]
    assert offered == list(row)


async def test_a_chain_that_is_long_enough_grows_no_more(house: House, png: bytes) -> None:
    chain = "/" + " | ".join(["flip"] * 8)
    await result_of(house, chain, png)
    await result_of(house, chain)
    result = await result_of(house, chain)

    assert labels(result) == [["Undo", "Original"], ["As file", "Delete"]]


async def test_more_tools_go_on_from_the_result(house: House, png: bytes) -> None:
    result = await result_of(house, "/resize 20", png)
    palette = await house.press_on(result, "More tools")
    assert not palette.edit
    assert "Info" not in said(palette)

    panel = await house.press_on(palette, "Blur")
    assert "After: resize" in panel.text
    back = await house.press_on(panel, "‹ Back")
    assert back.text == palette.text
    panel = await house.press_on(await house.press_on(back, "Blur"), "8")
    await house.press_on(panel, "▶ Run")
    await house.work()

    assert steps_of(house) == [("resize", {"width": 20}), ("blur", {"radius": 8.0})]


async def test_several_pictures_go_through_again_together(house: House) -> None:
    result = await result_of(house, "/resize 8", picture(), picture(20, 20))
    again = await pressed(house, result, "Again")

    assert len(again.files) == 2
    assert "GIF" not in said(await house.press_on(again, "More tools"))


async def test_delete_takes_the_message_away(house: House, png: bytes) -> None:
    result = await result_of(house, "/blur 2", png)

    reply = await house.press_on(result, "Delete")

    assert (reply.remove, reply.text, reply.error) == (True, "", None)


async def test_each_button_works_again_once_what_it_led_to_is_over(house: House, png: bytes) -> None:
    result = await result_of(house, "/resize 20 | blur 2", png)

    for label in ("Again", "Undo", "Original", "As file", "Again"):
        first = await pressed(house, result, label)
        again = await pressed(house, result, label)
        assert first.job != again.job
    assert (await house.press_on(result, "More tools")).text == (await house.press_on(result, "More tools")).text


@pytest.mark.parametrize("prices", [False, True])
async def test_a_double_tap_is_one_job(house: House, png: bytes, prices: bool) -> None:
    house.change(prices={"enabled": prices, "tools": {"blur": 1}})
    await house.give(9, RITA)
    result = await result_of(house, "/blur 2", png)
    label = said(result)[0]

    replies = await asyncio.gather(*(house.press_on(result, label) for _ in range(8)))
    await house.work()

    assert len({reply.job for reply in replies}) == 1
    assert len(house.room.sent) == 2
    assert await house.credits(RITA) == (6 if prices else 9), "a first blur, and then two in a chain"
    assert (await house.press_on(result, label)).job not in {reply.job for reply in replies}


async def test_a_button_that_stays_waits_two_days_from_its_last_press(house: House, png: bytes) -> None:
    result = await result_of(house, "/flip", png)
    house.clock.pass_by(hours=47)
    await pressed(house, result, "Again")
    house.clock.pass_by(hours=47)
    await pressed(house, result, "Again")
    house.clock.pass_by(hours=49)

    assert (await house.press_on(result, "Again")).error == "button_spent"


async def test_the_result_is_deleted_once(house: House, png: bytes) -> None:
    result = await result_of(house, "/flip", png)

    assert (await house.press_on(result, "Delete")).remove
    assert (await house.press_on(result, "Delete")).error == "button_spent"


async def test_the_last_picture_does_not_take_the_place_of_a_buttons_own(house: House, png: bytes) -> None:
    result = await result_of(house, "/blur 2", png)
    await house.ask("", picture(99, 9), identity=RITA)

    assert (await pressed(house, result, "Original")).files[0].width == 40


async def test_what_costs_something_says_so(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5, RITA)

    result = await result_of(house, "/flip | blur 2", png)

    assert labels(result)[0] == ["Again (2 credits)", "Undo", "Original"]
    await pressed(house, result, "Again (2 credits)")
    assert await house.credits(RITA) == 2


async def test_german_buttons_are_as_short(house: House, png: bytes) -> None:
    await house.ask("/flip | blur 2", png, identity=RITA, locale="de")
    await house.work()

    assert labels(house.room.sent[-1].reply) == [
        ["Nochmal", "Rückgängig", "Original"],
        ["Als Datei", "Werkzeuge", "Löschen"],
    ]


async def test_a_report_and_a_failure_have_no_buttons(house: House, png: bytes) -> None:
    assert (await result_of(house, "/info", png)).buttons == ()
    assert (await result_of(house, "/blur 2", b"this is no picture")).buttons == ()


async def test_a_chat_that_draws_its_own_is_given_none(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png, identity=ANNA)
    await house.work()

    assert house.chat.sent[0].reply.buttons == ()
