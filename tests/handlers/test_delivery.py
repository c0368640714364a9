"""An answer is tried until it arrives; what never arrived is given back, what may have arrived is not."""

import pytest

from handlers.errors import AnswerRefused, NotNow, Rejected, Uncertain
from handlers.reply import Reply
from handlers.request import Identity, ReplyTo
from storage import jobs
from storage.jobs import Job
from tests.handlers.conftest import House

PAGE = Identity("page", "visitor-1")


@pytest.fixture
async def paid(house: House, png: bytes) -> Job:
    """A priced job whose result is settled and waits for delivery."""
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5)
    house.chat.troubles.append(NotNow())
    reply = await house.ask("/blur 4", png)
    await house.work()
    job = await house.job(reply.job)
    assert job.state == "done"
    return job


async def again(house: House, **later: float) -> None:
    house.clock.pass_by(**later)
    await house.runner.reconcile()
    await house.work()


async def test_it_is_sent_again_and_not_made_again(house: House, paid: Job) -> None:
    await again(house, minutes=1)

    assert [sent.delivery for sent in house.chat.sent] == [paid.public_id]
    assert len(house.engine.works) == 1
    assert (await house.job(paid.public_id)).state == "delivered"
    assert await house.credits() == 4


async def test_it_is_not_tried_at_every_look(house: House, paid: Job) -> None:
    await again(house, seconds=1)
    await again(house, seconds=1)

    assert (await house.job(paid.public_id)).delivery_attempts == 1


async def test_a_day_without_delivery_is_given_back_once(house: House, paid: Job) -> None:
    for _ in range(3):
        house.chat.troubles.append(NotNow())
        await again(house, hours=20)

    assert (await house.job(paid.public_id)).state == "undeliverable"
    assert house.chat.sent == []
    assert await house.credits() == 5
    assert await house.books_agree()


async def test_a_chat_that_refuses_is_given_back_at_once(house: House, paid: Job) -> None:
    house.chat.troubles.append(Rejected())

    await again(house, minutes=1)

    assert (await house.job(paid.public_id)).state == "undeliverable"
    assert await house.credits() == 5


async def test_a_chat_that_refuses_a_result_and_takes_words_is_told_of_it(house: House, paid: Job) -> None:
    house.chat.troubles.append(AnswerRefused())

    await again(house, minutes=1)

    (told,) = house.chat.sent
    assert told.reply.error == "not_delivered"
    assert "did not take the result" in told.reply.text
    assert (await house.job(paid.public_id)).state == "undeliverable"
    assert await house.credits() == 5


async def test_what_may_have_arrived_twice_counts_as_delivered_and_stays_paid(house: House, paid: Job) -> None:
    house.chat.troubles.extend([Uncertain(), Uncertain()])

    await again(house, minutes=1)
    await again(house, minutes=1)

    assert (await house.job(paid.public_id)).state == "delivered"
    assert await house.credits() == 4


async def test_what_may_have_arrived_once_is_never_given_back(house: House, paid: Job) -> None:
    house.chat.troubles.append(Uncertain())
    await again(house, minutes=1)
    house.chat.troubles.extend([NotNow(), NotNow()])

    await again(house, hours=20)
    await again(house, hours=20)

    assert (await house.job(paid.public_id)).state == "delivered"
    assert await house.credits() == 4


async def test_what_arrived_in_part_is_never_given_back(house: House, paid: Job) -> None:
    house.chat.troubles.extend([NotNow(begun=True), NotNow()])
    await again(house, minutes=1)
    await again(house, minutes=1)

    await again(house, hours=25)

    assert (await house.job(paid.public_id)).state == "delivered"
    assert await house.credits() == 4
    assert await house.books_agree()


async def test_what_may_have_arrived_stays_paid_when_the_chat_refuses_it_later(house: House, paid: Job) -> None:
    house.chat.troubles.extend([Uncertain(), Rejected()])

    await again(house, minutes=1)
    await again(house, minutes=1)

    assert (await house.job(paid.public_id)).state == "delivered"
    assert await house.credits() == 4
    assert await house.books_agree()


async def test_what_may_have_arrived_stays_paid_when_its_files_have_expired(house: House, paid: Job) -> None:
    house.chat.troubles.append(Uncertain())
    await again(house, minutes=1)
    for key in await house.services.files.list("out"):
        await house.services.files.delete(key)

    await again(house, minutes=1)

    assert (await house.job(paid.public_id)).state == "delivered"
    assert await house.credits() == 4


async def test_a_failure_is_told_later_too(house: House) -> None:
    house.chat.troubles.append(NotNow())
    await house.ask("/blur 4", b"this is no picture")
    await house.work()

    await again(house, minutes=1)

    (sent,) = house.chat.sent
    assert sent.reply.error == "unsupported"


async def test_a_result_that_has_expired_is_given_back(house: House, paid: Job) -> None:
    for key in await house.services.files.list("out"):
        await house.services.files.delete(key)

    await again(house, minutes=1)

    assert (await house.job(paid.public_id)).state == "undeliverable"
    assert await house.credits() == 5


async def test_nothing_is_left_to_say_where_it_went(house: House, paid: Job) -> None:
    await again(house, minutes=1)

    async with house.services.database.read() as connection:
        job = await jobs.get(connection, paid.id)
    assert job is not None
    assert job.reply_to is None


async def test_an_answer_on_its_way_is_not_handed_over_a_second_time(house: House, png: bytes) -> None:
    real = house.page.send
    handed_over: list[tuple[str, int]] = []

    async def look_meanwhile(to: ReplyTo, reply: Reply, delivery: str) -> None:
        await house.runner.reconcile()
        handed_over.extend(house.queue.waiting)
        await real(to, reply, delivery)

    house.page.send = look_meanwhile  # type: ignore[method-assign]  # the real one, but with a look at the rows first
    await house.ask("/blur 4", png, identity=PAGE)
    await house.work()

    account = await house.account(PAGE)
    async with house.services.database.read() as connection:
        (job,) = await jobs.history(connection, [account.id], 1)
    assert (job.state, job.delivery_attempts) == ("delivered", 1)
    assert [sent.delivery for sent in house.page.sent] == [job.public_id]
    assert handed_over == []
