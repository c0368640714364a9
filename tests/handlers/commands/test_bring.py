"""A result that could not be brought waits for its owner, and is brought when they ask."""

from handlers.errors import Unreachable
from handlers.request import ReplyTo
from tests.handlers.conftest import RITA, House, said

THERE = ReplyTo("room", "elsewhere", "9", {"token": "new"})


async def test_a_free_result_is_kept_while_its_owner_cannot_be_reached(house: House, png: bytes) -> None:
    house.room.troubles.extend([Unreachable(), Unreachable()])
    taken = await house.ask("/resize 20", png, identity=RITA)
    await house.work()
    assert (await house.job(taken.job, RITA)).state == "done"
    assert len(await house.services.files.list("out")) == 1

    usage = await house.ask("/usage", identity=RITA)
    assert said(usage) == [f"Bring {taken.job}"]
    brought = await house.press_on(usage, f"Bring {taken.job}", reply_to=THERE)
    await house.work()

    (sent,) = house.room.sent
    assert brought.job == taken.job
    assert (sent.to.chat, sent.to.extra["token"]) == ("elsewhere", "new")
    assert (sent.reply.files[0].width, sent.reply.files[0].data is not None) == (20, True)
    assert (await house.job(taken.job, RITA)).state == "delivered"
    assert said(await house.ask("/usage", identity=RITA)) == []


async def test_it_is_somebody_elses_or_answered_already(house: House, png: bytes) -> None:
    house.room.troubles.extend([Unreachable(), Unreachable()])
    taken = await house.ask("/flip", png, identity=RITA)
    await house.work()
    usage = await house.ask("/usage", identity=RITA)
    await house.restart()
    await house.work()

    assert (await house.job(taken.job, RITA)).state == "delivered"
    assert (await house.press_on(usage, f"Bring {taken.job}")).error == "no_open_job"


async def test_what_was_paid_for_is_kept_paid_and_given_back_after_a_day(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"flip": 1}})
    await house.give(1, RITA)
    house.room.troubles.extend([Unreachable()] * 3)
    taken = await house.ask("/flip", png, identity=RITA)
    await house.work()
    assert await house.credits(RITA) == 0

    house.clock.pass_by(hours=25)
    await house.runner.reconcile()
    assert (await house.job(taken.job, RITA)).state == "undeliverable"
    assert await house.credits(RITA) == 1
    assert await house.books_agree()
