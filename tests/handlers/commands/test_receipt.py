"""/receipt says when, what, for how much, what was stored until when, and who saw it."""

import hashlib

from handlers.request import Identity
from tests.handlers.conftest import House

ON = {"enabled": True, "tools": {"blur": 2}}
PAGE = Identity("page", "visitor-1")


async def test_a_paid_job_of_which_the_result_is_stored(house: House, png: bytes) -> None:
    house.change(prices=ON)
    await house.give(5)
    job = (await house.ask("/blur 2", png)).job
    held = (await house.ask(f"/receipt {job}")).text
    await house.work()

    done = (await house.ask(f"/receipt {job}")).text

    assert "Held: 2 credits, until it is done." in held
    digest = hashlib.sha256(house.chat.sent[0].reply.files[0].data or b"").hexdigest()
    assert done.splitlines() == [
        f"Receipt for {job}",
        "When: 2026-11-22 12:00 UTC, done",
        "Tools: blur",
        "Cost: 2 credits.",
        f"Its result is stored, encrypted, until 2026-11-23 12:00 UTC. SHA-256: {digest}",
        "Seen by: nobody but this server and your chat.",
    ]


async def test_what_expired_is_known_by_its_hash(house: House, png: bytes) -> None:
    job = (await house.ask("/blur 2", png, identity=PAGE)).job
    await house.work()
    house.clock.pass_by(hours=2)

    assert (
        "is deleted. It was stored until 2026-11-22 13:00 UTC"
        in (await house.ask(f"/receipt {job}", identity=PAGE)).text
    )


async def test_a_job_that_failed_cost_nothing(house: House) -> None:
    house.change(prices=ON)
    await house.give(5)
    job = (await house.ask("/blur 2", b"no picture")).job
    await house.work()

    text = (await house.ask(f"/receipt {job}")).text

    assert "Cost: nothing; 2 credits were held and given back." in text
    assert "Nothing of it was stored." in text


async def test_processors_that_saw_it_are_named(house: House, png: bytes) -> None:
    house.change(budgets={"costs": {"openai": {"blur": 1}}})
    job = (await house.ask("/blur 2", png)).job

    text = (await house.ask(f"/receipt {job}")).text

    assert "Seen by: this server, your chat, and openai." in text
    assert "Cost" not in text


async def test_it_speaks_german(house: House, png: bytes) -> None:
    job = (await house.ask("/blur 2", png)).job

    assert (await house.ask(f"/receipt {job}", locale="de")).text.startswith(f"Beleg für {job}\nWann: ")
