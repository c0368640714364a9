"""A failure is one sentence: what happened, what to do, and that it cost nothing."""

import pytest

from handlers.failures import sentence
from tests.handlers.conftest import RITA, House
from tools.errors import BadValue, TooLarge


def test_free_houses_do_not_speak_of_money(house: House) -> None:
    error = TooLarge(limit_bytes=10_000_000, bytes=12_000_000)

    assert sentence(house.services, "en", error.code, error.facts) == (
        "The file is too large: at most 10MB are taken, and it has 12MB."
    )


def test_others_say_that_nothing_was_charged(house: House) -> None:
    house.change(prices={"enabled": True})

    assert sentence(house.services, "en", "corrupt", {}).endswith("Nothing was charged.")
    assert sentence(house.services, "de", "corrupt", {}).endswith("Es wurde nichts berechnet.")


def test_a_value_that_turns_out_wrong_at_work_is_told_in_the_users_language(house: House) -> None:
    error = BadValue("region", "a box inside the picture")

    text = sentence(house.services, "de", error.code, error.facts, "resize", "blur")

    assert text.startswith("blur konnte region auf dieses Bild nicht anwenden")


def test_an_unknown_code_is_still_a_sentence(house: House) -> None:
    assert sentence(house.services, "en", "no_such_code", {"secret": 1}).startswith("Something broke")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"limit_bytes": 20_000_000}, "The file is too large: at most 20MB are taken."),
        ({"limit_bytes": 20_000_000, "bytes": 20_000_001}, "The file is too large: at most 20MB are taken."),
        (
            {"limit_bytes": 20_000_000, "bytes": 23_456_789},
            "The file is too large: at most 20MB are taken, and it has 23.5MB.",
        ),
    ],
)
def test_a_file_that_is_too_large_is_told_its_size_where_that_says_something(
    house: House, facts: dict[str, int], text: str
) -> None:
    assert sentence(house.services, "en", "too_large", facts) == text


async def test_a_mended_value_comes_with_its_picture_where_the_chat_does_not_hold_it(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 900", png, identity=RITA)

    assert (await house.press_on(reply, "radius 100")).job
    await house.work()
    assert house.engine.works[0].steps[0].given["radius"] == 100


async def test_what_stands_in_the_way_for_now_can_be_tried_again_and_again(house: House, png: bytes) -> None:
    house.change(jobs={"waiting_per_user": 1})
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")
    await house.ask("/flip", png, identity=RITA)

    for _ in range(2):
        assert (await house.press_on(panel, "▶ Run")).error == "too_many_waiting"
    await house.work()

    assert (await house.press_on(panel, "▶ Run")).job


async def test_what_was_typed_is_typed_again(house: House, png: bytes) -> None:
    house.queue.most = 0

    assert (await house.ask("/blur 2", png, identity=RITA)).buttons == ()
