"""A job ends in exactly one answer and one charge, or in a clear failure that cost nothing."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from handlers.errors import NotNow, Rejected, Uncertain
from handlers.request import Identity
from storage import jobs, uploads
from storage.errors import DiskFull
from tests.handlers.conftest import HereQueue, House, picture
from tools.errors import OutOfMemory, TimedOut, WorkerDied

PAGE = Identity("page", "visitor-1")
BLUR_COSTS_ONE = {"enabled": True, "tools": {"blur": 1}}


async def states(house: House) -> dict[str, int]:
    async with house.services.database.read() as connection:
        return await jobs.states(connection)


async def test_a_picture_comes_back_smaller(house: House, png: bytes) -> None:
    reply = await house.ask("/resize 20", png)
    await house.work()

    (sent,) = house.chat.sent
    (file,) = sent.reply.files
    assert sent.delivery == reply.job
    assert (file.width, file.height) == (20, 15)
    assert Image.open(BytesIO(file.data or b"")).size == (20, 15)
    assert file.name == f"darkroom-{reply.job}.png"
    assert "resize" in file.alt


async def test_a_free_result_never_touches_the_disk(house: House, png: bytes) -> None:
    await house.ask("/blur 4", png)
    await house.work()

    assert await house.services.files.list("out") == []
    assert await states(house) == {"delivered": 1}


async def test_a_chat_that_fetches_later_is_given_keys(house: House, png: bytes) -> None:
    await house.ask("/blur 4", png, identity=PAGE)
    await house.work()

    (file,) = house.page.sent[0].reply.files
    assert file.data is None
    assert file.key
    account = await house.account(PAGE)
    assert (await house.services.files.get(file.key, account.id))[:4] == b"\x89PNG"
    async with house.services.database.read() as connection:
        assert await uploads.owned(connection, file.key, account.id, house.clock())


async def test_the_same_message_twice_is_one_job(house: House, png: bytes) -> None:
    first = await house.ask("/blur 4", png, key="update-1")
    again = await house.ask("/blur 4", png, key="update-1")
    await house.work()

    assert first.job == again.job
    assert len(house.chat.sent) == 1


async def test_a_pipeline_is_one_piece_of_work(house: House, png: bytes) -> None:
    await house.ask("/resize 20 | blur 2 | flip", png)
    await house.work()

    assert [step.tool for step in house.engine.works[0].steps] == ["resize", "blur", "flip"]
    assert house.chat.sent[0].reply.text.startswith("resize, blur, flip: 20 × 15")


async def test_several_pictures_come_back_in_one_answer_and_failures_are_named(house: House) -> None:
    await house.ask("/blur 2", picture(10, 10), b"this is no picture", picture(20, 20))
    await house.work()

    (sent,) = house.chat.sent
    assert [file.width for file in sent.reply.files] == [10, 20]
    assert "Picture 2:" in sent.reply.text
    assert await states(house) == {"delivered": 1}


async def test_pictures_that_all_fail_are_a_failure(house: House) -> None:
    await house.ask("/blur 2", b"this is no picture", b"nor is this")
    await house.work()

    assert house.chat.sent[0].reply.error == "unsupported"
    assert house.chat.sent[0].reply.files == ()


async def test_a_report_is_text(house: House, png: bytes) -> None:
    await house.ask("/info", png)
    await house.work()

    assert "Width: 40" in house.chat.sent[0].reply.text
    assert house.chat.sent[0].reply.files == ()


async def test_a_picture_that_is_gone_is_a_clear_answer(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png)
    house.chat.pictures.clear()
    await house.work()

    assert house.chat.sent[0].reply.error == "source_gone"


async def test_a_priced_job_is_charged_once_and_says_so(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5)

    before = await house.ask("/blur 4", png)
    await house.work()

    assert before.text.endswith("It costs one credit; you have 5.")
    assert house.chat.sent[0].reply.text.endswith("Cost: one credit, 4 left.")
    assert await house.credits() == 4
    assert await house.books_agree()


async def test_a_priced_job_without_credits_is_refused(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)

    reply = await house.ask("/blur 4", png)

    assert reply.error == "out_of_credits"
    assert reply.text.endswith("Nothing was charged.")
    assert await states(house) == {}


@pytest.mark.parametrize(
    ("error", "tries"),
    [(TimedOut(limit_seconds=9), 1), (OutOfMemory(limit_megabytes=1000), 1), (WorkerDied(), 3)],
    ids=["timeout", "memory", "crashed"],
)
async def test_work_that_dies_is_refunded(house: House, png: bytes, error: Exception, tries: int) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5)
    house.engine.troubles.extend([error] * tries)

    await house.ask("/blur 4", png)
    await house.work()

    (sent,) = house.chat.sent
    assert sent.reply.error == getattr(error, "code", "")
    assert sent.reply.text.endswith("Nothing was charged.")
    assert len(house.engine.works) == tries
    assert await house.credits() == 5
    assert await house.books_agree()


async def test_a_worker_that_dies_once_costs_only_another_try(house: House, png: bytes) -> None:
    house.engine.troubles.append(WorkerDied())

    await house.ask("/blur 4", png)
    await house.work()

    assert len(house.chat.sent[0].reply.files) == 1


async def test_a_priced_job_of_which_one_picture_fails_fails_as_a_whole(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5)

    await house.ask("/blur 4", png, b"this is no picture")
    assert await house.credits() == 3
    await house.work()

    assert "Picture 2" in house.chat.sent[0].reply.text
    assert await house.credits() == 5


async def test_cancelling_ends_waiting_work(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5)

    accepted = await house.ask("/blur 4", png)
    reply = await house.press(accepted)
    await house.work()

    assert reply.text == "The job was stopped. One credit was given back."
    assert house.engine.works == []
    assert house.chat.sent == []
    assert await house.credits() == 5


async def test_cancelling_ends_running_work(house: House, png: bytes) -> None:
    started, never = asyncio.Event(), asyncio.Event()

    async def for_ever(work: object) -> None:
        started.set()
        await never.wait()

    house.engine.run = for_ever  # type: ignore[method-assign,assignment]  # the work is what must be stopped
    accepted = await house.ask("/blur 4", png)
    working = asyncio.ensure_future(house.work())
    await started.wait()

    await house.press(accepted)

    with pytest.raises(asyncio.CancelledError):
        await working
    assert await states(house) == {"cancelled": 1}


async def test_someone_else_cannot_cancel(house: House, png: bytes) -> None:
    accepted = await house.ask("/blur 4", png)

    reply = await house.press(accepted, identity=Identity("chat", "8"))

    assert reply.error == "no_open_job"
    assert await states(house) == {"reserved": 1}


async def test_a_full_disk_is_a_clear_answer_and_costs_nothing(
    house: House, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(key: str, account_id: int, data: bytes) -> None:
        raise DiskFull

    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5)
    monkeypatch.setattr(house.services.files, "put", full)

    await house.ask("/blur 4", png)
    await house.work()

    assert house.chat.sent[0].reply.error == "disk_full"
    assert await house.credits() == 5


async def test_a_chat_that_is_gone_is_refunded(house: House, png: bytes) -> None:
    house.change(prices=BLUR_COSTS_ONE)
    await house.give(5)
    house.chat.troubles.append(Rejected())

    await house.ask("/blur 4", png)
    await house.work()

    assert await states(house) == {"undeliverable": 1}
    assert await house.credits() == 5
    assert await house.books_agree()


async def test_a_free_result_that_may_have_arrived_is_not_run_again(house: House, png: bytes) -> None:
    house.chat.troubles.extend([Uncertain(), Uncertain()])

    await house.ask("/blur 4", png)
    await house.work()
    await house.restart()
    await house.work()

    assert len(house.engine.works) == 1
    assert await states(house) == {"delivered": 1}


@pytest.mark.parametrize("later", [[Rejected()], [NotNow(), NotNow()]])
async def test_a_free_result_that_may_have_arrived_has_not_failed(
    house: House, png: bytes, later: list[Exception]
) -> None:
    house.chat.troubles.extend([Uncertain(), *later])
    await house.ask("/blur 4", png)

    await house.work()

    assert await states(house) == {"delivered": 1}
    assert house.chat.sent == []


@pytest.mark.parametrize("later", [[Rejected()], [NotNow(), NotNow()]])
async def test_a_free_result_that_arrived_in_part_has_not_failed(
    house: House, png: bytes, later: list[Exception]
) -> None:
    house.chat.troubles.extend([NotNow(begun=True), *later])
    await house.ask("/blur 4", png)

    await house.work()

    assert await states(house) == {"delivered": 1}
    assert house.chat.sent == []


async def test_a_free_result_is_tried_again_while_the_chat_is_away(house: House, png: bytes) -> None:
    house.chat.troubles.extend([NotNow(), NotNow()])

    await house.ask("/blur 4", png)
    await house.work()

    assert len(house.chat.sent[0].reply.files) == 1


async def test_a_free_result_that_no_one_takes_fails(house: House, png: bytes) -> None:
    house.chat.troubles.extend([NotNow(), NotNow(), NotNow()])

    await house.ask("/blur 4", png)
    await house.work()

    assert house.chat.sent[0].reply.error == "not_delivered"


async def test_an_error_of_ours_is_one_sentence(house: House, png: bytes) -> None:
    house.engine.troubles.append(RuntimeError("a secret of the house"))

    await house.ask("/blur 4", png)
    await house.work()

    (sent,) = house.chat.sent
    assert sent.reply.error == "unexpected"
    assert "secret" not in sent.reply.text


async def test_those_who_wait_are_told_their_place_once(house: House, png: bytes) -> None:
    await house.ask("/blur 4", png)
    second = await house.ask("/blur 5", png)

    await house.runner.reconcile()
    await house.runner.reconcile()

    assert [state.place for job, state in house.chat.told if job == second.job] == [2]


async def test_the_line_is_walked_once_for_all_who_wait(
    house: House, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [(await house.ask("/blur 4", png)).job for _ in range(3)]
    monkeypatch.delattr(HereQueue, "place")

    await house.runner.reconcile()

    assert [(job, state.place) for job, state in house.chat.told] == list(zip(waiting, (1, 2, 3), strict=True))


async def test_what_a_job_remembered_is_erased_when_it_is_over(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 4", png)
    await house.work()

    job = await house.job(reply.job)
    assert job.sources is None
    assert job.reply_to is None


async def test_a_job_of_a_chat_that_is_off_waits_for_it(house: House, png: bytes) -> None:
    await house.ask("/blur 4", png, identity=PAGE)
    house.services.chats.pop("page")  # type: ignore[attr-defined]  # as a start without that adapter

    await house.restart()
    await house.work()

    assert await states(house) == {"reserved": 1}


async def test_a_result_on_its_way_keeps_nobody_elses_job_waiting(house: House, png: bytes) -> None:
    reply = await house.ask("/flip", png)
    await house.work()
    assert house.queue.released == [(await house.job(reply.job)).id]


async def test_results_that_fill_the_memory_keep_their_place(
    house: House, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.jobs.HELD_BYTES", 10)
    await house.ask("/flip", png)
    await house.work()
    assert house.queue.released == []
    assert len(house.chat.sent) == 1
