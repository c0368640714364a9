"""After the button of /delete no row, no file and no byte of a person is left."""

from pathlib import Path

from handlers.request import Identity
from storage import accounts, jobs
from tests.handlers.conftest import House

PAGE = Identity("page", "a-very-telling-visitor-id")


async def test_rows_files_and_key_are_gone(house: House, png: bytes) -> None:
    await house.ask("/agree", identity=PAGE)
    await house.ask("/blur 2", png, identity=PAGE)
    await house.work()
    account = await house.account(PAGE)

    reply = await house.press(await house.ask("/delete", identity=PAGE), identity=PAGE)

    assert "0 entries and 0 files are left" in reply.text
    assert "paid" not in reply.text
    assert reply.erased
    assert await house.services.files.list("out") == []
    assert not house.services.vault.holds(account.id)
    async with house.services.database.read() as connection:
        assert await accounts.find(connection, PAGE.platform, PAGE.external_id) is None


async def test_not_a_byte_is_left_on_the_disk(house: House, png: bytes, tmp_path: Path) -> None:
    await house.ask("/blur 2", png, identity=PAGE)
    await house.work()
    assert files_with(PAGE.external_id, tmp_path)

    await house.press(await house.ask("/delete", identity=PAGE), identity=PAGE)

    assert files_with(PAGE.external_id, tmp_path) == []


async def test_open_jobs_are_stopped_and_nothing_is_sent_afterwards(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png)

    await house.press(await house.ask("/delete"))
    await house.work()
    await house.restart()
    await house.work()

    assert house.chat.sent == []
    assert len(house.chat.stops) == 1
    async with house.services.database.read() as connection:
        assert await jobs.states(connection) == {}


async def test_the_books_agree_and_one_can_begin_anew(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5)
    await house.ask("/blur 2", png)

    reply = await house.press(await house.ask("/delete"))

    assert "What was paid stays in the books" in reply.text
    assert await house.books_agree()
    assert await house.credits() == 0
    assert (await house.ask("/start")).palette


def files_with(word: str, folder: Path) -> list[Path]:
    """Return the files below a folder that hold this word anywhere."""
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
