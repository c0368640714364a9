"""What owners do: one line, one act, noted; to everyone else there is no such command."""

import pytest
from sqlalchemy import select

from handlers.administration import ACTS, actor_of, administer
from handlers.reply import Reply
from handlers.request import Identity
from storage import schema
from tests.handlers.conftest import ANNA, House

OWNER = Identity("chat", "1")


@pytest.fixture
def owned(house: House) -> House:
    house.change(prices={"enabled": True}, access={"owners": ("chat:1",)})
    return house


async def admin(house: House, line: str, key: str | None = None) -> Reply:
    return await house.ask(f"/admin {line}", identity=OWNER, key=key)


async def noted(house: House) -> list[tuple[str, dict[str, int]]]:
    async with house.services.database.read() as c:
        rows = (await c.execute(select(schema.audit).order_by(schema.audit.c.id))).all()
    assert all(row.actor == actor_of(house.services, "chat:1") for row in rows)
    return [(row.act, row.counts) for row in rows]


async def test_credits_are_given_and_taken_back(owned: House) -> None:
    await owned.account()

    assert (await admin(owned, "grant chat:7 5")).text == "chat:7 was given 5 credits and has 5 now."
    assert (await admin(owned, "take chat:7 9")).text == "5 credits were taken from chat:7; 0 are left."
    assert await noted(owned) == [("grant", {"credits": 5}), ("take", {"credits": 5})]
    assert await owned.books_agree()


async def test_the_same_message_again_gives_nothing(owned: House) -> None:
    await owned.account()
    for _ in range(2):
        await admin(owned, "grant chat:7 5", key="update-1")

    assert await owned.credits() == 5
    assert len(await noted(owned)) == 1


async def test_an_account_is_found_by_its_chat_or_its_number(owned: House) -> None:
    await owned.give(5)
    number = (await owned.account()).id

    for name in ("chat:7", str(number)):
        text = (await admin(owned, f"find {name}")).text
        assert f"Account {number}: chat:7" in text
        assert "credits: 5; owed: 0" in text
        assert "grant  +5" in text


async def test_the_number_of_a_joined_account_names_who_has_it_now(owned: House) -> None:
    page = Identity("page", "1")
    number = (await owned.account(page)).id
    await owned.join(page)

    assert (await admin(owned, f"grant {number} 5")).error is None

    assert await owned.credits() == 5
    assert f"Account {(await owned.account()).id}:" in (await admin(owned, f"find {number}")).text


async def test_the_number_of_an_erased_account_names_nobody(owned: House) -> None:
    number = (await owned.account()).id
    await owned.press(await owned.ask("/delete"))

    for line in (f"grant {number} 5", f"take {number} 5", f"block {number}", f"find {number}"):
        assert (await admin(owned, line)).error == "no_such_account"


async def test_who_is_blocked_stays_out_whatever_they_do(owned: House, png: bytes) -> None:
    await owned.ask("/agree")
    await admin(owned, "block chat:7")
    assert (await owned.ask("/blur 2", png)).error == "blocked"

    await owned.press(await owned.ask("/delete"))
    assert (await owned.ask("/blur 2", png)).error == "blocked"
    assert (await owned.ask("/agree")).error == "blocked"
    assert (await owned.ask("/privacy")).error is None

    await admin(owned, "unblock chat:7")
    assert (await owned.ask("/blur 2", png)).job
    assert [act for act, _ in await noted_by_owner(owned)] == ["block", "unblock"]


async def noted_by_owner(house: House) -> list[tuple[str, dict[str, int]]]:
    async with house.services.database.read() as c:
        rows = (await c.execute(select(schema.audit).where(schema.audit.c.actor.is_not(None)))).all()
    return [(row.act, row.counts) for row in rows]


async def test_somebody_who_never_wrote_can_be_kept_out(owned: House, png: bytes) -> None:
    await admin(owned, "block chat:8")

    assert (await owned.ask("/blur 2", png, identity=Identity("chat", "8"))).error == "blocked"


async def test_a_member_who_is_let_in_again_is_a_member(owned: House) -> None:
    await owned.ask("/agree")
    await admin(owned, "block chat:7")
    await admin(owned, "unblock chat:7")

    assert (await owned.account()).role == "member"


async def test_maintenance_answers_owners_and_rights_alone(owned: House, png: bytes) -> None:
    await admin(owned, "maintenance on Back at noon.")

    refused = await owned.ask("/blur 2", png)
    assert refused.error == "maintenance"
    assert "Back at noon." in refused.text
    assert (await owned.ask("/privacy")).error is None
    assert (await owned.ask("/blur 2", png, identity=OWNER)).job

    await admin(owned, "maintenance off")
    assert (await owned.ask("/blur 2", png)).job


async def test_an_owners_words_end_as_a_sentence_does(owned: House, png: bytes) -> None:
    await admin(owned, "maintenance on Back at six")

    assert "Back at six. Nothing was charged." in (await owned.ask("/blur 2", png)).text


async def test_an_owner_reads_german(owned: House) -> None:
    await owned.give(1)
    await owned.ask("/settings language:de", identity=OWNER)

    assert (await admin(owned, "take chat:7 1")).text == "Einen Credit von chat:7 zurückgenommen; es bleiben 0."
    found = (await admin(owned, "find chat:7")).text
    assert "Rolle: Gast" in found
    assert "geschenkt  +1" in found
    assert "zurückgenommen  -1" in found
    assert "Konten: Gast 2" in (await admin(owned, "stats")).text


async def test_figures_are_counts(owned: House, png: bytes) -> None:
    await owned.give(5)
    await owned.ask("/flip", png)

    text = (await admin(owned, "stats")).text

    assert "Accounts: guest 1" in text
    assert "waiting 1" in text
    assert "Credits held: 5; owed: 0" in text


@pytest.mark.parametrize(
    "line",
    [
        "dance",
        "grant chat:7",
        "grant chat:7 10 000",
        "grant chat:7 -5",
        "grant chat:7 1e9",
        "code",
        "code 0",
        "maintenance",
        "announce",
    ],
)
async def test_a_mistake_changes_nothing(owned: House, line: str) -> None:
    await owned.account()

    reply = await admin(owned, line)
    assert reply.error == "wrong_act"
    assert "charged" not in reply.text
    assert await noted(owned) == []


@pytest.mark.parametrize("line", ["find chat:99", "grant nobody 5", "take 999 5", "block nobody"])
async def test_an_account_that_is_not_there_is_told(owned: House, line: str) -> None:
    assert (await admin(owned, line)).error == "no_such_account"


async def test_the_help_lists_every_act_in_both_languages(owned: House) -> None:
    for language in ("en", "de"):
        lines = (await owned.ask("/admin", identity=OWNER, locale=language)).text.splitlines()
        assert {line.split()[0] for line in lines[:-1]} == set(ACTS)


@pytest.mark.parametrize("line", ["", " grant chat:7 5", " maintenance on", " stats"])
async def test_to_everyone_else_there_is_no_such_command(owned: House, line: str) -> None:
    for person in (ANNA, Identity("page", "1"), Identity("room", "1")):
        assert (await owned.ask(f"/admin{line}", identity=person)).error == "unknown_command"
        assert (await owned.ask(command="admin", given={"line": line}, identity=person)).error == "unknown_command"
    assert await owned.credits() == 0


async def test_the_command_line_does_the_same(owned: House) -> None:
    await owned.account()

    text = await administer(owned.services, "en", "grant chat:7 2", actor_of(owned.services, "the command line"), "1")

    assert text == "chat:7 was given 2 credits and has 2 now."
