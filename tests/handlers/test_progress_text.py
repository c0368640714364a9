"""A status message says how far a job is, in the asker's language, with the way to stop it."""

import pytest

from handlers.ports import Progress
from handlers.progress_text import progress_reply
from tests.handlers.conftest import RITA, House


@pytest.mark.parametrize(
    ("state", "locale", "text"),
    [
        (Progress(3, running=False), None, "In line, number 3."),
        (Progress(1, running=False), "en", "In line, number 1; it starts when a job before it is done."),
        (Progress(None, running=True), "de-AT", "Ist in Arbeit."),
        (Progress(3, running=True), "en", "Working on it."),
        (Progress(None, running=False), "en", "Working on it."),
    ],
)
def test_it_is_one_line(house: House, state: Progress, locale: str | None, text: str) -> None:
    assert progress_reply(house.services, locale, "J-1", state).text == text


async def test_its_button_stops_the_job(house: House, png: bytes) -> None:
    accepted = await house.ask("/blur 2", png, identity=RITA)
    status = progress_reply(house.services, "en", accepted.job or "", Progress(None, running=True))

    reply = await house.press_on(status, "Cancel")

    assert reply.text == "The job was stopped."
    assert reply.edit
