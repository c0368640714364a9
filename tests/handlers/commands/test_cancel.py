"""/cancel stops one job or all of one's own."""

from handlers.request import Identity
from tests.handlers.conftest import House


async def test_all_of_ones_own_jobs_are_stopped(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png)
    await house.ask("/blur 3", png)
    other = await house.ask("/blur 4", png, identity=Identity("chat", "8"))

    assert (await house.ask("/cancel")).text == "2 jobs were stopped."
    await house.work()
    assert [sent.delivery for sent in house.chat.sent] == [other.job]


async def test_the_chat_hears_of_every_job_that_was_stopped(house: House, png: bytes) -> None:
    jobs = [(await house.ask(f"/blur {radius}", png)).job for radius in (2, 3)]

    await house.ask("/cancel")

    assert [(to.chat, reply.job) for to, reply in house.chat.stops] == [("chat-of-7", job) for job in jobs]
    assert {reply.text for _, reply in house.chat.stops} == {"The job was stopped."}


async def test_a_job_that_is_over_is_not_told_to_be_stopped(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png)
    await house.work()
    await house.ask("/cancel")

    assert house.chat.stops == []


async def test_nothing_to_stop_is_said(house: House) -> None:
    assert (await house.ask("/cancel")).text == "There was nothing to stop."


async def test_a_job_that_is_over_cannot_be_stopped(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 2", png)
    await house.work()

    assert (await house.ask(f"/cancel {reply.job}")).error == "no_open_job"
