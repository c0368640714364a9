"""/agree makes a guest a member, once."""

import pytest

from handlers.commands.agree import agree
from handlers.policy import TERMS_VERSION
from handlers.request import Identity
from tests.handlers.conftest import ANNA, House


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


async def test_newcomers_are_welcomed_once(house: House) -> None:
    house.change(prices={"enabled": True, "welcome": 4})
    await house.ask("/agree")
    await house.press(await house.ask("/delete"))
    await house.ask("/agree")

    assert await house.credits() == 0


async def test_a_new_cookie_makes_no_newcomer(house: House) -> None:
    house.change(prices={"enabled": True, "welcome": 4})
    pages = [Identity("page", str(number)) for number in range(3)]
    for page in pages:
        assert (await house.ask("/agree", identity=page, network=b"home")).error is None
    elsewhere = Identity("page", "9")
    await house.ask("/agree", identity=elsewhere, network=b"cafe")

    assert [await house.credits(page) for page in (*pages, elsewhere)] == [4, 0, 0, 4]


async def test_new_terms_bring_no_second_welcome_through_another_chat(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.change(prices={"enabled": True, "welcome": 4})
    page = Identity("page", "1")
    await house.ask("/agree")
    await house.join(page)
    monkeypatch.setitem(agree.handle.__globals__, "TERMS_VERSION", "newer")

    await house.ask("/agree", identity=page)

    assert (await house.account(ANNA)).agreed_version == "newer"
    assert await house.credits(ANNA) == 4


async def test_a_group_agrees_to_nothing_and_is_no_newcomer(house: House) -> None:
    house.change(prices={"enabled": True, "welcome": 4})
    groups = [Identity("room", name) for name in ("g", "h")]

    replies = [await house.ask("/agree", identity=each, group=each.external_id) for each in groups]

    assert [reply.error for reply in replies] == ["in_the_groups_name"] * 2
    assert [await house.credits(each) for each in groups] == [0, 0]


async def test_new_cookies_joined_to_one_chat_in_turn_are_welcomed_once(house: House) -> None:
    house.change(prices={"enabled": True, "welcome": 4})
    pages = [Identity("page", str(number)) for number in range(3)]
    for page in pages:
        await house.join(page, network=b"home")
        await house.ask("/agree", identity=page, network=b"home")
        await house.press(await house.ask("/unlink"))

    assert [await house.credits(each) for each in (*pages, ANNA)] == [4, 0, 0, 0]
