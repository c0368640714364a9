"""Pictures come in counted, sealed and owned."""

import asyncio
import time
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest

from storage import accounts, gate, uploads
from tests.bot.web.conftest import Opened, Site, Visitor, png, serve

MB = 1_000_000


async def test_an_upload_is_sealed_where_it_lies(visitor: Visitor, site: Site) -> None:
    picture = png(64, 64)
    key = await visitor.upload(picture)
    (stored,) = await site.services.files.list("in")
    raw = await site.services.files._store.get_async(stored)

    assert stored == f"in/{key}"
    assert picture[:32] not in bytes(await raw.bytes_async())
    assert await (await visitor.get(f"/api/v1/uploads/{key}")).read() == picture


async def test_a_form_is_refused_unread(visitor: Visitor) -> None:
    async def never_ending() -> AsyncIterator[bytes]:
        while True:
            yield b"\r\n"  # what stands before a form's first part
            await asyncio.sleep(0.1)

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    async with asyncio.timeout(1):
        assert (await visitor.post("/api/v1/uploads", data=never_ending(), headers=headers)).status == 415


async def test_a_guest_sends_ten_megabytes_and_no_byte_more(visitor: Visitor) -> None:
    allowed = await visitor.post("/api/v1/uploads", data=BytesIO(bytes(10 * MB)))
    refused = await visitor.post("/api/v1/uploads", data=BytesIO(bytes(10 * MB + 1)))

    assert allowed.status == 201
    assert refused.status == 413
    assert "10MB" in (await refused.json())["text"]


async def test_a_member_sends_twenty(visitor: Visitor) -> None:
    await visitor.say(id="agree-12", command="agree")

    assert (await visitor.arrive())["chat"]["limits"]["upload_bytes"] == 20 * MB
    assert (await visitor.post("/api/v1/uploads", data=BytesIO(bytes(20 * MB)))).status == 201


async def test_an_endless_upload_is_stopped_early(visitor: Visitor, site: Site) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(2_000):
            sent += 100_000
            yield bytes(100_000)

    started = time.monotonic()
    try:
        answer = await visitor.post("/api/v1/uploads", data=endless())
        assert answer.status == 413
    except ConnectionError:
        pass  # The server closed while we were still sending.

    assert sent < 60 * MB
    assert time.monotonic() - started < 10
    assert await site.services.files.list("in") == []


async def test_a_slow_upload_does_not_hold_its_place(tmp_path: Path, open_visitor: Opened) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(5)

    async with serve(tmp_path, upload_seconds=1, uploads_at_once=1) as site:
        visitor, other = await open_visitor(site), await open_visitor(site)
        await visitor.arrive()
        await other.arrive()
        first = asyncio.create_task(visitor.post("/api/v1/uploads", data=slow()))
        await asyncio.sleep(0.1)
        started = time.monotonic()

        assert (await other.post("/api/v1/uploads", data=png())).status == 201
        assert time.monotonic() - started < 3
        first.cancel()


async def test_slow_uploads_of_one_network_leave_room_for_others(tmp_path: Path, open_visitor: Opened) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(30)

    async with serve(tmp_path, uploads_at_once=2, trusted_proxies=("127.0.0.1",)) as site:
        visitor, other = await open_visitor(site), await open_visitor(site)
        await visitor.arrive()
        await other.arrive()
        held = [asyncio.create_task(visitor.post("/api/v1/uploads", data=slow())) for _ in range(3)]
        await asyncio.sleep(0.1)
        elsewhere = {"X-Forwarded-For": "198.51.100.1"}
        async with asyncio.timeout(20):
            assert (await other.post("/api/v1/uploads", data=png(), headers=elsewhere)).status == 201
        for each in held:
            each.cancel()


async def test_slow_uploads_of_one_visitor_leave_room_for_another_at_the_same_address(
    tmp_path: Path, open_visitor: Opened
) -> None:
    ended = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await ended.wait()

    async with serve(tmp_path) as site:
        visitor, other = await open_visitor(site), await open_visitor(site)
        await visitor.arrive()
        await other.arrive()
        held = [asyncio.create_task(visitor.post("/api/v1/uploads", data=slow())) for _ in range(6)]
        await visitor.get("/healthz")
        async with asyncio.timeout(20):
            assert (await other.post("/api/v1/uploads", data=png())).status == 201
        assert not any(each.done() for each in held)
        ended.set()
        await asyncio.gather(*held)


async def test_one_visitor_cannot_fill_the_store(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, jobs={"stored_bytes": 3 * MB}) as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        states = [(await visitor.post("/api/v1/uploads", data=BytesIO(bytes(MB)))).status for _ in range(4)]

        assert states == [201, 201, 201, 413]
        assert len(await site.services.files.list("in")) == 3


async def test_a_flood_of_uploads_is_refused(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, uploads_per_hour=3) as site:
        visitor = await open_visitor(site)
        await visitor.arrive()

        assert [(await visitor.post("/api/v1/uploads", data=b"x")).status for _ in range(5)] == [201] * 3 + [429] * 2


async def test_nothing_is_stored_for_somebody_who_is_not_admitted(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, access="allowlist") as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        answer = await visitor.post("/api/v1/uploads", data=png())

        assert answer.status == 403
        assert (await answer.json())["error"] == "not_admitted"
        assert await site.services.files.list("in") == []


@pytest.mark.parametrize(("language", "says"), [("en", "was stored"), ("de", "gespeichert")])
async def test_whose_upload_is_refused_reads_how_to_be_let_in(
    tmp_path: Path, open_visitor: Opened, language: str, says: str
) -> None:
    async with serve(tmp_path, access="invite") as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        answer = await visitor.post("/api/v1/uploads", data=png(), headers={"Accept-Language": language})
        text = (await answer.json())["text"]

        assert "/start CODE" in text
        assert says in text


async def test_an_upload_during_maintenance_is_refused_in_words(visitor: Visitor, site: Site) -> None:
    async with site.services.database.write() as connection:
        await gate.close(connection, "Back at noon.")
    answer = await visitor.post("/api/v1/uploads", data=png())

    assert answer.status == 403
    assert "Back at noon." in (await answer.json())["text"]


async def test_anothers_upload_is_not_there(visitor: Visitor, site: Site, open_visitor: Opened) -> None:
    key = await visitor.upload(png())
    other = await open_visitor(site)
    await other.arrive()
    await other.upload(png())

    assert (await other.get(f"/api/v1/uploads/{key}")).status == 404
    assert (await other.delete(f"/api/v1/uploads/{key}")).status == 404
    assert (await other.post("/api/v1/messages", json={"id": "12345678", "uploads": [key]})).status == 404
    assert (await visitor.get(f"/api/v1/uploads/{key}")).status == 200


async def test_an_erased_upload_is_gone(visitor: Visitor, site: Site) -> None:
    key = await visitor.upload(png())

    assert (await visitor.delete(f"/api/v1/uploads/{key}")).status == 200
    assert (await visitor.get(f"/api/v1/uploads/{key}")).status == 404
    assert await site.services.files.list("in") == []


async def test_an_upload_that_is_just_being_erased_is_gone(visitor: Visitor, site: Site) -> None:
    """The purge and /delete take the file and the row one after the other."""
    key = await visitor.upload(png())
    await site.services.files.delete(f"in/{key}")

    assert (await visitor.get(f"/api/v1/uploads/{key}")).status == 404


async def test_an_upload_expires_within_the_hour(visitor: Visitor, site: Site) -> None:
    await visitor.upload(png())
    async with site.services.database.read() as connection:
        rows = await uploads.expired(connection, site.services.clock().replace(year=2999))

    assert (rows[0].expires_at - rows[0].created_at).total_seconds() <= 3600


@pytest.mark.parametrize(
    "data", [b"<script>alert(1)</script>", b"<svg onload=alert(1)>", b"MZ\x90 a program", b"%PDF-1.7"]
)
async def test_what_is_no_picture_is_never_served(visitor: Visitor, data: bytes) -> None:
    answer = await visitor.get(f"/api/v1/uploads/{await visitor.upload(data)}")

    assert (answer.status, await answer.read()) == (204, b"")


async def test_an_empty_file_is_refused(visitor: Visitor, site: Site) -> None:
    answer = await visitor.post("/api/v1/uploads", data=b"")

    assert (await answer.json())["error"] == "empty"
    async with site.services.database.read() as connection:
        assert await accounts.get(connection, 1) is None


@pytest.mark.parametrize(
    "key", ["../out/1/1", "..%2fout%2f1%2f1", "%00", "a" * 5000, "in", "'; DROP TABLE accounts; --"]
)
async def test_a_made_up_key_finds_nothing(visitor: Visitor, key: str) -> None:
    await visitor.upload(png())

    assert (await visitor.get(f"/api/v1/uploads/{key}")).status in (400, 404)
    assert (await visitor.post("/api/v1/messages", json={"id": "12345678", "uploads": [key]})).status == 404
