"""A button that works once works for as long as is said, and no longer."""

import pytest

from handlers.call import open_call
from handlers.last_picture import LAST_PICTURE_HOURS
from handlers.policy import retention_facts
from handlers.request import ReplyTo, Request
from handlers.single_use import BUTTON_MINUTES, EDIT_HOURS, MOST_LETTERS, Offer, make_panel, shortened
from tests.handlers.conftest import RITA, House, said


@pytest.mark.parametrize(("seconds", "error"), [(-1, None), (1, "button_spent")])
async def test_it_waits_for_its_minutes_and_no_longer(house: House, seconds: int, error: str | None) -> None:
    await house.account()
    reply = await house.ask("/delete")

    house.clock.pass_by(minutes=BUTTON_MINUTES, seconds=seconds)

    assert (await house.press(reply)).error == error


def test_the_policy_says_the_same_times(house: House) -> None:
    facts = retention_facts(house.services.config)

    assert facts["buttons"] == {"minutes": BUTTON_MINUTES, "hours": EDIT_HOURS}
    assert facts["last_pictures"] == {"hours": LAST_PICTURE_HOURS}


@pytest.mark.parametrize(("length", "ends"), [(1, "x"), (MOST_LETTERS, "x"), (MOST_LETTERS + 1, "…"), (500, "…")])
def test_a_long_label_is_cut(length: int, ends: str) -> None:
    label = shortened("x" * length)

    assert len(label) == min(length, MOST_LETTERS)
    assert label.endswith(ends)


async def test_one_that_stays_is_pressed_beside_the_others(house: House, png: bytes) -> None:
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")
    stays = [label for label in said(panel) if label.startswith("✎")]

    assert len(stays) == 2
    for label in (*stays, *stays):
        assert (await house.press_on(panel, label)).ask
    assert (await house.press_on(panel, "8")).error is None
    assert (await house.press_on(panel, "2")).error == "button_spent"


async def test_each_button_of_a_panel_bears_its_own_label_and_wish(house: House) -> None:
    call = await open_call(Request(RITA, "1", ReplyTo("room", "1")), house.services)
    rows = [[Offer("a", "turn", {"page": 1}), Offer("b", "ask", stays=True)], [Offer("c", "turn", {"page": 2})]]

    buttons = await make_panel(call, rows)

    assert [[button.label for button in row] for row in buttons] == [["a", "b"], ["c"]]
    assert len({button.token for row in buttons for button in row}) == 3
