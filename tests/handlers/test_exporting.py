"""A data export is made once a day, lies sealed, is soon gone, and leaves nothing behind where it fails."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.call import open_call
from handlers.erasure import erase_account
from handlers.exporting import export_of
from handlers.request import Identity, ReplyTo, Request
from handlers.turns import MOST, Turns
from handlers.upkeep import EXPORT_MINUTES, purge
from storage import uploads
from storage.errors import DiskFull
from storage.uploads import StoredFile
from tests.handlers.conftest import ANNA, House
from tests.handlers.exports import exported, opened, stored


async def test_it_is_made_once_a_day_and_says_when_again(house: House) -> None:
    await house.account()
    first = await house.ask("/export")
    house.clock.pass_by(minutes=EXPORT_MINUTES - 1)
    again = await house.ask("/export")
    house.clock.pass_by(minutes=1)
    refused = await house.ask("/export")
    house.clock.pass_by(hours=12)

    assert [file.data for file in again.files] == [file.data for file in first.files]
    assert refused.error == "exported_today"
    assert "11 h 45 min" in refused.text
    assert exported(await house.ask("/export"))


async def test_one_that_fails_leaves_nothing_and_does_not_use_up_the_day(
    house: House, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stored(house, ANNA, png)
    put, calls = house.services.files.put, list[str]()

    async def fail_once(key: str, account_id: int, data: bytes, lasting: bool = True) -> None:
        calls.append(key)
        await put(key, account_id, data, lasting)
        raise DiskFull

    monkeypatch.setattr(house.services.files, "put", fail_once)
    assert (await house.ask("/export")).error == "disk_full"
    monkeypatch.undo()

    assert calls
    assert await house.services.files.list("export") == []
    assert png in exported(await house.ask("/export")).values()


async def test_its_files_are_gone_after_fifteen_minutes(house: House) -> None:
    account = await house.account()
    await house.ask("/export")
    house.clock.pass_by(minutes=EXPORT_MINUTES, seconds=-1)
    await purge(house.services, 0)
    assert len(await house.services.files.list("export")) == 1

    house.clock.pass_by(seconds=1)
    await purge(house.services, 0)

    assert await house.services.files.list("export") == []
    async with house.services.database.read() as c:
        assert await uploads.exported(c, account.id, house.clock() - timedelta(hours=1)) == []


async def test_a_part_that_no_row_knows_is_swept(house: House) -> None:
    account = await house.account()
    await house.services.files.put("export/left-by-a-crash/001", account.id, b"part")

    await purge(house.services, 0)

    assert await house.services.files.list("export") == []


async def test_it_lies_sealed_and_is_not_in_the_next_one(house: House) -> None:
    account = await house.account()
    reply = await house.ask("/export")
    (key,) = await house.services.files.list("export")
    folder = house.services.files._folder
    assert folder is not None
    lying = (folder / key).read_bytes()

    house.clock.pass_by(days=1)
    async with house.services.database.write() as c:
        await uploads.finish_export(c, [key], house.clock() + timedelta(minutes=1))
        assert await uploads.total_bytes(c, account.id) == 0
    call = await open_call(_request(ANNA), house.services)
    to = ReplyTo("chat", "c", None, {"bytes": str(len(reply.files[0].data or b"") - 1)})
    smaller = replace(call, request=replace(call.request, reply_to=to))
    parts = await export_of(smaller, account)

    assert not lying.startswith(b"PK")
    found = opened([await house.services.files.get(part.key, account.id) for part in parts])
    assert found["media/index.jsonl"] == b""


async def test_two_processes_at_once_make_one(any_house: House) -> None:
    account = await any_house.account()
    calls = [await open_call(_request(ANNA), replace(any_house.services, exporting=Turns())) for _ in range(2)]

    found: list[list[StoredFile]] = await asyncio.gather(*(export_of(call, account) for call in calls))

    assert found[0] == found[1]
    assert len(await any_house.services.files.list("export")) == 1


def _request(identity: Identity) -> Request:
    return Request(identity, "message-1", ReplyTo(identity.platform, f"chat-of-{identity.external_id}"))


async def test_who_is_erased_meanwhile_leaves_nothing_behind(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    account = await house.account()
    put = house.services.files.put

    async def erased_meanwhile(key: str, account_id: int, data: bytes, lasting: bool = True) -> None:
        await put(key, account_id, data, lasting)
        monkeypatch.undo()
        await erase_account(account.id, house.services)

    monkeypatch.setattr(house.services.files, "put", erased_meanwhile)
    reply = await house.ask("/export")

    assert (reply.error, reply.files) == ("key_missing", ())
    assert await house.services.files.list("export") == []
    async with house.services.database.read() as c:
        assert await uploads.exported(c, account.id, house.clock()) == []


async def test_too_many_at_once_are_asked_to_wait(house: House) -> None:
    await house.account()
    ended = asyncio.Event()

    async def another() -> None:
        async with house.services.exporting.turn():
            await ended.wait()

    others = [asyncio.ensure_future(another()) for _ in range(MOST)]
    await asyncio.sleep(0)
    refused = await house.ask("/export")
    ended.set()
    await asyncio.gather(*others)

    assert refused.error == "too_fast"
    assert exported(await house.ask("/export"))
