"""An erasure is proved by what is left: nothing."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from handlers.erasure import erase_account
from handlers.reply import Reply
from handlers.request import Identity, ReplyTo
from storage import inbox, jobs, personal_data
from storage.backup import back_up
from storage.database import Connection
from storage.files import upload_key
from storage.personal_data import ErasureCounts
from storage.uploads import record
from tests.handlers.conftest import ANNA, House, picture
from tools.work import Result, Work

PAGE = Identity("page", "visitor-1")


async def test_uploads_results_and_rows_of_this_person_alone_go(house: House, png: bytes) -> None:
    for person in (PAGE, Identity("page", "visitor-2")):
        await house.ask("/blur 2", png, picture(9, 9), identity=person)
        await house.work()
    account = await house.account(PAGE)
    key = upload_key()
    await house.services.files.put(key, account.id, b"an upload")
    async with house.services.database.write() as connection:
        await record(connection, key, account.id, "upload", 9, house.clock(), house.clock())

    receipt = await erase_account(account.id, house.services)

    assert (receipt.rows_left, receipt.files_left) == (0, 0)
    assert await house.services.files.list("in") == []
    assert len(await house.services.files.list("out")) == 2
    async with house.services.database.read() as connection:
        assert await jobs.states(connection) == {"delivered": 1}


async def test_a_backup_from_before_tells_the_chats_id_of_a_person_and_nothing_they_asked_for(
    house: House, tmp_path: Path
) -> None:
    person = Identity("page", "lighthouse-4711")
    await house.ask("/placeholder text:lighthouse", identity=person, key="page:lighthouse-4711:1")
    copy = await back_up(tmp_path / "darkroom.db", tmp_path / "backups", house.clock())

    await erase_account((await house.account(person)).id, house.services)

    with closing(sqlite3.connect(copy)) as rows:
        told = [line for line in rows.iterdump() if "lighthouse" in line]
    assert [line.partition(" VALUES")[0] for line in told] == ['INSERT INTO "identities"']


async def test_a_job_that_begins_while_an_erasure_does_is_stopped(
    house: House, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, write = await house.account(), house.services.database.write
    begun, never = asyncio.Event(), asyncio.Event()

    async def work_on(work: Work) -> Result:
        begun.set()
        await never.wait()
        raise AssertionError("nobody waits for this any more")

    @asynccontextmanager
    async def write_after_a_job_began() -> AsyncIterator[Connection]:
        monkeypatch.undo()
        await house.ask("/blur 4", png)
        working.append(asyncio.ensure_future(house.work()))
        await begun.wait()
        async with write() as connection:
            yield connection

    working: list[asyncio.Future[None]] = []
    house.engine.run = work_on  # type: ignore[method-assign]  # work that takes long
    monkeypatch.setattr(house.services.database, "write", write_after_a_job_began)

    receipt = await erase_account(account.id, house.services)

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(working[0], 5)
    assert (receipt.rows_left, house.chat.sent) == (0, [])


async def test_an_answer_on_its_way_is_stopped(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(1)
    sending, never = asyncio.Event(), asyncio.Event()

    async def send(to: ReplyTo, reply: Reply, delivery: str) -> None:
        sending.set()
        await never.wait()

    house.chat.send = send  # type: ignore[method-assign]  # a chat that takes long
    await house.ask("/blur 4", png)
    working = asyncio.ensure_future(house.work())
    await sending.wait()
    account = await house.account()

    await erase_account(account.id, house.services)

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(working, 5)


@pytest.mark.parametrize("erase_first", [True, False])
async def test_what_is_asked_for_while_an_erasure_runs_is_erased_or_begins_anew(
    any_house: House, png: bytes, erase_first: bool
) -> None:
    house = any_house
    account = await house.account()
    steps = [house.ask("/blur 4", png) for _ in range(3)]
    steps.insert(0 if erase_first else 3, erase_account(account.id, house.services))  # type: ignore[arg-type]

    await asyncio.gather(*steps)

    async with house.services.database.read() as connection:
        assert await personal_data.remaining(connection, account.id) == {}


async def test_a_person_on_a_full_disk_is_erased(full_house: House) -> None:
    account = await full_house.account()

    reply = await full_house.press(await full_house.ask("/delete"))

    assert "0 entries and 0 files are left" in reply.text
    async with full_house.services.database.read() as connection:
        assert await personal_data.remaining(connection, account.id) == {}


async def test_the_chats_of_this_person_are_told_to_forget_them(house: House) -> None:
    await house.account(PAGE)
    account = await house.account()

    await erase_account(account.id, house.services)

    assert house.chat.forgotten == [ANNA]
    assert house.page.forgotten == []


async def test_somebody_of_a_chat_that_is_off_is_erased_too(house: House) -> None:
    account = await house.account(PAGE)
    house.services.chats.pop("page")  # type: ignore[attr-defined]  # as a start without that adapter

    assert (await erase_account(account.id, house.services)).rows_left == 0


async def test_erasing_twice_is_no_error(house: House) -> None:
    account = await house.account()

    first = await erase_account(account.id, house.services)

    assert await erase_account(account.id, house.services) == first


async def test_messages_of_this_person_alone_that_wait_to_be_answered_go(house: House) -> None:
    account = await house.account()
    vault = house.services.vault
    people = (ANNA, Identity("chat", "8"), Identity("page", ANNA.external_id))
    async with house.services.database.write() as connection:
        for number, person in enumerate(people):
            sender = inbox.sender_of(vault, person.platform, person.external_id)
            await inbox.add(connection, person.platform, number, b"sealed", sender, house.clock())

    receipt = await erase_account(account.id, house.services)

    assert receipt.rows_left == 0
    async with house.services.database.read() as connection:
        assert [row.update_id for row in await inbox.waiting(connection, "chat", 10)] == [1]
        assert [row.update_id for row in await inbox.waiting(connection, "page", 10)] == [2]


async def test_a_message_that_was_not_erased_is_counted_as_left(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof looks for itself: it does not believe what was counted on the way."""
    account = await house.account()
    async with house.services.database.write() as connection:
        sender = inbox.sender_of(house.services.vault, ANNA.platform, ANNA.external_id)
        await inbox.add(connection, ANNA.platform, 1, b"sealed", sender, house.clock())

    async def erase_nothing(*_: object) -> ErasureCounts:
        return ErasureCounts({}, [], [])

    monkeypatch.setattr(personal_data, "erase", erase_nothing)

    assert (await erase_account(account.id, house.services)).rows_left > 1
