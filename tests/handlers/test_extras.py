"""What goes with an answer is made once for all tries at sending it, and never for a job that is no more."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from handlers.erasure import erase_account
from handlers.errors import NotNow, Uncertain
from handlers.reply import Reply
from handlers.request import AttachmentRef
from storage.jobs import Job
from tests.handlers.conftest import ANNA, RITA, House, labels, picture, said

BLUR_COSTS_ONE = {"enabled": True, "tools": {"blur": 1}}
TIP = "Tip: next time, send the picture as a file"


async def buttons_of(house: House) -> int:
    async with house.services.database.read() as connection:
        return int((await connection.execute(text("SELECT COUNT(*) FROM buttons"))).scalar_one())


def photo(house: House) -> tuple[AttachmentRef, ...]:
    return (replace(house.attach(house.room, "room", picture()), compressed=True),)


@pytest.mark.parametrize("troubles", [[NotNow(), NotNow()], [Uncertain()]], ids=["not now", "uncertain"])
async def test_a_free_result_is_sent_again_with_the_same_buttons(
    house: House, png: bytes, troubles: list[BaseException]
) -> None:
    house.room.troubles.extend(troubles)
    await house.ask("/blur 2", png, identity=RITA)
    await house.work()

    (sent,) = house.room.sent
    assert await buttons_of(house) == len(said(sent.reply))


async def test_a_paid_result_has_its_buttons_too_and_keeps_them_over_tries(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5, RITA)
    house.room.troubles.extend([NotNow(), NotNow()])
    await house.ask("/blur 2", png, identity=RITA)
    await house.work()
    for _ in range(3):
        house.clock.pass_by(minutes=5)
        await house.runner.reconcile()
        await house.work()

    (sent,) = house.room.sent
    assert labels(sent.reply)[0] == ["Again (2 credits)", "Original"]
    assert await buttons_of(house) == len(said(sent.reply))
    assert (await house.press_on(sent.reply, "Original")).job


async def test_the_sources_of_a_paid_job_go_when_its_answer_has_arrived(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5, RITA)
    house.room.troubles.append(NotNow())
    accepted = await house.ask("/blur 2", png, identity=RITA)
    await house.work()
    assert (await house.job(accepted.job, RITA)).sources

    house.clock.pass_by(minutes=5)
    await house.runner.reconcile()
    await house.work()

    assert (await house.job(accepted.job, RITA)).sources is None


async def test_a_job_that_is_cancelled_while_it_is_sent_makes_no_buttons(house: House, png: bytes) -> None:
    accepted = await house.ask("/blur 2", png, identity=RITA)
    run, reached, go_on = house.engine.run, asyncio.Event(), asyncio.Event()

    async def slow(work: object) -> object:
        result = await run(work)  # type: ignore[arg-type]  # the real work, which the test only holds up
        reached.set()
        await go_on.wait()
        return result

    house.engine.run = slow  # type: ignore[method-assign,assignment]  # as above
    house.queue.cancel = lambda job_id: None  # type: ignore[method-assign]  # the runner does not hear of it
    working = asyncio.ensure_future(house.work())
    await reached.wait()
    await house.press(accepted, identity=RITA)
    go_on.set()
    await working

    assert await buttons_of(house) == 0


async def test_an_erasure_while_it_is_sent_leaves_nothing(house: House, png: bytes) -> None:
    account = await house.account(RITA)
    await house.ask("/blur 2", png, identity=RITA)
    run = house.engine.run

    async def erased(work: object) -> object:
        result = await run(work)  # type: ignore[arg-type]  # the real work, after which the person is erased
        await erase_account(account.id, house.services)
        return result

    house.engine.run = erased  # type: ignore[method-assign,assignment]  # as above
    house.queue.cancel = lambda job_id: None  # type: ignore[method-assign]  # the runner does not hear of it
    await house.work()

    assert await buttons_of(house) == 0
    async with house.services.database.read() as connection:
        left = (await connection.execute(text("SELECT COUNT(*) FROM last_pictures"))).scalar_one()
    assert left == 0
    assert not house.services.vault.holds(account.id)


async def test_a_photo_is_answered_with_a_tip_once(house: House) -> None:
    for _ in range(2):
        await house.ask("/flip", identity=RITA, attachments=photo(house))
        await house.work()

    assert [TIP in sent.reply.text for sent in house.room.sent] == [True, False]


async def test_two_photos_at_once_are_answered_with_one_tip(house: House) -> None:
    await house.ask("/flip", identity=RITA, attachments=photo(house))
    await house.ask("/blur", identity=RITA, attachments=photo(house))
    first, second = house.queue.waiting
    house.queue.waiting.clear()

    await asyncio.gather(*(house.runner.run(job_id) for _, job_id in (first, second)))

    assert sorted(TIP in sent.reply.text for sent in house.room.sent) == [False, True]


async def test_a_file_and_a_chat_that_compresses_nothing_need_no_tip(house: House, png: bytes) -> None:
    await house.ask("/flip", png, identity=RITA)
    await house.ask("/flip", png, identity=ANNA)
    await house.work()

    assert TIP not in house.room.sent[0].reply.text
    assert TIP not in house.chat.sent[0].reply.text


async def test_a_persons_choice_counts_where_the_job_has_none(house: House, png: bytes) -> None:
    await house.ask("/settings result:file", identity=RITA)
    await house.ask("/flip", png, identity=RITA)
    await house.work()

    assert house.room.sent[0].reply.files[0].form == "file"
    assert "As photo" in said(house.room.sent[0].reply)


async def test_a_paid_job_without_its_sources_is_still_answered(house: House, png: bytes) -> None:
    """A release that kept no sources may have settled it."""
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5, RITA)
    house.room.troubles.append(NotNow())
    accepted = await house.ask("/blur 2", png, identity=RITA)
    await house.work()
    job: Job = await house.job(accepted.job, RITA)
    async with house.services.database.write() as connection:
        await connection.execute(text("UPDATE jobs SET sources = NULL WHERE id = :id"), {"id": job.id})
    await house.restart()
    await house.work()

    assert house.room.sent[0].reply.files
    assert house.room.sent[0].reply.buttons == ()


@pytest.fixture
def rewriting(house: House) -> House:
    """A house in whose room every photo is written anew."""
    room = house.services.chats["room"]
    chats = {**house.services.chats, "room": replace(room, limits=replace(room.limits, photo_side=2560))}
    house.services = replace(house.services, chats=chats)
    house.change()
    return house


async def result_of(house: House, text: str, *attachments: AttachmentRef) -> Reply:
    await house.ask(text, identity=RITA, attachments=attachments)
    await house.work()
    return house.room.sent[-1].reply


async def test_what_came_as_a_file_goes_back_as_one_where_a_photo_would_lose_something(rewriting: House) -> None:
    result = await result_of(rewriting, "/flip", rewriting.attach(rewriting.room, "room", picture()))

    assert result.files[0].form == "file"
    assert "As photo" in said(result)


async def test_a_photo_goes_back_as_a_photo_unless_its_bytes_were_asked_for(rewriting: House) -> None:
    results = [await result_of(rewriting, text, *photo(rewriting)) for text in ("/flip", "/convert png", "/compress")]

    assert [result.files[0].form for result in results] == ["photo", "file", "file"]


async def test_a_photo_is_what_whoever_asks_for_one_gets(rewriting: House) -> None:
    file = await result_of(rewriting, "/flip", rewriting.attach(rewriting.room, "room", picture()))
    await rewriting.press_on(file, "As photo")
    await rewriting.work()

    assert rewriting.room.sent[-1].reply.files[0].form == "photo"


async def test_the_choice_of_photos_loses_nothing_that_came_as_a_file(rewriting: House) -> None:
    await rewriting.ask("/settings result:photo", identity=RITA)
    result = await result_of(rewriting, "/flip", rewriting.attach(rewriting.room, "room", picture()))

    assert result.files[0].form == "file"


async def test_the_other_form_of_what_was_paid_for_is_free(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5, RITA)
    await house.ask("/blur 2", png, identity=RITA)
    await house.work()
    (photo,) = house.room.sent

    for _ in range(2):
        again = await house.press_on(photo.reply, "As file")
        assert again.files[0].form == "file"
        assert again.files[0].data == photo.reply.files[0].data
        assert not again.private
    assert await house.credits(RITA) == 4
    assert len(house.engine.works) == 1


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("/flip as:file", "file"),
        ("/resize 20 as=file | blur 2", "file"),
        ("/do flip | blur 2 as:FILE", "file"),
        ("/flip as:auto", "photo"),
        ("/flip as:photo", "photo"),
    ],
)
async def test_a_form_may_be_asked_for_among_the_values_of_any_tool(
    house: House, png: bytes, text: str, form: str
) -> None:
    await house.ask(text, png, identity=RITA)
    await house.work()

    assert house.room.sent[0].reply.files[0].form == form


async def test_a_form_that_there_is_not_is_refused(house: House, png: bytes) -> None:
    assert (await house.ask("/flip as:poem", png, identity=RITA)).error == "unknown_value"
