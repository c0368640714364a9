"""/agree makes a guest a member, once."""

from handlers.policy import TERMS_VERSION
from tests.handlers.conftest import House


async def test_agreeing_is_recorded_with_its_version(house: House) -> None:
    reply = await house.press(await house.ask("/start"))

    account = await house.account()
    assert account.role == "member"
    assert account.agreed_version == TERMS_VERSION
    assert "20MB" in reply.text


async def test_agreeing_twice_changes_nothing(house: House) -> None:
    await house.ask("/agree")
    before = await house.account()

    await house.ask("/agree")

    assert await house.account() == before
