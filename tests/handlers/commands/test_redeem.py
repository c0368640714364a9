"""/redeem turns a code into credits, once for each person."""

import asyncio

import pytest

from handlers.request import Identity
from tests.handlers.conftest import ANNA, House

OWNER = Identity("chat", "1")


async def code(house: House, words: str) -> str:
    house.change(prices={"enabled": True}, access={"owners": ("chat:1",)})
    reply = await house.ask(f"/admin code {words}", identity=OWNER)
    return reply.text.removeprefix("Code ").split(":")[0]


async def test_a_code_is_worth_its_credits_once_to_each(house: House) -> None:
    made = await code(house, "5 2")
    people = [Identity("page", str(number)) for number in range(3)]

    assert (await house.ask(f"/redeem {made}", identity=people[0])).text == "The code was worth 5 credits; you have 5."
    assert (await house.ask(f"/redeem {made}", identity=people[0])).text == "You have used this code before."
    assert (await house.ask(f"/redeem {made}", identity=people[1])).error is None
    assert (await house.ask(f"/redeem {made}", identity=people[2])).error == "wrong_code"
    assert [await house.credits(each) for each in people] == [5, 5, 0]
    assert await house.books_agree()


async def test_of_fifty_at_once_one_gets_it(any_house: House) -> None:
    house = any_house
    made = await code(house, "5")
    people = [Identity("page", str(number)) for number in range(50)]

    replies = await asyncio.gather(*(house.ask(f"/redeem {made}", identity=each) for each in people))

    assert sorted(reply.error or "" for reply in replies) == ["", *["wrong_code"] * 49]


async def test_a_new_account_does_not_redeem_it_again(house: House) -> None:
    made = await code(house, "5 9")
    await house.ask(f"/redeem {made}")
    await house.press(await house.ask("/delete"))

    assert (await house.ask(f"/redeem {made}")).text == "You have used this code before."
    assert await house.credits(ANNA) == 0


async def test_two_chats_of_one_person_redeem_it_once(house: House) -> None:
    made = await code(house, "5 9")
    page = Identity("page", "1")
    await house.ask(f"/redeem {made}", identity=page)
    await house.join(page)

    assert (await house.ask(f"/redeem {made}")).text == "You have used this code before."
    assert await house.credits(ANNA) == 5


async def test_an_expired_code_is_worth_nothing(house: House) -> None:
    made = await code(house, "5 1 1")
    house.clock.pass_by(days=1)

    assert (await house.ask(f"/redeem {made}")).error == "wrong_code"


async def test_a_group_redeems_nothing(house: House) -> None:
    made = await code(house, "5 9")
    group = Identity("room", "g")

    assert (await house.ask(f"/redeem {made}", identity=group, group="g")).error == "in_the_groups_name"
    assert await house.credits(group) == 0


@pytest.mark.parametrize("at_once", [False, True])
async def test_new_cookies_of_one_network_redeem_it_once(any_house: House, at_once: bool) -> None:
    house = any_house
    made = await code(house, "5 2")
    pages = [Identity("page", str(number)) for number in range(4)]
    asked = [house.ask(f"/redeem {made}", identity=each, network=b"home") for each in pages]

    replies = await asyncio.gather(*asked) if at_once else [await each for each in asked]

    before = "You have used this code before."
    assert sorted(reply.text for reply in replies) == ["The code was worth 5 credits; you have 5.", *[before] * 3]
    elsewhere = await house.ask(f"/redeem {made}", identity=Identity("page", "9"), network=b"cafe")
    assert elsewhere.error is None, "no use was lost"


async def test_a_code_is_typed_behind_the_command(house: House) -> None:
    house.change(prices={"enabled": True})

    assert (await house.ask("/redeem")).text.startswith("Type the code after it: /redeem ABCD-EFGH.")
