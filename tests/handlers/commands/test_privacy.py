"""/privacy answers everyone, stores nothing, and opens its sections by button."""

from handlers.policy import POLICY_VERSION
from storage import accounts
from storage.database import Connection
from tests.handlers.conftest import House


async def test_asking_stores_nothing(house: House) -> None:
    reply = await house.ask("/privacy")

    assert "Asking for this text stores nothing of you. The buttons open the details." in reply.text
    assert reply.text.count(POLICY_VERSION) == 1
    assert reply.private
    async with house.services.database.read() as connection:
        assert await accounts.find(connection, "chat", "7") is None


async def test_every_button_opens_a_section(house: House) -> None:
    overview = await house.ask("/privacy")

    for row, buttons in enumerate(overview.buttons):
        for column, button in enumerate(buttons):
            section = await house.press(overview, row, column)
            assert section.text.startswith(button.label)
            assert len(section.text) <= 4096


async def test_an_unknown_section_is_named(house: House) -> None:
    assert "retention" in (await house.ask("/privacy cookies")).text


async def test_the_blocked_are_answered_too(house: House) -> None:
    account = await house.account()
    async with house.services.database.write() as connection:
        await block(connection, account.id)

    assert (await house.ask("/blur 4")).error == "blocked"
    assert (await house.ask("/privacy")).error is None
    assert (await house.ask("/delete")).error is None


async def block(connection: Connection, account_id: int) -> None:
    """Block an account in its row; there is no command for it yet."""
    await connection.exec_driver_sql("UPDATE accounts SET role = 'blocked' WHERE id = ?", (account_id,))
