"""What a job costs: free runs first, each on its own day and once for a person, then the pot's credits or one's own."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.reply import Reply
from handlers.request import Identity
from handlers.services import Services
from storage import accounts, ledger, notices, quotas
from storage.persons import person_of
from storage.quotas import month_of
from tests.handlers.conftest import ANNA, RITA, House, picture
from tools.catalog import Catalog, load_catalog

PRICES = {"enabled": True}
BUDGET = {"monthly": {"openai": 10}, "costs": {"openai": {"blur": 4}}}


def with_model(services: Services) -> Services:
    """Put flip on the shelf of the tools with a model."""
    catalog = load_catalog()
    return replace(services, catalog=Catalog({**catalog, "flip": replace(catalog["flip"], category="ai")}))


@pytest.fixture
async def ai(house: House) -> House:
    """A house where flip costs what a tool with a model does, and Anna is a member."""
    house.services = with_model(house.services)
    house.change(prices=PRICES)
    await house.ask("/agree")
    return house


async def free_used(house: House, identity: Identity = ANNA) -> int:
    person = person_of(house.services.vault, identity.platform, identity.external_id)
    async with house.services.database.read() as c:
        return await quotas.used(c, person, "free ai", quotas.day_of(house.clock()))


async def test_the_first_of_the_day_is_free_and_the_next_costs(ai: House, png: bytes) -> None:
    await ai.give(5)

    first, second = await ai.ask("/flip", png), await ai.ask("/flip", png)

    assert (await ai.job(first.job)).price == 0
    assert second.text.endswith("It costs one credit; you have 5.")
    assert await ai.credits() == 4


async def test_a_new_day_in_utc_brings_a_new_one(ai: House, png: bytes) -> None:
    ai.clock.now = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
    assert (await ai.ask("/flip", png)).job
    assert (await ai.ask("/flip", png)).error == "out_of_credits"

    ai.clock.pass_by(seconds=1)

    assert (await ai.ask("/flip", png)).job


async def test_what_fails_tomorrow_gives_back_today(ai: House, png: bytes) -> None:
    await ai.ask("/flip", b"no picture")
    assert await free_used(ai) == 1
    ai.clock.pass_by(days=1)
    await ai.ask("/flip", png)

    await ai.work()

    assert sorted(bool(sent.reply.error) for sent in ai.chat.sent) == [False, True]
    assert await free_used(ai) == 1, "today's own is used"
    ai.clock.pass_by(days=-1)
    assert await free_used(ai) == 0


async def test_who_asks_for_too_much_is_told_what_is_still_free(ai: House, png: bytes) -> None:
    reply = await ai.ask("/flip", png, png, png)

    assert reply.error == "out_of_credits"
    assert "One run is still free today: use one tool on one picture alone." in reply.text
    assert "returns in" not in reply.text
    assert await free_used(ai) == 0


async def test_more_than_a_day_has_is_not_put_off_until_tomorrow(ai: House, png: bytes) -> None:
    ai.change(quotas={"most_member": {"ai": 2}})

    reply = await ai.ask("/flip", png, png, png)

    assert reply.error == "daily_limit"
    assert reply.text.startswith("You asked for 3 runs of AI tools; one person has 2 a day")
    assert "there is more" not in reply.text


async def test_of_many_at_once_one_is_free(ai: House, png: bytes) -> None:
    replies = await asyncio.gather(*(ai.ask("/flip", png) for _ in range(8)))

    assert sorted(reply.error or "" for reply in replies) == ["", *["out_of_credits"] * 7]
    assert await free_used(ai) == 1


async def test_the_dearest_runs_are_the_free_ones(ai: House, png: bytes) -> None:
    ai.change(prices={**PRICES, "tools": {"flip axis:both": 5}}, quotas={"free_member": {"ai": 2}})
    await ai.give(9)

    job = await ai.job((await ai.ask("/flip | flip axis:both | flip", png)).job)

    assert job.price == 1


async def test_several_pictures_use_what_is_free_and_pay_the_rest(ai: House, png: bytes) -> None:
    await ai.give(9)

    job = await ai.job((await ai.ask("/flip", png, picture(50, 40), picture(60, 40))).job)

    assert job.price == 2


async def test_guests_do_local_work_alone(house: House, png: bytes) -> None:
    house.services = with_model(house.services)

    refused, local = await house.ask("/flip", png), await house.ask("/blur 2", png)

    assert refused.error == "agreement_missing"
    assert "/agree" in refused.text
    assert local.job


async def test_out_of_credits_says_all_that_one_wants_to_know(ai: House, png: bytes) -> None:
    ai.change(privacy={"contact": "@host"})
    await ai.ask("/flip", png)

    text = (await ai.ask("/flip", png)).text

    assert text.startswith("This costs one credit, and you have none. Your free run of the day returns in 12 h.")
    assert "Free all the time: " in text
    assert "blur" in text
    assert text.endswith("For more credits turn to @host. Nothing was charged.")


async def test_the_operator_says_how_to_get_more(ai: House, png: bytes) -> None:
    ai.change(prices={**PRICES, "more": "Ask at the bar."}, quotas={"free_member": {}})

    text = (await ai.ask("/flip", png, locale="de")).text

    assert text.startswith("Das kostet einen Credit, du hast keinen. Immer kostenlos: ")
    assert "Ask at the bar." in text


async def test_without_prices_everything_is_free_and_no_price_is_shown(house: House, png: bytes) -> None:
    house.services = with_model(house.services)
    await house.ask("/agree")

    replies = [await house.ask("/flip", png) for _ in range(3)]

    assert all(reply.job for reply in replies)
    assert not any("credit" in reply.text for reply in replies)
    assert (await house.ask("/balance")).error == "unknown_command"


async def test_a_daily_limit_holds_for_what_is_free_too(house: House, png: bytes) -> None:
    house.change(quotas={"most_guest": {"local": 2}})
    replies = [await house.ask("/blur 2", png) for _ in range(3)]

    assert [reply.error for reply in replies] == [None, None, "daily_limit"]
    assert (
        "2 runs of tools that need no AI a day is what one person has; there is more in 12 h. All other"
        in replies[2].text
    )

    house.clock.pass_by(days=1)
    assert (await house.ask("/blur 2", png)).job


async def test_guests_of_one_network_share_a_daily_limit(house: House, png: bytes) -> None:
    house.change(quotas={"most_guest": {"local": 2}})
    pages = [Identity("page", str(number)) for number in range(3)]

    replies = [await house.ask("/blur 2", png, identity=each, network=b"home") for each in pages]
    elsewhere = await house.ask("/blur 2", png, identity=Identity("page", "9"), network=b"cafe")

    assert [reply.error for reply in replies] == [None, None, "daily_limit"]
    assert elsewhere.job


async def test_agreeing_makes_no_cookie_a_person_with_a_free_run_of_its_own(ai: House, png: bytes) -> None:
    for number in range(3):
        page = Identity("page", str(number))
        await ai.ask("/agree", identity=page, network=b"home")
        reply = await ai.ask("/flip", png, identity=page, network=b"home")
        assert reply.error == (None if number == 0 else "out_of_credits")


async def test_whoever_joined_another_chat_is_known_there_and_not_by_a_network(ai: House, png: bytes) -> None:
    other, page = Identity("page", "1"), Identity("page", "2")
    await ai.ask("/agree", identity=other, network=b"home")
    assert (await ai.ask("/flip", png, identity=other, network=b"home")).job
    await ai.join(page, network=b"home")

    assert (await ai.ask("/flip", png, identity=page, network=b"home")).job


async def test_a_processor_without_a_budget_has_no_end(any_house: House, png: bytes) -> None:
    any_house.change(budgets={"monthly": {}, "costs": {"openai": {"blur": 4}}})

    assert [(await any_house.ask("/blur 2", png)).error for _ in range(2)] == [None, None]

    async with any_house.services.database.read() as c:
        assert await quotas.used(c, b"openai", "budget openai", month_of(any_house.clock())) == 8


async def test_erasing_everything_brings_no_second_free_run(ai: House, png: bytes) -> None:
    await ai.ask("/flip", png)
    await ai.work()
    await ai.press(await ai.ask("/delete"))
    await ai.ask("/agree")

    assert (await ai.ask("/flip", png)).error == "out_of_credits"


async def test_a_panel_says_the_price_before_it_is_paid(ai: House, png: bytes) -> None:
    ai.change(prices={**PRICES, "tools": {"blur": 3}})
    await ai.give(46, RITA)
    tools = await ai.ask("", png, identity=RITA)

    panel = await ai.press_on(tools, "Blur")

    assert panel.text.endswith("It costs 3 credits; you have 46.")
    assert "▶ Run (3 credits)" in [button.label for row in panel.buttons for button in row]


async def group_with(house: House, credits: int) -> None:
    await house.give(credits, RITA)
    reply = await house.ask(f"/pot {credits}", identity=RITA, group="g")
    assert reply.error is None


async def ask_in_group(house: House, *pictures: bytes, identity: Identity = RITA) -> Reply:
    return await house.ask("/blur 2", *pictures, identity=identity, group="g")


async def test_the_pot_pays_for_members_up_to_their_share(house: House, png: bytes) -> None:
    house.change(prices={**PRICES, "tools": {"blur": 2}}, quotas={"pot_per_member": 4})
    await group_with(house, 7)
    other = Identity("room", "8")

    replies = [await ask_in_group(house, png) for _ in range(3)]
    theirs = await ask_in_group(house, png, identity=other)

    assert [reply.error for reply in replies] == [None, None, "out_of_credits"]
    assert replies[0].text.endswith("It costs 2 credits; the pot of this group pays.")
    assert theirs.job
    await house.work()
    assert house.room.sent[0].reply.text.endswith("Cost: 2 credits, paid by the group.")
    assert (await house.account(Identity("room", "g"))).credits == 1
    assert await house.books_agree()


async def test_what_fails_goes_back_into_the_pot_and_the_share(house: House) -> None:
    house.change(prices={**PRICES, "tools": {"blur": 2}}, quotas={"pot_per_member": 2})
    await group_with(house, 2)

    for _ in range(3):
        assert (await ask_in_group(house, b"no picture")).job
        await house.work()

    assert (await house.account(Identity("room", "g"))).credits == 2
    assert await house.books_agree()


async def test_an_empty_pot_leaves_the_bill_to_the_member(house: House, png: bytes) -> None:
    house.change(prices={**PRICES, "tools": {"blur": 2}})
    await house.give(3, RITA)

    assert (await ask_in_group(house, png)).text.endswith("It costs 2 credits.")


async def test_a_group_itself_has_no_free_run(house: House, png: bytes) -> None:
    house.change(prices={**PRICES, "tools": {"blur": 1}}, quotas={"free_guest": {"local": 1}})

    assert (await ask_in_group(house, png, identity=Identity("room", "g"))).error == "out_of_credits"
    assert (await ask_in_group(house, png)).job, "its members have theirs"


async def test_the_share_of_a_pot_holds_for_who_speaks_in_the_groups_name(house: House, png: bytes) -> None:
    house.change(prices={**PRICES, "tools": {"blur": 2}}, quotas={"pot_per_member": 2})
    await group_with(house, 5)
    anonymous = Identity("room", "g")

    replies = [await ask_in_group(house, png, identity=anonymous) for _ in range(2)]

    assert [reply.error for reply in replies] == [None, "in_the_groups_name"]
    assert await house.credits(anonymous) == 3
    assert await house.books_agree()


async def test_a_step_that_was_had_costs_nothing_again(ai: House, png: bytes) -> None:
    await ai.ask("/agree", identity=RITA)
    assert (await ai.ask("/flip", png, identity=RITA)).job
    await ai.work()

    on = await ai.ask("/blur 2", identity=RITA)

    job = await ai.job(on.job, RITA)
    assert (job.tools, job.price) == ("flip|blur", 0)
    await ai.work()
    assert (await ai.ask("/flip", identity=RITA)).error == "out_of_credits", "the new step has its price"


async def test_a_step_that_a_processor_is_paid_for_is_paid_for_again(ai: House, png: bytes) -> None:
    ai.change(budgets={"monthly": {}, "costs": {"openai": {"flip": 4}}})
    await ai.ask("/agree", identity=RITA)
    assert (await ai.ask("/flip", png, identity=RITA)).job
    await ai.work()

    assert (await ai.ask("/blur 2", identity=RITA)).error == "out_of_credits"


async def test_a_budget_warns_stops_and_is_told_once(house: House, png: bytes) -> None:
    house.change(budgets=BUDGET, access={"owners": ("chat:1",)})
    replies = [await house.ask("/blur 2", png) for _ in range(4)]

    assert [reply.error for reply in replies] == [None, None, "budget_spent", "budget_spent"]
    assert "used up for this month" in replies[2].text
    assert (await house.ask("/flip", png)).job
    async with house.services.database.read() as c:
        assert [notice.topic for notice in await notices.untold(c)] == [
            "budget openai 2026-11 80",
            "budget openai 2026-11 100",
        ]


async def test_what_fails_costs_no_budget(house: House) -> None:
    house.change(budgets=BUDGET)
    for _ in range(5):
        assert (await house.ask("/blur 2", b"no picture")).job
        await house.work()

    async with house.services.database.read() as c:
        assert await quotas.used(c, b"openai", "budget openai", month_of(house.clock())) == 0


async def test_a_new_month_has_a_new_budget(house: House, png: bytes) -> None:
    house.change(budgets=BUDGET)
    house.clock.now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    while (await house.ask("/blur 2", png)).job:
        pass

    house.clock.pass_by(minutes=1)

    assert (await house.ask("/blur 2", png)).job


JUMPS = {
    "back over midnight": (datetime(2026, 11, 22, 0, 30, tzinfo=UTC), timedelta(hours=-1)),
    "a day on": (datetime(2026, 11, 22, 12, tzinfo=UTC), timedelta(days=1)),
    "the hour of a summer that begins": (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), timedelta(hours=1)),
    "the hour of a summer that ends": (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), timedelta(hours=-1)),
    "a leap day on": (datetime(2028, 2, 28, 23, 59, tzinfo=UTC), timedelta(minutes=2)),
    "a year on": (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), timedelta(days=365)),
    "a year back": (datetime(2026, 1, 1, 0, 1, tzinfo=UTC), timedelta(days=-365)),
}


@pytest.mark.parametrize("name", JUMPS)
async def test_a_clock_that_jumps_loses_nothing_and_gives_nothing_twice(ai: House, png: bytes, name: str) -> None:
    """Each day gives one free run, whenever one comes back to it, and every job is settled on its own day."""
    start, jump = JUMPS[name]
    ai.clock.now = start
    await ai.give(10)
    await ai.ask("/flip", b"no picture")
    await ai.ask("/flip", png)  # the one before was free, so this one is paid

    ai.clock.now = start + jump
    await ai.work()
    for moment in (start + jump, start, start + jump):
        ai.clock.now = moment
        for _ in range(2):
            assert (await ai.ask("/flip", png)).job
        await ai.work()

    async with ai.services.database.read() as c:
        counted = await quotas.everything(c, start - timedelta(days=800))
        account = await accounts.find(c, "chat", "7")
        assert account
        paid = -sum(entry.amount for entry in await ledger.entries(c, account_id=account.id) if entry.kind != "grant")
    days = len({start.date(), (start + jump).date()})
    assert {count for (name, _, _), count in counted.items() if name == "free ai"} == {1}
    assert len(counted) == days
    assert paid == 7 - days  # seven jobs came to something
    assert await ai.books_agree()
