"""Cancelling ends an open job once, and frees its price."""

from handlers.cancelling import cancel_job
from tests.handlers.conftest import House


async def test_a_job_is_cancelled_once(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(1)
    job = await house.job((await house.ask("/blur 2", png)).job)

    assert await cancel_job(job.id, house.services)
    assert not await cancel_job(job.id, house.services)
    assert await house.credits() == 1
    assert house.queue.waiting == {}
    assert (await house.job(job.public_id)).reply_to is None
