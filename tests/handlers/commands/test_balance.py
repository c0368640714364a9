"""/balance shows what there is, what was booked, and thirty days as a picture."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from handlers.commands.balance import balance
from storage import ledger
from tests.handlers.conftest import House
from tools.chart import draw_chart

ON = {"enabled": True, "tools": {"blur": 2}}


async def test_it_shows_credits_entries_and_a_picture(house: House, png: bytes) -> None:
    house.change(prices=ON)
    await house.give(5)
    house.clock.pass_by(days=3)
    job = (await house.ask("/blur 2", png)).job
    await house.work()

    reply = await house.ask("/balance")

    assert reply.text.startswith("You have 3 credits. Credits never expire.")
    assert f"2026-11-25 12:00 UTC  -2  for {job}" in reply.text
    assert "2026-11-22 12:00 UTC  +5  a gift" in reply.text
    assert reply.private
    (chart,) = reply.files
    assert Image.open(BytesIO(chart.data or b"")).size == (chart.width, chart.height)
    assert chart.alt == "Your credits over the last 30 days, from 2026-10-27 to 2026-11-25"


async def test_it_lists_as_many_entries_as_are_asked_for(house: House, png: bytes) -> None:
    """Each job is booked twice, but what is kept of it changes nothing and is no line."""
    house.change(prices=ON)
    await house.give(9)
    for _ in range(3):
        await house.ask("/blur 2", png)
        await house.work()

    text = (await house.ask("/balance entries:4")).text

    assert [line.split()[3] for line in text.splitlines() if " UTC " in line] == ["-2", "-2", "-2", "+9"]


async def test_the_picture_begins_with_what_there_was_before_it(
    house: House, monkeypatch: pytest.MonkeyPatch, png: bytes
) -> None:
    drawn: list[list[int]] = []

    def draw(held: list[int], first: date, last: date, title: str) -> bytes:
        drawn.append(held)
        return draw_chart(held, first, last, title)

    monkeypatch.setitem(balance.handle.__globals__, "draw_chart", draw)
    house.change(prices=ON)
    await house.give(9)
    house.clock.pass_by(days=100)
    await house.ask("/blur 2", png)

    await house.ask("/balance")

    assert drawn == [[9] * 29 + [7]]


async def test_a_debt_is_told(house: House, png: bytes) -> None:
    house.change(prices=ON)
    account = await house.account()
    async with house.services.database.write() as c:
        await ledger.purchase(c, account.id, 2, "stars 1", house.clock())
    await house.ask("/blur 2", png)
    async with house.services.database.write() as c:
        await ledger.chargeback(c, "stars 1", house.clock())

    text = (await house.ask("/balance", locale="de")).text

    assert "Du schuldest 2 Credits, die zurückgenommen wurden, nachdem sie ausgegeben waren" in text


async def test_a_stranger_has_nothing(house: House) -> None:
    house.change(prices=ON)

    reply = await house.ask("/balance")

    assert reply.text.startswith("You have no credits.")
    assert "Nothing was booked yet." in reply.text
    assert reply.files == ()


async def test_where_nothing_costs_anything_there_is_no_such_command(house: House) -> None:
    for words in ("/balance", "/redeem AAAA", "/help balance"):
        assert (await house.ask(words)).error == "unknown_command"
