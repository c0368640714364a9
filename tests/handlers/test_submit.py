"""A job is taken on whole or not at all."""

import asyncio

import pytest
from sqlalchemy import select

from handlers.errors import NotNow, Rejected
from handlers.request import Identity
from storage import jobs, schema, uploads
from tests.handlers.conftest import RITA, House
from tools.work import Step

READER = Identity("page", "reader")


async def test_many_requests_at_once_cannot_spend_the_same_credit(any_house: House, png: bytes) -> None:
    house = any_house
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(3)

    replies = await asyncio.gather(*(house.ask("/blur 2", png) for _ in range(8)))

    assert sorted(bool(reply.job) for reply in replies) == [False] * 5 + [True] * 3
    assert {reply.error for reply in replies} == {None, "out_of_credits"}
    assert await house.credits() == 0


async def test_the_same_message_many_times_at_once_is_one_job(any_house: House, png: bytes) -> None:
    house = any_house
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(3)

    replies = await asyncio.gather(*(house.ask("/blur 2", png, key="update-1") for _ in range(8)))

    assert {reply.error for reply in replies} == {None}
    assert len({reply.job for reply in replies}) == 1
    assert await house.credits() == 2


@pytest.mark.parametrize(
    ("picture", "trouble", "text", "error"),
    [
        (None, None, "That is done already: the answer to {job} was sent.", None),
        (b"this is no picture", None, "This kind of file cannot be opened here", "unsupported"),
        (None, Rejected(), "The chat did not take the result", "not_delivered"),
    ],
)
async def test_a_message_that_comes_again_is_told_what_became_of_it(
    house: House, png: bytes, picture: bytes | None, trouble: Exception | None, text: str, error: str | None
) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(1)
    house.chat.troubles.extend([trouble] if trouble else [])
    first = await house.ask("/blur 2", picture or png, key="update-1")
    await house.work()

    again = await house.ask("/blur 2", picture or png, key="update-1")

    assert first.job
    assert again.text.startswith(text.format(job=first.job))
    assert (again.job, again.error) == (first.job, error)


async def test_a_message_that_comes_again_after_it_was_stopped_is_not_begun_anew(house: House, png: bytes) -> None:
    first = await house.ask("/blur 2", png, key="update-1")
    await house.press(first)

    again = await house.ask("/blur 2", png, key="update-1")

    assert (again.text, again.job) == ("The job was stopped.", first.job)


async def test_a_message_that_comes_again_while_its_answer_waits_is_told_to_wait(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(1)
    house.chat.troubles.append(NotNow())
    first = await house.ask("/blur 2", png, key="update-1")
    await house.work()

    again = await house.ask("/blur 2", png, key="update-1")

    assert (again.text, again.job) == ("Working on it. It costs one credit; you have 1.", first.job)


async def test_a_job_does_not_tell_who_asked_for_it(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 2", png, key="chat:lighthouse-4711:1")

    async with house.services.database.read() as connection:
        key = (await connection.execute(select(schema.jobs.c.idempotency_key))).scalar_one()
    assert reply.job
    assert "lighthouse" not in key


async def test_many_requests_at_once_cannot_exceed_the_share_of_one_person(any_house: House, png: bytes) -> None:
    any_house.change(jobs={"waiting_per_user": 2})

    replies = await asyncio.gather(*(any_house.ask("/blur 2", png) for _ in range(8)))

    assert sorted(str(reply.error) for reply in replies) == ["None"] * 2 + ["too_many_waiting"] * 6


async def test_who_is_refused_is_not_queued(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})

    await house.ask("/blur 2", png)

    assert house.queue.waiting == {}
    async with house.services.database.read() as connection:
        assert await jobs.states(connection) == {}


async def test_the_place_in_line_and_a_way_out_are_told(house: House, png: bytes) -> None:
    first = await house.ask("/blur 2", png)
    second = await house.ask("/blur 3", png)

    assert first.text == "In line, number 1; it starts when a job before it is done."
    assert second.text == "In line, number 2."
    assert second.buttons[0][0].given == {"job": second.job}
    assert second.place == 2


async def test_a_tool_that_makes_pictures_lets_others_lie(house: House, png: bytes) -> None:
    reply = await house.ask("/placeholder 30x20", png)
    await house.work()

    assert reply.job
    assert house.engine.works[0].sources == ()
    assert [step.tool for step in house.engine.works[0].steps] == ["placeholder"]
    assert isinstance(house.engine.works[0].steps[0], Step)


@pytest.mark.parametrize(("price", "minutes"), [(0, 60), (1, 24 * 60)])
async def test_a_result_that_is_fetched_stays_an_hour_and_a_paid_one_a_day(
    house: House, png: bytes, price: int, minutes: int
) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": price}})
    await house.give(3, READER)
    await house.ask("/blur 2", png, identity=READER)
    await house.work()
    key = house.page.sent[0].reply.files[0].key or ""

    async def is_there() -> bool:
        account = await house.account(READER)
        async with house.services.database.read() as connection:
            return await uploads.owned(connection, key, account.id, house.services.clock()) is not None

    house.clock.pass_by(minutes=minutes - 1)
    assert await is_there()
    house.clock.pass_by(minutes=2)
    assert not await is_there()


async def test_the_address_of_the_answer_says_its_language(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 2", png, identity=RITA, locale="de-AT")
    await house.work()

    assert reply.to
    assert reply.to.extra == {"language": "de"}
    assert house.room.sent[0].to == reply.to
