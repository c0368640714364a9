"""A code joins the accounts of two chats, once, for who made it; guessing gets nowhere."""

import asyncio

import pytest

from handlers.joining import TRIES
from handlers.reply import Reply
from handlers.request import Identity
from storage import accounts, jobs, ledger
from storage.words import random_word
from tests.handlers.conftest import ANNA, House

PAGE = Identity("page", "visitor-1")
ON = {"enabled": True}


def code_in(reply: Reply) -> str:
    return reply.text.split("Your code is ")[1].split(".")[0]


async def test_two_chats_share_one_account(house: House) -> None:
    house.change(prices=ON)
    await house.give(3)
    await house.give(4, PAGE)

    reply = await house.join(PAGE)

    assert reply.text == "Done: both chats share one account now. You have 7 credits."
    assert (await house.account(PAGE)).id == (await house.account(ANNA)).id
    assert await house.books_agree()


async def test_nothing_is_said_of_credits_where_there_are_none(house: House) -> None:
    await house.account(PAGE)

    assert (await house.join(PAGE)).text == "Done: both chats share one account now."


async def test_joining_is_asked_for_first_and_says_what_it_means(house: House) -> None:
    await house.give(2, PAGE)
    house.change(prices=ON)
    code = code_in(await house.ask("/link"))

    asked = await house.ask(f"/link {code}", identity=PAGE)

    assert "2 credits move along" in asked.text
    assert "Only do this if you made the code yourself" in asked.text
    assert (await house.account(PAGE)).id != (await house.account(ANNA)).id


async def test_of_fifty_at_once_one_is_joined(any_house: House) -> None:
    house = any_house
    people = [Identity("page", str(number)) for number in range(50)]
    code = code_in(await house.ask("/link"))
    asked = [await house.ask(f"/link {code}", identity=each) for each in people]

    replies = await asyncio.gather(
        *(house.press(reply, identity=each) for reply, each in zip(asked, people, strict=True))
    )

    assert sorted(reply.error or "" for reply in replies) == ["", *["button_spent"] * 49]
    async with house.services.database.read() as c:
        account = await accounts.find(c, "chat", "7")
        assert account
        assert len(await accounts.identities(c, account.id)) == 2


async def test_a_wrong_code_costs_a_try_and_then_takes_time(house: House) -> None:
    texts = [(await house.ask("/link AAAAAAAA", identity=PAGE)) for _ in range(TRIES + 1)]
    code = code_in(await house.ask("/link"))

    assert [reply.error for reply in texts] == ["wrong_code"] * TRIES + ["too_many_tries"]
    assert "you have 4 more tries" in texts[0].text
    assert "that was your last try for now" in texts[TRIES - 1].text
    assert "please wait 10 minutes" in texts[-1].text
    assert (await house.ask(f"/link {code}", identity=PAGE)).error == "too_many_tries"

    house.clock.pass_by(minutes=10)
    code = code_in(await house.ask("/link"))
    assert (await house.ask(f"/link {code}", identity=PAGE)).error is None


async def test_erasing_everything_brings_no_new_tries(house: House) -> None:
    for _ in range(TRIES):
        await house.ask("/link AAAAAAAA", identity=PAGE)
    await house.press(await house.ask("/delete", identity=PAGE), identity=PAGE)

    assert (await house.ask("/link AAAAAAAA", identity=PAGE)).error == "too_many_tries"


async def test_a_right_code_costs_no_try(house: House) -> None:
    for _ in range(2 * TRIES):
        code = code_in(await house.ask("/link"))
        assert (await house.ask(f"/link {code}", identity=PAGE)).error is None


async def test_a_thousand_guesses_of_a_hundred_people_find_nothing(house: House) -> None:
    people = [Identity("page", str(number)) for number in range(100)]
    await house.ask("/link")

    replies = [await house.ask(f"/link {random_word(8)}", identity=each) for each in people for _ in range(10)]

    assert sum(reply.error == "wrong_code" for reply in replies) == 100 * TRIES
    assert sum(reply.error == "too_many_tries" for reply in replies) == 100 * (10 - TRIES)


async def test_an_expired_code_joins_nobody(house: House) -> None:
    code = code_in(await house.ask("/link"))
    asked = await house.ask(f"/link {code}", identity=PAGE)
    house.clock.pass_by(minutes=10)

    assert (await house.press(asked, identity=PAGE)).error == "button_spent"
    assert (await house.ask(f"/link {code}", identity=PAGE)).error == "wrong_code"


@pytest.mark.parametrize("words", ["/link", "/link AAAAAAAA", "/unlink"])
async def test_accounts_are_joined_in_private(house: House, words: str) -> None:
    reply = await house.ask(words, identity=Identity("room", "7"), group="g")

    assert reply.error == "cannot_link"
    assert "in a private chat" in reply.text


async def test_a_code_of_ones_own_account_joins_nothing(house: House) -> None:
    code = code_in(await house.ask("/link"))

    assert "share this account already" in (await house.ask(f"/link {code}")).text


async def test_a_job_that_is_open_is_awaited(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png, identity=PAGE)
    code = code_in(await house.ask("/link"))

    assert "still open" in (await house.ask(f"/link {code}", identity=PAGE)).text
    await house.work()
    assert (await house.ask(f"/link {code}", identity=PAGE)).error is None


async def test_nobody_joins_somebody_who_is_blocked(house: House) -> None:
    house.change(access={"owners": ("chat:1",)})
    code = code_in(await house.ask("/link"))
    await house.ask("/admin block chat:7", identity=Identity("chat", "1"))

    assert (await house.ask(f"/link {code}", identity=PAGE)).error == "cannot_link"


async def test_the_history_of_both_is_one_and_goes_as_one(house: House, png: bytes) -> None:
    for identity in (PAGE, ANNA):
        await house.ask("/blur 2", png, identity=identity)
    await house.work()
    await house.join(PAGE)

    assert (await house.ask("/history", identity=PAGE)).text.count("blur") == 2
    reply = await house.press(await house.ask("/delete", identity=PAGE), identity=PAGE)

    assert "0 entries and 0 files are left" in reply.text
    async with house.services.database.read() as c:
        assert await jobs.states(c) == {}
    assert await house.services.files.list("out") == []
    assert {person.platform for person in house.chat.forgotten + house.page.forgotten} == {"chat", "page"}


async def test_what_a_day_allows_is_not_had_twice_by_linking(house: House, png: bytes) -> None:
    house.change(quotas={"most_guest": {"local": 1}})
    assert (await house.ask("/blur 2", png, identity=PAGE)).job
    await house.work()
    await house.join(PAGE)

    assert (await house.ask("/blur 2", png)).error == "daily_limit"
    await house.press(await house.ask("/unlink", identity=PAGE), identity=PAGE)
    assert (await house.ask("/blur 2", png, identity=PAGE)).error == "daily_limit"


async def test_a_chat_parts_again_and_credits_stay(house: House) -> None:
    house.change(prices=ON)
    await house.give(5, PAGE)
    await house.join(PAGE)

    asked = await house.ask("/unlink", identity=PAGE)
    assert "credits too, stays with the old account" in asked.text
    assert (await house.press(asked, identity=PAGE)).text == "Done: this chat has an account of its own now."

    assert (await house.credits(PAGE), await house.credits(ANNA)) == (0, 5)
    assert (await house.ask("/unlink", identity=PAGE)).text.startswith("No other chat")


async def owe(house: House, debt: int, identity: Identity) -> None:
    """Give credits, have them spent in a pot, and take them back."""
    account = await house.account(identity)
    async with house.services.database.write() as c:
        await ledger.purchase(c, account.id, debt, "charge-1", house.clock())
        await ledger.hold(c, account.id, 1, debt, house.clock())
        await ledger.chargeback(c, "charge-1", house.clock())


async def test_a_debt_is_named_before_it_moves_and_after(house: House) -> None:
    house.change(prices=ON)
    await owe(house, 3, PAGE)
    code = code_in(await house.ask("/link"))

    asked = await house.ask(f"/link {code}", identity=PAGE)
    joined = await house.press(asked, identity=PAGE)

    assert "A debt of 3 credits moves along" in asked.text
    assert joined.text.endswith("3 credits are owed and paid by the next that come.")


async def test_who_would_pay_the_debt_of_the_other_account_is_told(house: House) -> None:
    house.change(prices=ON)
    await owe(house, 3, ANNA)
    code = code_in(await house.ask("/link"))

    assert "owes 3 credits, which yours pay" in (await house.ask(f"/link {code}", identity=PAGE)).text


async def test_nobody_leaves_a_debt_behind_by_parting(house: House) -> None:
    house.change(prices=ON)
    await house.join(PAGE)
    asked = await house.ask("/unlink", identity=PAGE)
    await owe(house, 3, PAGE)

    assert "Credits are owed" in (await house.ask("/unlink", identity=PAGE)).text
    assert (await house.press(asked, identity=PAGE)).error == "cannot_link"
    assert (await house.account(PAGE)).id == (await house.account(ANNA)).id


async def test_a_chat_parts_when_its_jobs_are_over(house: House, png: bytes) -> None:
    await house.join(PAGE)
    await house.ask("/blur 2", png, identity=PAGE)

    assert "still open" in (await house.ask("/unlink", identity=PAGE)).text

    await house.work()
    assert (await house.ask("/unlink", identity=PAGE)).error is None
