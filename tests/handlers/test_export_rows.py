"""Rows of an export: what is sealed for the person is opened, what was forgotten or has expired is not told."""

import csv
import json
from io import StringIO

from handlers import sealing
from handlers.export_rows import OPENED
from storage import jobs, schema
from storage.classification import ExportFile
from storage.exports import fields_of, tables_of
from tests.handlers.conftest import House
from tests.handlers.exports import exported, fill, lines


def test_every_sealed_field_of_an_export_can_be_opened() -> None:
    tables = [table for file in ExportFile for table in tables_of(file)]
    sealed = {(table, field.name) for table in tables for field in fields_of(table) if field.is_sealed}

    assert sealed == set(OPENED)


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
        await fill(c, house, account.id, "anna")
        sealed = house.services.vault.seal(account.id, b'[["removed-tool",{"size":"4"}]]', sealing.STEPS)
        await c.execute(schema.jobs.update().values(steps=sealed))

    (job,) = lines(exported(await house.ask("/export"))["history.jsonl"])

    assert job["steps"] == [["removed-tool", {"size": "4"}]]
