"""Messages are answered by the same router as in every chat."""

from pathlib import Path

import pytest

from storage import accounts, jobs
from tests.bot.web.conftest import Opened, Site, Visitor, cookie_of, png, serve


async def test_a_command_is_answered(visitor: Visitor) -> None:
    reply = await visitor.say(id="help-123", text="/help")

    assert reply["text"]
    assert reply["error"] is None


async def test_a_mistake_is_answered_in_the_visitors_language(visitor: Visitor) -> None:
    english = await visitor.say(id="nope-123", text="/nope", locale="en")
    german = await visitor.say(id="nope-124", text="/nope", locale="de")

    assert english["error"] == german["error"] == "unknown_command"
    assert english["text"] != german["text"]


async def test_a_tool_makes_a_job_of_the_visitors_own_picture(visitor: Visitor) -> None:
    reply = await visitor.say(id="blur-123", command="blur", given={"radius": 3}, uploads=[await visitor.upload(png())])

    assert reply["job"].startswith("J-")
    assert (await (await visitor.get(f"/api/v1/jobs/{reply['job']}")).json())["state"] == "reserved"


async def test_the_same_message_again_is_one_job(visitor: Visitor, site: Site) -> None:
    key = await visitor.upload(png())
    names = {(await visitor.say(id="once-123", text="/blur 3", uploads=[key]))["job"] for _ in range(5)}

    assert len(names) == 1
    async with site.services.database.read() as connection:
        assert len(await jobs.open_jobs(connection)) == 1


async def test_an_upload_comes_along_once(visitor: Visitor, site: Site) -> None:
    key = await visitor.upload(png())
    message = {"id": "many-123", "text": "/blur 3", "uploads": [key] * 25}

    assert (await visitor.post("/api/v1/messages", json=message)).status == 400
    async with site.services.database.read() as connection:
        assert await jobs.open_jobs(connection) == []


async def test_two_visitors_with_one_message_id_are_two_people(
    visitor: Visitor, site: Site, open_visitor: Opened
) -> None:
    other = await open_visitor(site)
    await other.arrive()
    mine = await visitor.say(id="same-123", text="/blur 3", uploads=[await visitor.upload(png())])
    theirs = await other.say(id="same-123", text="/blur 3", uploads=[await other.upload(png())])

    assert mine["job"] != theirs["job"]


async def test_a_mistake_says_how_a_form_could_ask_again(visitor: Visitor) -> None:
    missing = await visitor.say(id="filter-1", text="/filter strength:50")
    wrong = await visitor.say(id="resize-1", command="resize", given={"width": 20, "percent": 50})

    assert missing["mend"] == {"tool": "filter", "given": {"strength": "50"}, "wrong": "name", "missing": True}
    assert (wrong["mend"]["wrong"], wrong["mend"]["missing"]) == ("percent", False)
    assert (await visitor.say(id="help-123", text="/help"))["mend"] is None


async def test_a_suggestion_says_what_it_stands_for(visitor: Visitor) -> None:
    key = await visitor.upload(png())
    reply = await visitor.say(id="blur-123", text="/blur 900 motion", uploads=[key])
    (button,) = reply["buttons"][0]

    assert button["token"]
    assert (button["command"], button["given"]) == ("blur", {"radius": 100, "kind": "motion"})
    assert (await visitor.say(id="blur-124", button=button["token"]))["job"]


async def test_after_an_erasure_the_visitor_is_another(visitor: Visitor, site: Site) -> None:
    await visitor.upload(png())
    before = cookie_of(visitor)
    asked = await visitor.say(id="delete-1", text="/delete")
    assert (asked["erased"], cookie_of(visitor)) == (False, before)

    erased = await visitor.say(id="delete-2", button=asked["buttons"][0][0]["token"])

    assert erased["erased"]
    assert cookie_of(visitor) == ""
    assert (await visitor.get("/api/v1/jobs")).status == 403
    await visitor.arrive()
    assert cookie_of(visitor) not in ("", before)


async def test_agreeing_makes_a_guest_a_member(visitor: Visitor) -> None:
    assert not (await visitor.arrive())["visitor"]["agreed"]

    await visitor.say(id="agree-12", command="agree")

    assert (await visitor.arrive())["visitor"]["agreed"]


async def test_reading_stores_nothing_of_a_visitor(visitor: Visitor, site: Site) -> None:
    for path in ("/api/v1/session", "/api/v1/jobs", "/api/v1/usage", "/api/v1/catalog", "/privacy"):
        await visitor.get(path)
    await visitor.say(id="privacy-1", text="/privacy")

    async with site.services.database.read() as connection:
        assert await accounts.get(connection, 1) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"id": "short"}',
        b'{"id": "12345678", "nonsense": 1}',
        b'{"id": "12345678", "given": {"radius": {"deep": 1}}}',
        b'{"id": "12345678", "uploads": "all"}',
        b'{"id": "12345678\\n"}',
        b'{"id": "12345678", "given": {"radius": NaN}}',
        b'{"id": "12345678", "given": {"radius": 1e999}}',
        b'{"id": "12345678", "given": {"radius": ' + b"9" * 5_000 + b"}}",
        b'{"id": "12345678", "given": {"code": "\\udfff"}}',
        b"[" * 20_000,
    ],
)
async def test_a_body_that_no_page_sends_is_refused(visitor: Visitor, body: bytes) -> None:
    answer = await visitor.post("/api/v1/messages", data=body, headers={"Content-Type": "application/json"})

    assert answer.status == 400
    assert (await answer.json())["error"] == "bad_request"


async def test_a_message_is_read_as_utf_8_whatever_its_header_names(visitor: Visitor) -> None:
    kind = {"Content-Type": "application/json; charset=nonsense"}
    answer = await visitor.post("/api/v1/messages", data='{"id": "12345678", "text": "ü"}'.encode(), headers=kind)

    assert answer.status == 200


async def test_a_flood_of_messages_is_refused(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, messages_per_hour=3) as site:
        visitor, other = await open_visitor(site), await open_visitor(site)
        await visitor.arrive()
        await other.arrive()
        flood = [
            await visitor.post("/api/v1/messages", json={"id": f"flood-{n:03}", "text": "/help"}) for n in range(5)
        ]

        assert [answer.status for answer in flood] == [200] * 3 + [429] * 2
        assert (await other.post("/api/v1/messages", json={"id": "calm-123", "text": "/help"})).status == 200


async def test_a_form_cannot_pose_as_a_message(visitor: Visitor) -> None:
    answer = await visitor.post("/api/v1/messages", data=b'{"id": "12345678"}', headers={"Content-Type": "text/plain"})

    assert answer.status == 415


async def test_a_body_is_not_read_without_end(visitor: Visitor) -> None:
    body = b'{"id": "12345678", "text": "' + b"x" * 1_000_000 + b'"}'
    answer = await visitor.post("/api/v1/messages", data=body, headers={"Content-Type": "application/json"})

    assert answer.status == 413
