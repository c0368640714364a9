"""The answer says what was made, what was changed on the way, and what it cost."""

from dataclasses import replace

import pytest

from handlers.outcome import Failed, Made, Outcome
from handlers.result import failure_reply, result_reply
from storage.jobs import Job
from tests.handlers.conftest import CHAT, RITA, House, picture
from tools.errors import BadValue
from tools.work import Note

LARGE = (4096, 16)  # Twice this is the largest side that resize makes.
MADE = Made("png", 1600, 1200, 1, 456_789, has_alpha=False)


@pytest.fixture
async def job(house: House, png: bytes) -> Job:
    return await house.job((await house.ask("/resize 20 | blur 2", png)).job)


def test_it_says_what_was_made(house: House, job: Job) -> None:
    reply = result_reply(job, Outcome((MADE,)), house.services, (b"png",))

    assert reply.text == "resize, blur: 1600 × 1200, PNG, 457KB"


def test_it_counts_several(house: House, job: Job) -> None:
    reply = result_reply(job, Outcome((MADE, MADE)), house.services, (b"1", b"2"))

    assert reply.text == "resize, blur: 2 pictures"
    assert [file.name for file in reply.files] == [f"darkroom-{job.public_id}-{n}.png" for n in (1, 2)]


def test_it_speaks_the_language_of_the_job(house: House, job: Job) -> None:
    german = replace(job, locale="de", price=2)
    outcome = Outcome((replace(MADE, frames=3, format="gif"),), failed=(Failed(2, "empty", {}),))

    text = result_reply(german, outcome, house.services, (b"gif",)).text

    assert "3 Einzelbilder" in text
    assert "Bild 2: Die Datei ist leer" in text
    assert "Kosten: 2 Credits." in text


def test_a_word_of_the_engine_is_said_once(house: House, job: Job) -> None:
    note = Note("note-shrunk", {"width": 1600, "height": 1200})

    text = result_reply(job, Outcome((MADE, MADE), notes=(note, note)), house.services, (b"1", b"2")).text

    assert text.count("Made smaller, to 1600 × 1200") == 1


def test_transparency_goes_out_as_a_file_and_the_user_is_told(house: House, job: Job) -> None:
    reply = result_reply(job, Outcome((replace(MADE, has_alpha=True),)), house.services, (b"png",))

    assert reply.files[0].form == "file"
    assert f"Sent as a file, because a photo in {CHAT.name} would lose the transparency." in reply.text


async def test_a_chart_comes_with_its_report_and_is_no_picture_to_go_on_from(house: House, png: bytes) -> None:
    await house.ask("/info histogram:yes", png, identity=RITA)
    await house.work()
    (sent,) = house.room.sent

    (file,) = sent.reply.files
    assert (file.form, file.format) == ("photo", "png")
    assert file.alt.startswith("A chart of the values of red, green and blue")
    assert sent.reply.text.startswith("Format: PNG")
    assert (sent.reply.buttons, sent.reply.sources) == ((), ())

    await house.ask("/flip", identity=RITA)
    await house.work()
    assert house.room.sent[1].reply.text.startswith("flip: ")


def test_a_long_report_fits_the_chat(house: House, job: Job) -> None:
    report = (("comment", "x" * 10_000),)

    assert len(result_reply(job, Outcome(report=report), house.services, ()).text) == CHAT.text_length


async def test_a_limit_that_shows_only_at_work_has_a_button_with_the_nearest_value(house: House) -> None:
    reply = await house.ask("/resize 400% filter:nearest", picture(*LARGE))
    await house.work()
    (sent,) = house.chat.sent
    (button,) = sent.reply.buttons[0]

    assert sent.reply.error == "bad_value"
    assert button.label == "percent 200"
    assert (button.command, button.given) == ("resize", {"percent": 200, "filter": "nearest"})
    assert failure_reply(await house.job(reply.job), house.services).buttons == sent.reply.buttons


@pytest.mark.parametrize("text", ["/resize 400% | flip", "/crop free box:5000,0,10,10"])
async def test_where_no_nearest_value_is_known_there_is_no_button(house: House, text: str) -> None:
    await house.ask(text, picture(*LARGE))
    await house.work()

    assert house.chat.sent[0].reply.error == "bad_value"
    assert house.chat.sent[0].reply.buttons == ()


async def test_a_tool_that_takes_other_values_by_now_offers_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = await house.ask("/resize 400%", picture(*LARGE))
    await house.work()

    def refuse(*_: object) -> None:
        raise BadValue("percent", "less")

    monkeypatch.setattr("handlers.sealing.unseal_steps", refuse)

    assert failure_reply(await house.job(reply.job), house.services).buttons == ()
