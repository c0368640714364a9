"""Erasing a person: nothing that tells who it was stays, in any column, in the file or in its log."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from storage import (
    accounts,
    books,
    buttons,
    codes,
    inbox,
    jobs,
    last_pictures,
    ledger,
    notices,
    schema,
    settings,
    shown_messages,
    uploads,
    usage,
)
from storage.classification import Erase
from storage.database import Connection, Database
from storage.jobs import NewJob
from storage.personal_data import ErasureCounts, classification, encrypted_rows_exist, erase, remaining
from storage.vault import Vault
from tests.storage.conftest import MASTER_KEY, NOW, new_job

MARKER = "lighthouse-4711"
SECRET = MARKER.encode()
VAULT = Vault(Path("no-folder"), MASTER_KEY)  # it only signs here, which needs no keys


def _senders(external_id: str = MARKER) -> list[bytes]:
    """The hashes that this person's messages carry; one for each chat that leads to the account."""
    return [f"hash of {external_id}".encode(), f"another hash of {external_id}".encode()]


async def _live(c: Connection, external_id: str = MARKER) -> int:
    """Fill every table for one person, with the marker wherever text or bytes go."""
    account_id = (await accounts.find_or_open(c, "telegram", external_id, NOW)).id
    await accounts.agree(c, account_id, f"version {MARKER}", NOW)
    await accounts.set_language(c, account_id, MARKER)
    await accounts.touch(c, account_id, NOW)
    await accounts.set_unreachable(c, "telegram", external_id, NOW)
    await settings.set_setting(c, account_id, MARKER, MARKER)
    await usage.count(c, account_id, MARKER, NOW.date())
    await buttons.make(c, account_id, MARKER, SECRET, NOW + timedelta(minutes=10), panel=MARKER)
    await last_pictures.put(c, account_id, SECRET, SECRET, NOW + timedelta(hours=24))
    await shown_messages.add(c, account_id, SECRET, NOW)
    await codes.make_link(c, VAULT, account_id, NOW + timedelta(minutes=10))
    await notices.add(c, f"report {MARKER} {account_id}", MARKER, NOW, {"id": MARKER}, account_id, SECRET)
    for number, sender in enumerate(_senders(external_id)):
        await inbox.add(c, "telegram", 10 * account_id + number, SECRET * 50, sender, NOW)
    await inbox.poison(c, "telegram", 10 * account_id)
    await uploads.record(c, f"in/{external_id}", account_id, MARKER, 1, NOW, NOW + timedelta(hours=1))
    await ledger.grant(c, account_id, 10, f"charge of account {account_id}", NOW)
    for number in range(3):
        new = NewJob(
            account_id, MARKER, f"{MARKER}-{number}", MARKER, 3, MARKER, SECRET * 50, SECRET, SECRET, MARKER, NOW
        )
        job = await jobs.reserve(c, new, NOW)
        assert job is not None
        await jobs.begin(c, job.id, NOW)
        if number == 0:
            await jobs.succeed(c, job.id, 1, f"out/{job.id}/1", SECRET, NOW)
        if number == 1:
            await jobs.fail(c, job.id, 1, MARKER, {"limit": MARKER}, NOW)
    return account_id


async def _rows(c: Connection, table: Table) -> int:
    return int((await c.execute(select(func.count()).select_from(table))).scalar_one())


async def test_nothing_remains_of_the_erased_and_everything_of_the_others(database: Database) -> None:
    async with database.write() as c:
        mine = await _live(c)
        other = await _live(c, "someone-else")
        theirs = await remaining(c, other, _senders("someone-else"))
        assert theirs == await remaining(c, mine, _senders())

        counts = await erase(c, mine, NOW, _senders())

        assert await remaining(c, mine, _senders()) == {}
        assert await remaining(c, other, _senders("someone-else")) == theirs
        assert counts.rows == theirs
        assert sorted(counts.file_keys) == [f"in/{MARKER}", "out/1/1"]
        assert await accounts.find(c, "telegram", MARKER) is None
        assert await accounts.erased(c) == [mine]


async def test_an_erasure_waits_for_a_job_that_is_being_taken_on(database: Database, account_id: int) -> None:
    reserved = asyncio.Event()

    async def submit() -> None:
        async with database.write() as c:
            account = await accounts.find_or_open(c, "web", "visitor-1", NOW)
            await jobs.reserve(c, new_job(account.id), NOW)
            reserved.set()
            await asyncio.sleep(0.1)

    async def erase_it() -> ErasureCounts:
        await reserved.wait()
        async with database.write() as c:
            return await erase(c, account_id, NOW)

    _, counts = await asyncio.gather(submit(), erase_it())

    async with database.read() as c:
        assert await remaining(c, account_id) == {}
    assert len(counts.unfinished) == 1


@pytest.mark.parametrize("ending", ["fail", "undeliverable"])
async def test_an_erasure_and_a_job_that_is_given_back_do_not_wait_for_each_other(
    database: Database, account_id: int, ending: str
) -> None:
    async with database.write() as c:
        await ledger.grant(c, account_id, 1, "gift", NOW)
        job = await jobs.reserve(c, new_job(account_id, price=1), NOW)
        assert job
        await jobs.begin(c, job.id, NOW)
        if ending == "undeliverable":
            await jobs.succeed(c, job.id, 1, None, None, NOW)
    locked = asyncio.Event()

    async def erase_it() -> None:
        async with database.write() as c:
            await accounts.lock(c, account_id)
            locked.set()
            await asyncio.sleep(0.1)
            await erase(c, account_id, NOW)

    async def give_back() -> None:
        await locked.wait()
        async with database.write() as c:
            if ending == "fail":
                await jobs.fail(c, job.id, 1, "crashed", {}, NOW)
            else:
                await jobs.undeliverable(c, job.id, NOW)

    await asyncio.gather(erase_it(), give_back())

    async with database.read() as c:
        assert await books.check(c) == []


async def test_work_and_answers_on_their_way_are_named_to_be_stopped(database: Database, account_id: int) -> None:
    async with database.write() as c:
        taken = [await jobs.reserve(c, new_job(account_id, str(number)), NOW) for number in range(3)]
        waiting, done, delivered = [job.id for job in taken if job]
        for number in (done, delivered):
            await jobs.begin(c, number, NOW)
            await jobs.succeed(c, number, 1, None, None, NOW)
        await jobs.delivered(c, delivered, NOW)

        counts = await erase(c, account_id, NOW)

    assert sorted(counts.unfinished) == [waiting, done]


async def test_every_table_that_is_erased_was_filled_by_this_test(database: Database) -> None:
    async with database.write() as c:
        account_id = await _live(c)
        left = await remaining(c, account_id, _senders())

    erased = {
        table.name
        for table in schema.metadata.sorted_tables
        if any(classification(column).erase is not Erase.KEEP for column in table.columns)
    }
    assert set(left) == erased


async def test_the_ledger_stays_and_agrees_and_the_open_job_was_refunded(database: Database) -> None:
    async with database.write() as c:
        account_id = await _live(c)
        assert await ledger.balance(c, account_id) == 10 - 3 - 3  # one captured, one still held

        await erase(c, account_id, NOW)

        assert await ledger.balance(c, account_id) == 10 - 3
        assert await books.check(c) == []


async def test_who_comes_back_is_a_stranger(database: Database) -> None:
    async with database.write() as c:
        before = await _live(c)
        await erase(c, before, NOW)

        after = await accounts.find_or_open(c, "telegram", MARKER, NOW)

        assert after.id != before
        assert (after.role, after.credits, after.agreed_version) == ("guest", 0, None)


async def test_sealed_rows_forbid_a_new_master_key(database: Database) -> None:
    async with database.write() as c:
        assert not await encrypted_rows_exist(c)
        account_id = await _live(c)
        assert await encrypted_rows_exist(c)
        await erase(c, account_id, NOW, _senders())
        assert not await encrypted_rows_exist(c)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_byte_of_it_is_left_on_the_disk(database: Database, tmp_path: Path) -> None:
    def found() -> int:
        return sum(path.read_bytes().count(SECRET) for path in tmp_path.glob("darkroom.db*"))

    async with database.write() as c:
        account_id = await _live(c)
    assert found() > 0

    async with database.write() as c:
        await erase(c, account_id, NOW, _senders())
    assert await database.truncate_wal()

    assert found() == 0
