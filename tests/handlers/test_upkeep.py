"""What has expired goes, what is needed stays, and what a crash left behind is found."""

from datetime import timedelta
from pathlib import Path

import pytest

from handlers.erasure import erase_account
from handlers.request import Identity
from handlers.upkeep import GROUP_DAYS, INBOX_HOURS, SHOWN_HOURS, destroy_old_keys, purge, purge_orphans
from storage import buttons, groups, inbox, jobs, last_pictures, shown_messages, usage
from storage.backup import back_up, folder_beside
from storage.errors import KeyMissing
from storage.files import result_key, upload_key
from storage.groups import Group
from tests.handlers.conftest import House

PAGE = Identity("page", "visitor-1")
MARKED = Identity("chat", "lighthouse-4711")


@pytest.fixture
async def result(house: House, png: bytes) -> str:
    """The key of a kept result."""
    await house.ask("/blur 4", png, identity=PAGE)
    await house.work()
    key = house.page.sent[0].reply.files[0].key
    assert key
    return key


async def keep_house(house: House, **later: float) -> None:
    house.clock.pass_by(**later)
    await purge(house.services, orphan_seconds=0)


async def test_a_free_result_stays_as_long_as_an_upload_and_no_longer(house: House, result: str) -> None:
    minutes = house.services.config.privacy.upload_minutes
    await keep_house(house, minutes=minutes - 1)
    assert await house.services.files.list("out") == [result]

    await keep_house(house, minutes=1)
    assert await house.services.files.list("out") == []


async def test_a_paid_result_stays_for_its_hours_and_no_longer(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(1, PAGE)
    await house.ask("/blur 4", png, identity=PAGE)
    await house.work()
    hours = house.services.config.jobs.result_hours

    await keep_house(house, hours=hours - 1)
    assert len(await house.services.files.list("out")) == 1
    await keep_house(house, hours=1)
    assert await house.services.files.list("out") == []


async def test_what_a_picture_told_of_itself_goes_with_its_result(house: House, png: bytes) -> None:
    """/info full names places and times: it must not stay as long as the job's record does."""
    await house.ask("/info full", png, identity=PAGE)
    await house.work()
    account = await house.account(PAGE)
    kept = []
    for minutes in (house.services.config.privacy.upload_minutes - 1, 1):
        await keep_house(house, minutes=minutes)
        async with house.services.database.read() as connection:
            kept += [job.result is not None for job in await jobs.history(connection, [account.id], 10)]

    assert kept == [True, False]


async def test_rows_go_after_their_days(house: House, result: str) -> None:
    account = await house.account(PAGE)
    await keep_house(house, days=31)
    async with house.services.database.read() as connection:
        assert await jobs.history(connection, [account.id], 10) == []
        assert await usage.usage(connection, account.id, house.clock().date() - timedelta(days=40)) != []

    await keep_house(house, days=10)
    async with house.services.database.read() as connection:
        assert await usage.usage(connection, account.id, house.clock().date() - timedelta(days=60)) == []


async def test_a_button_that_nobody_pressed_goes(house: House) -> None:
    account = await house.account()
    async with house.services.database.write() as connection:
        await buttons.make(connection, account.id, "erase", b"", house.clock() + timedelta(minutes=10))
    await keep_house(house, minutes=11)

    async with house.services.database.write() as connection:
        assert await buttons.drop_expired(connection, house.clock()) == 0


async def test_a_message_goes_after_a_day_answered_or_not(house: House) -> None:
    async with house.services.database.write() as connection:
        for number in range(3):
            await inbox.add(connection, "chat", number, b"sealed", None, house.clock())
        await inbox.done(connection, "chat", [1])
        await inbox.poison(connection, "chat", 2)

    await keep_house(house, hours=INBOX_HOURS)
    async with house.services.database.read() as connection:
        assert await inbox.newest(connection, "chat") == 2
        assert await inbox.count_waiting(connection, "chat") == 1
    await keep_house(house, seconds=1)
    async with house.services.database.read() as connection:
        assert await inbox.newest(connection, "chat") is None


async def test_no_message_outlives_the_key_of_its_day_and_no_key_its_messages(house: House) -> None:
    """Until its last message is purged a day's key is needed; from then on it would only be a danger."""
    vault = house.services.vault
    last_moment = house.clock().replace(hour=23, minute=59)
    house.clock.now = last_moment
    sealed = vault.seal_for_day(house.clock(), b"a message", "inbox")

    await keep_house(house, hours=INBOX_HOURS)
    assert vault.unseal_of_day(sealed, "inbox") == b"a message"

    await keep_house(house, minutes=1)
    with pytest.raises(KeyMissing):
        vault.unseal_of_day(sealed, "inbox")


async def test_the_settings_of_a_group_go_some_time_after_we_left_it(house: House) -> None:
    async with house.services.database.write() as connection:
        for group in ("left", "stays"):
            await groups.put(connection, Group("chat", group, "de"), house.clock())
        await groups.removed(connection, "chat", "left", house.clock())

    found = []
    for time in ({"days": GROUP_DAYS}, {"seconds": 1}):
        await keep_house(house, **time)
        async with house.services.database.read() as connection:
            found += [await groups.get(connection, "chat", group) is not None for group in ("left", "stays")]

    assert found == [True, True, False, True]


async def test_a_last_picture_that_has_expired_goes(house: House) -> None:
    account = await house.account()
    async with house.services.database.write() as connection:
        await last_pictures.put(connection, account.id, b"here", b"sealed", house.clock() + timedelta(hours=24))
    await keep_house(house, hours=24)

    async with house.services.database.write() as connection:
        assert await last_pictures.drop_expired(connection, house.clock()) == 0


async def test_an_answer_that_nobody_could_delete_in_time_is_forgotten(house: House) -> None:
    account = await house.account()
    async with house.services.database.write() as connection:
        await shown_messages.add(connection, account.id, b"sealed", house.clock())

    left = []
    for time in ({"hours": SHOWN_HOURS}, {"seconds": 1}):
        await keep_house(house, **time)
        async with house.services.database.read() as connection:
            left.append(len(await shown_messages.due(connection, house.clock())))

    assert left == [1, 0]


async def test_a_copy_of_the_database_goes_after_its_days(house: House) -> None:
    path = house.services.database.path
    assert path
    copy = await back_up(path, folder_beside(path), house.clock())
    days = house.services.config.privacy.backup_days

    await keep_house(house, days=days)
    assert copy.exists()
    await keep_house(house, seconds=1)
    assert not copy.exists()


async def test_files_that_no_row_knows_go(house: House, result: str) -> None:
    account = await house.account(PAGE)
    for key in (upload_key(), f"{result_key(999, 1)}/1"):
        await house.services.files.put(key, account.id, b"left behind")

    assert await purge_orphans(house.services, 0) == 2
    assert await house.services.files.list("out") == [result]


async def test_what_a_running_job_has_just_written_stays(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 4", png, identity=PAGE)
    account = await house.account(PAGE)
    async with house.services.database.write() as connection:
        job = await jobs.find(connection, reply.job or "", account.id)
        assert job
        begun = await jobs.begin(connection, job.id, house.clock())
    assert begun
    await house.services.files.put(f"{result_key(job.id, begun.attempt)}/1", account.id, b"new")

    assert await purge_orphans(house.services, 0) == 0


async def test_a_key_that_came_back_after_an_erasure_is_destroyed(house: House) -> None:
    account = await house.account()
    await house.press(await house.ask("/delete"))
    house.services.vault.seal(account.id, b"by a job that was just ending", "job.result")

    await destroy_old_keys(house.services)

    assert not house.services.vault.holds(account.id)


async def test_deleted_text_that_a_reader_kept_in_the_log_goes_with_the_next_look(house: House, tmp_path: Path) -> None:
    def found() -> int:
        return sum(file.read_bytes().count(MARKED.external_id.encode()) for file in tmp_path.glob("darkroom.db*"))

    account = await house.account(MARKED)
    async with house.services.database.read() as reader:
        await jobs.states(reader)
        await erase_account(account.id, house.services)
    assert found() > 0

    await keep_house(house)

    assert found() == 0


async def test_what_has_expired_goes_from_a_full_disk(full_house: House) -> None:
    assert await full_house.services.files.list("out") != []

    await keep_house(full_house, days=40)

    assert await full_house.services.files.list("out") == []
    async with full_house.services.database.read() as connection:
        assert await jobs.states(connection) == {}
