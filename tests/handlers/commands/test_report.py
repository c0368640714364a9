"""/report reaches the owners, and nobody reads it on the way."""

from handlers.commands.report import A_DAY
from handlers.request import Identity
from handlers.telling import tell_owners
from tests.handlers.conftest import House

OWNERS = {"owners": ("chat:1", "chat:2")}


async def test_every_owner_reads_it_and_who_it_is_from(house: House) -> None:
    house.change(access=OWNERS)

    reply = await house.ask('/report J-7K3QX2 shows me | and "more"')
    await tell_owners(house.services)
    await tell_owners(house.services)

    assert reply.text == "Thank you, the people who run this will read it."
    assert [(sent.to.chat, sent.reply.text) for sent in house.chat.sent] == [
        (f"chat-of-{number}", 'Report from chat:7: J-7K3QX2 shows me | and "more"') for number in (1, 2)
    ]


async def test_without_owners_it_says_whom_to_turn_to(house: House) -> None:
    house.change(privacy={"contact": "@host"})

    assert "@host" in (await house.ask("/report bad picture")).text


async def test_nothing_said_is_nothing_reported(house: House) -> None:
    assert (await house.ask("/report")).text.startswith("Write what you want to report")


async def test_who_is_blocked_cannot_report(house: House) -> None:
    house.change(access=OWNERS)
    await house.ask("/admin block chat:7", identity=Identity("chat", "1"))

    assert (await house.ask("/report spam")).error == "blocked"


async def test_a_person_reports_so_much_a_day(house: House) -> None:
    house.change(access=OWNERS)

    replies = [await house.ask(f"/report {number}") for number in range(A_DAY + 1)]
    await house.press(await house.ask("/delete"))
    again = await house.ask("/report more")
    house.clock.pass_by(days=1)
    tomorrow = await house.ask("/report still")

    assert {reply.text for reply in replies[:-1]} == {tomorrow.text}
    assert replies[-1].text.startswith("You have reported enough for today")
    assert again.text == replies[-1].text
