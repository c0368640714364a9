"""The answer to a job goes where it was said last."""

from dataclasses import replace

from handlers.addresses import is_awaited, note_address
from handlers.request import Identity, ReplyTo
from tests.handlers.conftest import ANNA, RITA, House, said

STATUS = ReplyTo("room", "chat-of-7", "1", {"status": "99"})


async def test_the_answer_goes_to_the_new_address(house: House, png: bytes) -> None:
    accepted = await house.ask("/blur 2", png, identity=RITA)

    assert await note_address(house.services, RITA, accepted.job or "", STATUS)
    await house.work()

    assert house.room.sent[0].to.extra["status"] == "99"


async def test_what_was_said_of_the_answer_stays(house: House, png: bytes) -> None:
    await house.ask("/flip", png, identity=RITA, locale="de")
    await house.work()
    result = house.room.sent[0].reply
    accepted = await house.press_on(result, "Als Datei", locale="de")
    assert accepted.to
    assert accepted.to.extra == {"language": "de", "form": "file"}

    await note_address(house.services, RITA, accepted.job or "", STATUS)
    await house.work()

    assert house.room.sent[1].to.extra == {"language": "de", "form": "file", "status": "99"}
    assert "Als Foto" in said(house.room.sent[1].reply)


async def test_an_answer_that_arrived_and_a_job_of_others_have_no_address(house: House, png: bytes) -> None:
    accepted = await house.ask("/blur 2", png, identity=RITA)
    other = Identity("room", "8")
    assert not await note_address(house.services, other, accepted.job or "", STATUS)
    await house.account(other)
    assert not await note_address(house.services, other, accepted.job or "", replace(STATUS, chat="stolen"))
    await house.work()

    assert not await note_address(house.services, RITA, accepted.job or "", STATUS)
    assert house.room.sent[0].to.chat == "chat-of-7"


async def test_an_answer_is_awaited_until_it_arrived(house: House, png: bytes) -> None:
    reply = await house.ask("/flip", png, identity=RITA)
    job = reply.job or ""

    assert await is_awaited(house.services, RITA, job)
    assert not await is_awaited(house.services, ANNA, job)
    await house.work()
    assert not await is_awaited(house.services, RITA, job)


async def test_only_what_runs_from_a_panel_takes_its_place(house: House, png: bytes) -> None:
    place = ReplyTo("room", "chat-of-7", "1", {"status": "9"})
    panel = await house.press_on(await house.ask("", png, identity=RITA), "Blur")
    await house.press_on(panel, "▶ Run", in_place=place)
    await house.work()
    await house.press_on(house.room.sent[0].reply, "Again", in_place=place)
    await house.work()

    assert [sent.to.extra.get("status") for sent in house.room.sent] == ["9", None]
