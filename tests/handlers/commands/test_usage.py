"""/usage tells what was used today, what is open, and the limits."""

from tests.handlers.conftest import House


async def test_today_is_counted_and_ends_at_midnight(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png)
    await house.ask("/flip | resize 20", png)
    await house.work()

    assert "Today (UTC): 2 jobs." in (await house.ask("/usage")).text
    house.clock.pass_by(hours=12)
    assert "Today (UTC): no jobs yet." in (await house.ask("/usage")).text


async def test_open_jobs_and_limits_are_told(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png)

    text = (await house.ask("/usage")).text

    assert "Open now: 1 of at most 20" in text
    assert "10MB, 50 megapixels and 300 frames" in text
    assert "Credits" not in text


async def test_credits_are_told_where_things_cost_something(house: House) -> None:
    house.change(prices={"enabled": True})
    await house.give(7)

    assert "Credits: 7." in (await house.ask("/usage")).text


async def test_people_see_the_id_that_an_operator_grants_credits_to(house: House) -> None:
    assert "Your id: chat:7" in (await house.ask("/usage")).text
    assert "Deine Kennung: chat:7" in (await house.ask("/usage", locale="de")).text
