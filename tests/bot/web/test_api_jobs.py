"""A visitor's jobs, from the real engine, and for nobody else."""

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.web.session import VISITOR_COOKIE
from storage import jobs
from tests.bot.web.conftest import Opened, Site, Visitor, cookie_of, png, settled


@pytest.fixture
async def guest(house: Site, open_visitor: Opened) -> Visitor:
    guest = await open_visitor(house)
    await guest.arrive()
    return guest


async def blurred(visitor: Visitor, *pictures: bytes) -> dict[str, Any]:
    uploads = [await visitor.upload(picture) for picture in pictures]
    reply = await visitor.say(id="blur-123", command="blur", given={"radius": 2}, uploads=uploads)
    return await settled(visitor, reply["job"])


async def test_a_picture_comes_back_blurred(guest: Visitor) -> None:
    job = await blurred(guest, png(40, 30))
    (file,) = job["files"]
    answer = await guest.get(file["url"])

    assert Image.open(BytesIO(await answer.read())).size == (40, 30)
    assert answer.headers["Content-Type"] == file["mime"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_a_download_has_our_name(guest: Visitor) -> None:
    job = await blurred(guest, png())
    answer = await guest.get(job["files"][0]["url"] + "?download=1")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="darkroom-{job["id"]}.png"'


async def test_several_pictures_come_back_as_an_album(guest: Visitor) -> None:
    job = await blurred(guest, png(10, 10), png(20, 20), png(30, 30))

    assert [file["width"] for file in job["files"]] == [10, 20, 30]
    assert len({file["url"] for file in job["files"]}) == 3


async def test_what_is_no_picture_fails_in_a_sentence(guest: Visitor) -> None:
    job = await blurred(guest, b"<script>alert(1)</script>")

    assert job["state"] == "failed"
    assert job["error"] == "unsupported"
    assert job["files"] == []
    assert "\n" not in job["text"]


async def test_anothers_job_and_files_are_not_there(guest: Visitor, house: Site, open_visitor: Opened) -> None:
    job = await blurred(guest, png())
    other = await open_visitor(house)
    await other.arrive()
    await other.upload(png())
    url = f"/api/v1/jobs/{job['id']}"

    for path in (url, job["files"][0]["url"], job["files"][0]["url"] + "?download=1"):
        assert (await other.get(path)).status == 404
    assert (await other.post(f"{url}/cancel")).status == 404
    assert (await (await other.get("/api/v1/jobs")).json())["jobs"] == []


@pytest.mark.parametrize("number", ["0", "2", "-1", "01x", "%D9%A1", "9" * 400])
async def test_a_file_that_there_is_not(guest: Visitor, number: str) -> None:
    job = await blurred(guest, png())

    assert (await guest.get(f"/api/v1/jobs/{job['id']}/files/{number}")).status == 404


async def forget_result(house: Site) -> None:
    """Let a day pass for results; one is forgotten as soon as its answer has arrived."""
    async with asyncio.timeout(10):
        while True:
            async with house.services.database.write() as connection:
                if await jobs.forget_results(connection, house.services.clock() + timedelta(days=1)):
                    return
            await asyncio.sleep(0.05)


async def test_a_result_that_has_expired_is_told_to_be_gone(guest: Visitor, house: Site) -> None:
    job = await blurred(guest, png())
    await forget_result(house)
    answer = await (await guest.get(f"/api/v1/jobs/{job['id']}")).json()

    assert answer["files"] == []
    assert answer["text"] == "This result is no longer stored."
    assert (await guest.get(job["files"][0]["url"])).status == 404


@pytest.mark.parametrize(("picture", "alpha"), [(png(), False), (png(colour="#00808040", mode="RGBA"), True)])
async def test_the_page_is_told_what_is_see_through(guest: Visitor, picture: bytes, alpha: bool) -> None:
    (file,) = (await blurred(guest, picture))["files"]

    assert file["alpha"] is alpha


async def test_the_conversation_can_be_asked_for_again(guest: Visitor) -> None:
    job = await blurred(guest, png())
    (listed,) = (await (await guest.get("/api/v1/jobs")).json())["jobs"]

    assert {**listed, "state": "settled"} == {**job, "state": "settled"}  # meanwhile "done" may be "delivered"
    assert listed["tools"] == "blur"


async def test_todays_use_is_told_under_the_known_names(guest: Visitor) -> None:
    await blurred(guest, png())
    usage = await (await guest.get("/api/v1/usage")).json()

    assert usage["today"] == {"fullResUsed": 1, "lowResUsed": 0, "freeFullResRemaining": None}
    assert usage["credits"] == 0
    assert usage["limits"] == {"freeFullResPerDay": None}


async def test_a_reply_comes_over_the_stream_with_the_files_addresses(guest: Visitor) -> None:
    stream = await guest.get("/api/v1/events")
    reply = await guest.say(id="blur-123", text="/blur 2", uploads=[await guest.upload(png())])
    async with asyncio.timeout(30):
        while True:
            line = (await stream.content.readline()).decode()
            if line.startswith("event: reply"):
                break
        told = (await stream.content.readline()).decode()
    stream.close()

    assert f"/api/v1/jobs/{reply['job']}/files/1" in told
    assert "out/" not in told  # where the store keeps it is nobody's business


async def test_every_page_of_the_visitor_hears_of_a_job_that_was_stopped_by_a_typed_command(visitor: Visitor) -> None:
    """The site alone works on no jobs, so that these wait."""
    uploads = [await visitor.upload(png())]
    jobs = [(await visitor.say(id=f"blur-12{n}", text=f"/blur {n}", uploads=uploads))["job"] for n in (1, 2)]
    stream = await visitor.get("/api/v1/events")
    await visitor.say(id="cancel-1", text="/cancel")
    told: list[dict[str, Any]] = []
    async with asyncio.timeout(10):
        while len(told) < 2:
            line = (await stream.content.readline()).decode()
            if line.startswith("data: "):
                told.append(json.loads(line.removeprefix("data: ")))
    stream.close()

    assert [each["job"] for each in told] == jobs
    assert {each["text"] for each in told} == {"The job was stopped."}


async def test_a_job_says_its_place_in_line(visitor: Visitor) -> None:
    uploads = [await visitor.upload(png())]
    places = [(await visitor.say(id=f"blur-12{n}", text="/blur 2", uploads=uploads))["place"] for n in range(3)]

    assert places == [1, 2, 3]


@pytest.mark.parametrize(
    ("to", "form", "opens"), [("png", "photo", True), ("ico", "photo", False), ("pdf", "file", False)]
)
async def test_the_page_is_told_what_can_be_shown_and_what_can_be_opened_again(
    guest: Visitor, to: str, form: str, opens: bool
) -> None:
    reply = await guest.say(id="convert1", command="convert", given={"to": to}, uploads=[await guest.upload(png())])
    (file,) = (await settled(guest, reply["job"]))["files"]

    assert (file["form"], file["opens"]) == (form, opens)


async def test_who_wants_files_gets_them_also_when_the_page_asks_again(guest: Visitor) -> None:
    await guest.say(id="settings", command="settings", given={"result": "file"})
    job = await blurred(guest, png())
    (listed,) = (await (await guest.get("/api/v1/jobs")).json())["jobs"]

    assert job["files"][0]["form"] == "file"
    # The answer that came first may have been read before it was noted as delivered.
    assert {**listed, "state": None} == {**job, "state": None}


async def test_no_browser_keeps_a_copy(guest: Visitor) -> None:
    job = await blurred(guest, png())
    upload = await guest.upload(png())

    for url in (job["files"][0]["url"], f"/api/v1/uploads/{upload}", "/api/v1/jobs"):
        assert (await guest.get(url)).headers["Cache-Control"] == "no-store"


async def test_a_waiting_job_can_be_cancelled(visitor: Visitor) -> None:
    """The site alone works on no jobs, so that this one waits."""
    reply = await visitor.say(id="blur-123", text="/blur 2", uploads=[await visitor.upload(png())])
    answer = await (await visitor.post(f"/api/v1/jobs/{reply['job']}/cancel")).json()

    assert answer["state"] == "cancelled"
    assert (await settled(visitor, reply["job"]))["text"] == "The job was stopped."


async def test_deleting_takes_the_replies_out_of_the_stream(guest: Visitor) -> None:
    known = {"Cookie": f"{VISITOR_COOKIE}={cookie_of(guest)}"}

    async def replayed() -> str:
        """Read what a page of this visitor hears that opens the stream again, until it is quiet."""
        stream = await guest.get("/api/v1/events", headers={"Last-Event-ID": "earlier-1", **known})
        heard = b""
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                while line := await stream.content.readline():
                    heard += line
        stream.close()
        return heard.decode()

    job = await blurred(guest, png())
    before = await replayed()
    asked = await guest.say(id="delete-1", text="/delete")
    await guest.say(id="delete-2", button=asked["buttons"][0][0]["token"])

    assert f"/api/v1/jobs/{job['id']}/files/1" in before
    assert await replayed() == ": here\n\n"


async def test_deleting_takes_uploads_and_results_away(guest: Visitor, house: Site) -> None:
    job = await blurred(guest, png())
    known = {"Cookie": f"{VISITOR_COOKIE}={cookie_of(guest)}"}
    asked = await guest.say(id="delete-1", text="/delete")
    await guest.say(id="delete-2", button=asked["buttons"][0][0]["token"])

    assert (await guest.get(job["files"][0]["url"], headers=known)).status == 404
    assert await house.services.files.list("in") == []
    assert await house.services.files.list("out") == []
