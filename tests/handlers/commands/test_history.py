"""/history lists jobs page by page; each can be sent again, done again, or deleted."""

import pytest

from handlers.request import Identity
from tests.handlers.conftest import RITA, House, said

ON = {"enabled": True, "tools": {"blur": 1}}
PAGE = Identity("page", "visitor-1")


async def did(house: House, *words: str, identity: Identity = RITA, png: bytes) -> None:
    for each in words:
        await house.ask(each, png, identity=identity)
        await house.work()


async def test_the_newest_is_first_and_pages_are_turned(house: House, png: bytes) -> None:
    await did(house, *["/flip"] * 7, "/blur 2", png=png)

    first = await house.ask("/history", identity=RITA)
    second = await house.press_on(first, "Older ›")

    assert "page 1 of 2" in first.text
    assert first.text.splitlines()[2].split(": ")[1].startswith("blur, 2026-11-22 12:00 UTC, done")
    assert second.edit
    assert second.text.count("flip") == 2
    assert "‹ Newer" in said(second)


async def test_a_stored_result_is_sent_again_for_nothing(house: House, png: bytes) -> None:
    house.change(prices=ON)
    await house.give(1, RITA)
    await did(house, "/blur 2", png=png)
    listed = await house.ask("/history", identity=RITA)
    one = await house.press_on(listed, said(listed)[0])

    reply = await house.press_on(one, "Send again")

    assert [file.data for file in reply.files] == [file.data for file in house.room.sent[0].reply.files]
    assert await house.credits(RITA) == 0


async def test_what_was_not_stored_cannot_be_sent_again_but_done_again(house: House, png: bytes) -> None:
    await did(house, "/blur 2", png=png)
    listed = await house.ask("/history", identity=RITA)

    one = await house.press_on(listed, said(listed)[0])

    assert "Send again" not in said(one)
    assert "send it with: /blur radius:2" in one.text
    assert (await house.press_on(one, "Do again")).job


async def test_one_is_deleted_and_its_receipt_stays(house: House, png: bytes) -> None:
    await did(house, "/blur 2", "/flip", png=png, identity=PAGE)
    listed = await house.ask("/history", identity=PAGE)
    name = said(listed)[0]
    one = await house.press_on(listed, name, identity=PAGE)

    reply = await house.press_on(one, "Delete", identity=PAGE)

    assert reply.text.startswith(f"{name} was deleted")
    assert len(await house.services.files.list("out")) == 1
    assert (await house.ask("/history", identity=PAGE)).text.count("•") == 1
    receipt = (await house.ask(f"/receipt {name}", identity=PAGE)).text
    assert "is deleted" in receipt
    assert "SHA-256: " in receipt


async def test_another_persons_job_is_not_there(house: House, png: bytes) -> None:
    await did(house, "/blur 2", png=png)
    listed = await house.ask("/history", identity=RITA)

    for words in (f"/history job:{said(listed)[0]}", f"/receipt {said(listed)[0]}"):
        assert (await house.ask(words)).error == "no_such_job"


@pytest.mark.parametrize("page", [-3, 0, 99])
async def test_a_page_beyond_the_ends_is_the_nearest(house: House, png: bytes, page: int) -> None:
    await did(house, "/flip", png=png)

    assert "page 1 of 1" in (await house.ask(f"/history {page}", identity=RITA)).text


async def test_a_stranger_has_no_history(house: House) -> None:
    assert (await house.ask("/history")).text == "There are no jobs of yours here."


async def test_no_price_is_shown_where_there_is_none(house: House, png: bytes) -> None:
    house.change(prices=ON)
    await house.give(1, RITA)
    await did(house, "/blur 2", png=png)
    assert "1 credit" in (await house.ask("/history", identity=RITA)).text

    house.change(prices={"enabled": False})

    assert "credit" not in (await house.ask("/history", identity=RITA)).text


async def test_doing_one_again_says_its_price_and_does_no_more(house: House, png: bytes) -> None:
    house.change(prices=ON)
    await house.give(5, RITA)
    await did(house, "/blur 2", png=png)
    listed = await house.ask("/history", identity=RITA)
    one = await house.press_on(listed, said(listed)[0])
    (label,) = [each for each in said(one) if each.startswith("Do again")]

    again = await house.press_on(one, label)

    job = await house.job(again.job, RITA)
    assert (job.tools, job.price) == ("blur", 1)
    assert label == "Do again (1 credit)"


async def test_what_was_given_back_has_no_price(house: House) -> None:
    house.change(prices=ON)
    await house.give(5, RITA)
    await did(house, "/blur 2", png=b"no picture")

    assert await house.credits(RITA) == 5
    assert "credit" not in (await house.ask("/history", identity=RITA)).text
