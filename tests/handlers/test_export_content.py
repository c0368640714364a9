"""What an export holds: all that is stored of a person and of who was joined to them, and nothing of anyone else."""

import json
import os
from io import BytesIO
from zipfile import ZipFile

from handlers.request import Identity, ReplyTo
from storage import accounts, linking, schema
from storage.classification import ExportFile, LeftOut
from storage.exports import fields_of, left_out, tables_of
from tests.handlers.conftest import ANNA, House
from tests.handlers.exports import NO_MARK, exported, filled, job_row, lines, mark, opened, stored

BERT = Identity("chat", "8")
PAGE = Identity("page", "visitor-1")


async def test_everything_of_a_person_is_in_it_and_nothing_of_anyone_else(any_house: House) -> None:
    house = any_house
    await filled(house, ANNA, "anna")
    await filled(house, BERT, "bert")

    everything = b"\n".join(exported(await house.ask("/export")).values()).decode()

    assert "bert" not in everything
    for file in ExportFile:
        for table in tables_of(file):
            for field in fields_of(table):
                if field.kind in ("text", "json") and (table, field.name) not in NO_MARK:
                    assert mark("anna", table, field.name) in everything
    for why in LeftOut:
        for each in left_out(why):
            assert mark("anna", each.table, each.name) not in everything


async def test_a_joined_account_is_in_it_with_its_pictures(house: House, png: bytes) -> None:
    await filled(house, PAGE, "page")
    await stored(house, PAGE, png)
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
    assert mark("page", "jobs", "steps") in found["history.jsonl"].decode()
    assert png in found.values()


async def test_many_parts_are_each_below_the_limit_and_hold_everything_together(house: House) -> None:
    await filled(house, ANNA, "anna")
    account = await house.account()
    async with house.services.database.write() as c:
        row = job_row(house, account.id)
        await c.execute(
            schema.jobs.insert(), [row | {"public_id": f"J-{n}", "idempotency_key": f"{n}"} for n in range(200)]
        )
    pictures = [os.urandom(3000) for n in range(5)]
    for each in pictures:
        await stored(house, ANNA, each)
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


async def test_a_picture_that_is_larger_than_the_chat_takes_or_gone_is_named_without_its_bytes(
    house: House, png: bytes
) -> None:
    await stored(house, ANNA, bytes(30_000))
    key = await stored(house, ANNA, png)
    await house.services.files.delete(key)
    to = ReplyTo("chat", "chat-of-7", "1", {"bytes": "20000"})

    found = exported(await house.ask("/export", reply_to=to))

    media = lines(found["media/index.jsonl"])
    assert [row["key"] for row in media] == [None, None]
    assert sorted(row["size"] for row in media) == sorted([30_000, len(png)])
