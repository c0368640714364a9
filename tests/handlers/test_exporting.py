"""A data export: all that is stored of a person, nothing of anyone else, made once a day and soon gone."""

import asyncio
import csv
import json
import os
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import JSON, Date, Integer, LargeBinary, Table

from handlers import sealing
from handlers.call import open_call
from handlers.erasure import erase_account
from handlers.export_rows import OPENED
from handlers.exporting import export_of
from handlers.outcome import Outcome
from handlers.reply import Reply
from handlers.request import AttachmentRef, Identity, ReplyTo, Request
from handlers.turns import MOST, Turns
from handlers.upkeep import EXPORT_MINUTES, purge
from storage import accounts, jobs, linking, schema, uploads
from storage.classification import ExportFile, LeftOut
from storage.database import Connection
from storage.errors import DiskFull
from storage.exports import fields_of, left_out, tables_of
from storage.files import upload_key
from storage.schema import UtcDateTime
from storage.uploads import StoredFile
from tests.handlers.conftest import ANNA, House
from tools.work import Step

BERT = Identity("chat", "8")
PAGE = Identity("page", "visitor-1")
NO_MARK = {
    ("accounts", "role"),
    ("jobs", "state"),
    ("ledger", "kind"),
    ("identities", "platform"),
    ("identities", "external_id"),
    ("stored_files", "key"),
    ("stored_files", "kind"),
}
"""Texts of which only some are allowed; tests of their own tell what becomes of them."""


def _mark(word: str, table: str, column: str) -> str:
    return f"{word}:{table}:{column}"


def _sealed(house: House, account_id: int, word: str, table: str, column: str) -> bytes:
    vault, mark = house.services.vault, _mark(word, table, column)
    if (table, column) == ("jobs", "steps"):
        bound = house.services.catalog["placeholder"].bind({"text": mark})
        return sealing.seal_steps(vault, account_id, (Step("placeholder", bound),))
    if (table, column) == ("jobs", "result"):
        return sealing.seal_outcome(vault, account_id, Outcome(report=((mark, 1),)))
    if (table, column) == ("notices", "body"):
        return vault.seal(account_id, f"chat:7\n{mark}".encode(), "report")
    if (table, column) == ("jobs", "sources"):
        return sealing.seal_sources(vault, account_id, [AttachmentRef("chat", mark, 1)])
    return vault.seal(account_id, mark.encode(), column)


def _value(house: House, account_id: int, word: str, table: Table, column: Any) -> Any:
    """A value for a column that the person's mark is in, wherever it can be."""
    fixed: dict[tuple[str, str], Any] = {
        ("jobs", "state"): "delivered",
        ("ledger", "kind"): "grant",
        ("ledger", "job_id"): None,
        ("codes", "credits"): None,
        ("stored_files", "kind"): "upload",
        ("stored_files", "key"): upload_key(),
        ("stored_files", "job_id"): None,
    }
    name = (table.name, column.name)
    if name in fixed:
        return fixed[name]
    if column.name == "account_id":
        return account_id
    if column.info["sealed"]:
        return _sealed(house, account_id, word, *name)
    if isinstance(column.type, UtcDateTime):
        return house.clock() + timedelta(hours=1)
    if isinstance(column.type, Date):
        return house.clock().date()
    if isinstance(column.type, Integer):
        return account_id
    mark = _mark(word, *name)
    if isinstance(column.type, LargeBinary):
        return mark.encode()
    return {"mark": mark} if isinstance(column.type, JSON) else mark


async def _fill(c: Connection, house: House, account_id: int, word: str) -> None:
    """Write a row of this person into every table that has any of persons, its texts with a mark of their own."""
    for table in schema.metadata.sorted_tables:
        own = [column for column in table.columns if not (column.name == "id" and column.primary_key)]
        row = {column.name: _value(house, account_id, word, table, column) for column in own}
        if table is schema.accounts:
            texts = {"language": row["language"], "agreed_version": row["agreed_version"]}
            await c.execute(table.update().where(table.c.id == account_id).values(texts))
        elif "account_id" in table.c and table is not schema.identities:
            await c.execute(table.insert(), row)


async def _filled(house: House, identity: Identity, word: str) -> int:
    account = await house.account(identity)
    async with house.services.database.write() as c:
        await _fill(c, house, account.id, word)
    return account.id


def opened(parts: list[bytes]) -> dict[str, bytes]:
    """Every file of an export's ZIPs by name."""
    found: dict[str, bytes] = {}
    for part in parts:
        with ZipFile(BytesIO(part)) as zipped:
            assert zipped.testzip() is None
            found |= {name: zipped.read(name) for name in zipped.namelist()}
    return found


def exported(reply: Reply) -> dict[str, bytes]:
    """Every file of an export by name."""
    assert reply.error is None, reply.text
    return opened([file.data or b"" for file in reply.files])


def lines(file: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.splitlines()]


async def _stored(house: House, identity: Identity, data: bytes) -> str:
    account, key = await house.account(identity), upload_key()
    await house.services.files.put(key, account.id, data)
    async with house.services.database.write() as c:
        until = house.clock() + timedelta(hours=1)
        await uploads.record(c, key, account.id, "upload", len(data), house.clock(), until)
    return key


async def test_everything_of_a_person_is_in_it_and_nothing_of_anyone_else(any_house: House) -> None:
    house = any_house
    await _filled(house, ANNA, "anna")
    await _filled(house, BERT, "bert")

    everything = b"\n".join(exported(await house.ask("/export")).values()).decode()

    assert "bert" not in everything
    for file in ExportFile:
        for table in tables_of(file):
            for field in fields_of(table):
                if field.kind in ("text", "json") and (table, field.name) not in NO_MARK:
                    assert _mark("anna", table, field.name) in everything
    for why in LeftOut:
        for each in left_out(why):
            assert _mark("anna", each.table, each.name) not in everything


def test_every_sealed_field_of_an_export_can_be_opened() -> None:
    tables = [table for file in ExportFile for table in tables_of(file)]
    sealed = {(table, field.name) for table in tables for field in fields_of(table) if field.is_sealed}

    assert sealed == set(OPENED)


async def test_a_joined_account_is_in_it_with_its_pictures(house: House, png: bytes) -> None:
    await _filled(house, PAGE, "page")
    await _stored(house, PAGE, png)
    async with house.services.database.write() as c:
        source, target = [
            await accounts.find_or_open(c, who.platform, who.external_id, house.clock()) for who in (PAGE, ANNA)
        ]
        await linking.merge(c, source, target, house.clock())

    found = exported(await house.ask("/export"))

    account = json.loads(found["account.json"])
    assert {(row["platform"], row["external_id"]) for row in account["identities"]} == {
        (ANNA.platform, ANNA.external_id),
        (PAGE.platform, PAGE.external_id),
    }
    assert _mark("page", "jobs", "steps") in found["history.jsonl"].decode()
    assert png in found.values()


async def test_jobs_are_told_as_they_were_typed_with_what_came_of_them(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(3)
    taken = await house.ask("/blur 2", png)
    await house.work()

    found = exported(await house.ask("/export"))

    (job,) = lines(found["history.jsonl"])
    assert (job["public_id"], job["steps"], job["state"]) == (taken.job, "blur radius:2", "delivered")
    assert job["result"]["files"][0]["width"] == 40
    assert "key" not in job["result"]["files"][0]
    booked = list(csv.DictReader(StringIO(found["ledger.csv"].decode())))
    assert [(row["kind"], row["amount"]) for row in booked] == [("grant", "3"), ("hold", "-1"), ("capture", "0")]
    assert {int(row["job_id"]) for row in booked[1:]} == {job["id"]}
    assert json.loads(found["usage.json"])["usage"][0]["tool"] == "blur"
    assert house.chat.sent[0].reply.files[0].data in found.values()
    (media,) = lines(found["media/index.jsonl"])
    assert media["key"] in found
    assert media["job_id"] == job["id"]


async def test_a_job_that_was_forgotten_or_has_expired_tells_nothing_more_than_that_it_was(
    house: House, png: bytes
) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(3)
    for text in ("/blur 2", "/blur 3"):
        await house.ask(text, png)
        await house.work()
    async with house.services.database.write() as c:
        await jobs.forget(c, 1, house.clock())
    house.clock.pass_by(hours=25)

    found = exported(await house.ask("/export"))

    first, second = lines(found["history.jsonl"])
    assert (first["steps"], first["result"]) == (None, None)
    assert (second["steps"], second["result"]) == ("blur radius:3", None)
    assert found["media/index.jsonl"] == b""


async def test_a_job_whose_tool_is_no_more_is_told_as_it_was_stored(house: House) -> None:
    account = await house.account()
    async with house.services.database.write() as c:
        await _fill(c, house, account.id, "anna")
        sealed = house.services.vault.seal(account.id, b'[["removed-tool",{"size":"4"}]]', sealing.STEPS)
        await c.execute(schema.jobs.update().values(steps=sealed))

    (job,) = lines(exported(await house.ask("/export"))["history.jsonl"])

    assert job["steps"] == [["removed-tool", {"size": "4"}]]


async def test_many_parts_are_each_below_the_limit_and_hold_everything_together(house: House) -> None:
    await _filled(house, ANNA, "anna")
    account = await house.account()
    async with house.services.database.write() as c:
        row = _job_row(house, account.id)
        await c.execute(
            schema.jobs.insert(), [row | {"public_id": f"J-{n}", "idempotency_key": f"{n}"} for n in range(200)]
        )
    pictures = [os.urandom(3000) for n in range(5)]
    for each in pictures:
        await _stored(house, ANNA, each)
    limit = 12_000
    to = ReplyTo("chat", "chat-of-7", "1", {"bytes": str(limit)})

    reply = await house.ask("/export", reply_to=to)

    parts = [file.data or b"" for file in reply.files]
    assert len(parts) > 3
    assert max(map(len, parts)) <= limit
    for part in parts:
        with ZipFile(BytesIO(part)) as zipped:
            assert zipped.namelist()[0] == "README.txt"
    found = opened(parts)
    told = [row["public_id"] for name in found if name.startswith("history") for row in lines(found[name])]
    assert len(told) == len(set(told)) == 201
    assert all(each in found.values() for each in pictures)
    assert [file.name for file in reply.files][-1].endswith(f"-{len(parts)}-of-{len(parts)}.zip")


def _job_row(house: House, account_id: int) -> dict[str, Any]:
    table = schema.jobs
    columns = [column for column in table.columns if column.name != "id"]
    return {column.name: _value(house, account_id, "more", table, column) for column in columns}


async def test_a_picture_that_is_larger_than_the_chat_takes_or_gone_is_named_without_its_bytes(
    house: House, png: bytes
) -> None:
    await _stored(house, ANNA, bytes(30_000))
    key = await _stored(house, ANNA, png)
    await house.services.files.delete(key)
    to = ReplyTo("chat", "chat-of-7", "1", {"bytes": "20000"})

    found = exported(await house.ask("/export", reply_to=to))

    media = lines(found["media/index.jsonl"])
    assert [row["key"] for row in media] == [None, None]
    assert sorted(row["size"] for row in media) == sorted([30_000, len(png)])


async def test_the_readme_names_every_file_and_field_in_the_persons_language(house: House) -> None:
    await house.ask("/settings language:de")

    readme = exported(await house.ask("/export"))["README.txt"].decode("utf-8-sig")

    assert "Eine Kopie deiner Daten" in readme
    for file in ExportFile:
        assert file.value in readme
        assert all(field.name in readme for table in tables_of(file) for field in fields_of(table))
    assert all(f"{each.table}.{each.name}" in readme for why in LeftOut for each in left_out(why))


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
    await _stored(house, ANNA, png)
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
