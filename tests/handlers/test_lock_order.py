"""Who takes and who gives back at the same moment never wait for each other: own account, pot, job, quotas."""

import asyncio
from typing import Any

import pytest

from handlers.cancelling import cancel_job
from handlers.erasure import erase_account
from handlers.errors import Rejected
from handlers.request import Identity
from storage import jobs
from storage.jobs import Job
from tests.handlers.conftest import RITA, House

MEMBERS = 8
ROUNDS = 3


@pytest.mark.timeout(60)
async def test_members_of_a_group_take_from_its_pot_while_others_give_back(any_house: House, png: bytes) -> None:
    house = any_house
    house.change(
        prices={"enabled": True, "tools": {"blur": 1, "flip": 1}},
        budgets={"monthly": {"openai": 1000}, "costs": {"openai": {"blur": 1}}},
        quotas={"pot_per_member": 1000},
    )
    await house.give(500, RITA)
    await house.ask("/pot 500", identity=RITA, group="g")

    async def come_and_go(number: int) -> None:
        """A member who has several jobs, stops one and is erased with the rest."""
        member = Identity("room", str(100 + number))
        for _ in range(ROUNDS):
            asked = [await house.ask(each, png, identity=member, group="g") for each in ("/flip", "/blur 2", "/flip")]
            assert [reply.error for reply in asked] == [None] * 3
            assert await cancel_job((await house.job(asked[0].job, member)).id, house.services)
            account = await house.account(member)
            await erase_account(account.id, house.services)

    async with asyncio.TaskGroup() as members:
        for number in range(MEMBERS):
            members.create_task(come_and_go(number))

    assert (await house.account(Identity("room", "g"))).credits == 500
    assert await house.books_agree()


@pytest.mark.timeout(60)
async def test_a_job_is_stopped_while_its_refused_result_is_settled(
    any_house: House, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, settled, succeed = any_house, asyncio.Event(), jobs.succeed
    public_id = (await house.ask("/blur 2", png)).job
    job = await house.job(public_id)
    house.chat.troubles.append(Rejected())

    async def succeed_slowly(*args: Any, **more: Any) -> Job | None:
        done = await succeed(*args, **more)
        settled.set()
        await asyncio.sleep(0.2)  # the other is to arrive in the middle
        return done

    async def stop() -> None:
        await settled.wait()
        assert not await cancel_job(job.id, house.services)

    monkeypatch.setattr(jobs, "succeed", succeed_slowly)
    async with asyncio.TaskGroup() as both:
        both.create_task(house.work())
        both.create_task(stop())

    assert (await house.job(public_id)).state == "undeliverable"
