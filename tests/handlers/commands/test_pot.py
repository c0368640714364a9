"""/pot: members fill it, admins set each one's daily share."""

import pytest

from handlers.request import Identity
from tests.handlers.conftest import RITA, House

ON = {"enabled": True}


@pytest.fixture
def group(house: House) -> House:
    house.change(prices=ON)
    house.admins.known.add(("g", "1"))
    return house


async def test_a_member_puts_credits_in(group: House) -> None:
    await group.give(5, RITA)

    reply = await group.ask("/pot 3", identity=RITA, group="g")

    assert reply.text == "Thank you: 3 credits of yours went into the pot."
    shown = (await group.ask("/pot", identity=RITA, group="g")).text
    assert shown.startswith("The pot of this group holds 3 credits.")
    assert "up to 10 credits a day for each. You used 0 today." in shown
    assert await group.books_agree()


async def test_what_went_into_a_pot_is_told_as_such(group: House) -> None:
    await group.give(5, RITA)
    await group.ask("/pot 3", identity=RITA, group="g")

    assert "-3  into the pot of a group" in (await group.ask("/balance", identity=RITA)).text


async def test_a_stopped_job_gives_back_to_the_pot(group: House, png: bytes) -> None:
    group.change(prices={**ON, "tools": {"blur": 1}})
    await group.give(2, RITA)
    await group.ask("/pot 1", identity=RITA, group="g")
    job = (await group.ask("/blur 2", png, identity=RITA, group="g")).job

    stopped = await group.ask(f"/cancel {job}", identity=RITA, group="g")

    assert stopped.text.endswith("One credit was given back to the pot of the group.")


async def test_who_has_no_credits_is_told_of_the_pot(group: House, png: bytes) -> None:
    group.change(prices={**ON, "tools": {"blur": 2}})
    await group.give(3, RITA)
    await group.ask("/pot 3", identity=RITA, group="g")
    await group.ask("/blur 2", png, identity=RITA, group="g")

    short = (await group.ask("/blur 2", png, identity=RITA, group="g")).text
    assert "The pot of this group does not hold that much." in short

    await group.give(5, RITA)
    await group.ask("/pot 5", identity=RITA, group="g")
    group.change(quotas={"pot_per_member": 3})
    used = (await group.ask("/blur 2", png, identity=RITA, group="g")).text
    assert "Your share of the pot of this group is used up for today." in used


async def test_the_same_message_again_puts_nothing_in(group: House) -> None:
    await group.give(5, RITA)
    replies = [await group.ask("/pot 3", identity=RITA, group="g", key=key) for key in ("update-1", "update-1")]

    assert replies[0].text == replies[1].text == "Thank you: 3 credits of yours went into the pot."
    assert await group.credits(RITA) == 2

    await group.give(5, RITA)
    await group.ask("/pot 3", identity=RITA, group="g", key="update-1")
    assert await group.credits(RITA) == 7


async def test_who_speaks_in_the_groups_name_has_nothing_to_put_in(group: House) -> None:
    anonymous = Identity("room", "g")
    await group.give(5, anonymous)

    reply = await group.ask("/pot 3", identity=anonymous, group="g")

    assert reply.error == "in_the_groups_name"
    assert await group.credits(anonymous) == 5


async def test_nobody_puts_in_what_they_do_not_have(group: House) -> None:
    await group.give(1, RITA)

    reply = await group.ask("/pot 3", identity=RITA, group="g")

    assert reply.error == "not_enough_for_pot"
    assert reply.text.startswith("You have one credit, so 3 cannot go into the pot.")


async def test_only_admins_set_the_share(group: House) -> None:
    admin = type(RITA)("room", "1")

    assert (await group.ask("/pot cap:4", identity=RITA, group="g")).error == "not_group_admin"
    assert (await group.ask("/pot cap:4", identity=admin, group="g")).text.startswith("One member may use 4 credits")
    assert "up to 4 credits a day" in (await group.ask("/pot", identity=RITA, group="g")).text


async def test_a_pot_is_a_groups(group: House) -> None:
    assert (await group.ask("/pot", identity=RITA)).error == "not_in_private"
