"""/start says what this is and offers to agree."""

import pytest

from storage import accounts
from tests.handlers.conftest import RITA, House


async def test_a_stranger_is_offered_the_terms_and_nothing_is_stored(house: House) -> None:
    reply = await house.ask("/start")

    assert reply.palette
    assert [button.command for row in reply.buttons for button in row] == ["agree", "privacy", "terms"]
    async with house.services.database.read() as connection:
        assert await accounts.find(connection, "chat", "7") is None


async def test_a_member_is_welcomed_back(house: House) -> None:
    await house.press(await house.ask("/start"))

    assert (await house.ask("/start")).text.startswith("Welcome back")


@pytest.mark.parametrize(
    ("code", "command"),
    [
        ("go_privacy", "/privacy"),
        ("go_settings", "/settings"),
        ("go_usage", "/usage"),
        ("go_delete", "/delete"),
        ("go_terms", "/terms"),
        ("go_help", "/help"),
    ],
)
async def test_a_link_from_a_group_leads_to_a_command(house: House, code: str, command: str) -> None:
    assert (await house.ask(f"/start {code}", identity=RITA)).text == (await house.ask(command, identity=RITA)).text


async def test_a_link_lets_nobody_in(house: House) -> None:
    house.change(access={"mode": "allowlist"})

    assert (await house.ask("/start go_usage")).error == "not_admitted"
    assert (await house.ask("/start go_privacy")).error is None


async def test_a_link_to_anything_else_is_a_start(house: House) -> None:
    for code in ("go_erase", "go_cancel", "go_", "go_privacy2"):
        assert (await house.ask(f"/start {code}")).text.startswith("This is Darkroom")
