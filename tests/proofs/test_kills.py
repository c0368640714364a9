"""Killed at any point of a stream of paid jobs, Darkroom loses no credit, mints none, and answers each job.

The program is killed 200 times (SIGKILL) while visitors keep on sending; what was not acknowledged is sent again
under the same key, as the page does.
"""

import asyncio
import io
import random
import secrets
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from PIL import Image

from tests.proofs.bot_process import BotProcess
from tests.proofs.counts import WHOLE, count
from tests.proofs.visitor import BROKEN, Visitor

KILLS = count(200)
LIFE_SECONDS = 2.0 if WHOLE else 0.7
HITS = 10
CREDITS = 1_000_000
VISITORS = 3
SETTINGS = {
    "PRICES__ENABLED": "true",
    "PRICES__TOOLS": '{"flip": 1, "blur": 2, "rotate": 3}',
    "JOBS__WAITING_PER_USER": "40",
    "JOBS__RECONCILE_SECONDS": "1",
}
ORDERS = ("/flip", "/blur 8", "/rotate 30 | /flip", "/sharpen")


def picture(side: int) -> bytes:
    result = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(result, "JPEG")
    return result.getvalue()


class Customer:
    """A visitor who orders without end, and asks again for what was not acknowledged."""

    def __init__(self, visitor: Visitor, chance: random.Random) -> None:
        self.visitor = visitor
        self.asked: dict[str, tuple[str, str]] = {}
        self.jobs: dict[str, str] = {}
        self.pictures: list[str] = []
        self._chance = chance

    async def order(self) -> None:
        """Order until the bot is gone."""
        try:
            for key in [key for key in self.asked if key not in self.jobs]:
                await self.ask(key)
            while True:
                key = secrets.token_hex(8)
                self.asked[key] = self._chance.choice(ORDERS), self._chance.choice(self.pictures)
                await self.ask(key)
                if self._chance.random() < 0.1 and key in self.jobs:
                    await self.visitor.cancel(self.jobs[key])
                await asyncio.sleep(self._chance.random() * 0.05)
        except BROKEN:
            return

    async def ask(self, key: str) -> None:
        reply = await self.visitor.send(key, *self.asked[key])
        if reply["job"]:
            self.jobs[key] = reply["job"]
        else:  # Too many open already: nothing was taken on.
            del self.asked[key]
            await asyncio.sleep(0.1)


async def opened(bot: BotProcess, visitor: Visitor, chance: random.Random) -> Customer:
    customer = Customer(visitor, chance)
    for data in (picture(64), picture(600), picture(1600), b"\xff\xd8\xff no picture"):
        customer.pictures.append(await customer.visitor.upload(data))
    await bot.command("grant", f"web:{customer.visitor.id}", str(CREDITS), "--cause", customer.visitor.id)
    return customer


async def one_life(bot: BotProcess, customers: list[Customer], chance: random.Random) -> None:
    """Start, let everyone order, and kill: mostly while it serves, now and then while it starts."""
    await bot.launch()
    if chance.random() < 0.1:
        await asyncio.sleep(chance.random() * 1.5)
        await bot.kill()
        return
    address = await bot.served()
    for customer in customers:
        customer.visitor.address = address
        customer.visitor.listen()
    ordering = [asyncio.ensure_future(customer.order()) for customer in customers]
    await asyncio.sleep(0.05 + LIFE_SECONDS * chance.random())
    await bot.kill()
    await asyncio.gather(*ordering)
    for customer in customers:
        await customer.visitor.deaf()


def states(bot: BotProcess) -> dict[str, str]:
    """Return the state of each job by its public id; "failed" and "done" until their answer was noted as sent."""
    query = "SELECT public_id, state, delivered_at IS NULL FROM jobs"
    return {
        str(job): f"{state}, unsent" if unsent and state in ("done", "failed") else str(state)
        for job, state, unsent in bot.rows(query)
    }


async def everything_answered(bot: BotProcess) -> None:
    for _ in range(600):
        if not any(state in ("reserved", "running") or "unsent" in state for state in states(bot).values()):
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"still open after two minutes: {Counter(states(bot).values())}")


@pytest.mark.proof
@pytest.mark.timeout(3600)
async def test_no_credit_is_lost_or_made_by_kills(tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    chance = random.Random(seed)  # noqa: S311 - to repeat a run
    print(f"\n{KILLS} kills, seed {seed}")
    async with BotProcess(tmp_path, SETTINGS) as bot, AsyncExitStack() as doors:
        address = await bot.start()
        visitors = [await doors.enter_async_context(Visitor(address)) for _ in range(VISITORS)]
        customers = [await opened(bot, visitor, chance) for visitor in visitors]
        await bot.stop()
        hits, in_flight = await many_lives(bot, customers, chance)
        await last_life(bot, customers)
    await bot.command("purge")

    answers = sum((customer.visitor.answers for customer in customers), Counter[tuple[str, bool]]())
    check_books(bot, customers)
    check_answers(bot, answers, in_flight)
    assert bot.rows("PRAGMA integrity_check") == [("ok",)]
    assert bot.files() == {str(key) for (key,) in bot.rows("SELECT key FROM stored_files")}
    if WHOLE:
        wanted = ("reserved", "running", "done, unsent", "failed, unsent", "delivered", "failed", "cancelled")
        assert {state: hits[state] for state in wanted if hits[state] < HITS} == {}
    print(f"{sum(answers.values())} answers, {sum(in_flight.values())} were in flight at a kill; hits: {dict(hits)}")


async def many_lives(
    bot: BotProcess, customers: list[Customer], chance: random.Random
) -> tuple[Counter[str], Counter[str]]:
    """Return how many kills met a job in each state, and how many met each job with its answer on the way."""
    hits: Counter[str] = Counter()
    in_flight: Counter[str] = Counter()
    for number in range(KILLS):
        before = states(bot)
        await one_life(bot, customers, chance)
        after = states(bot)
        hits.update({state for job, state in after.items() if before.get(job) != state or "unsent" in state})
        in_flight.update(job for job, state in after.items() if "unsent" in state)
        if number % 20 == 19:
            print(f"{number + 1} kills, {len(after)} jobs, kills that met a job: {dict(hits)}", flush=True)
    return hits, in_flight


async def last_life(bot: BotProcess, customers: list[Customer]) -> None:
    """Let everything end in peace."""
    await bot.start()
    for customer in customers:
        customer.visitor.address = bot.address
        customer.visitor.listen()
    for customer in customers:
        await again(customer)
    await everything_answered(bot)
    for customer in customers:
        await customer.visitor.deaf()
    assert await bot.stop() == 0


async def again(customer: Customer) -> None:
    """Ask once more for everything that was ever asked for: each key still names one job."""
    for key, job in list(customer.jobs.items())[-100:]:
        assert (await customer.visitor.send(key, *customer.asked[key]))["job"] == job
    for key in [key for key in customer.asked if key not in customer.jobs]:
        await customer.ask(key)


def check_books(bot: BotProcess, customers: list[Customer]) -> None:
    """Every hold is settled once, by capture or refund, and every balance is what the settled prices leave."""
    jobs = bot.rows("SELECT id, public_id, state, price, account_id FROM jobs")
    assert len(jobs) == sum(len(customer.jobs) for customer in customers)
    booked: dict[object, set[object]] = {}
    for job, kind in bot.rows("SELECT job_id, kind FROM ledger WHERE job_id IS NOT NULL"):
        booked.setdefault(job, set()).add(kind)
    spent: Counter[object] = Counter()
    for job, name, state, price, account in jobs:
        assert state in ("delivered", "failed", "cancelled"), name
        if price:
            assert booked[job] == {"hold", "capture" if state == "delivered" else "refund"}, name
            spent[account] += int(str(price)) if state == "delivered" else 0
    balances = bot.rows("SELECT id, credits FROM accounts")
    assert len(balances) == VISITORS
    assert all(credits_left == CREDITS - spent[account] for account, credits_left in balances)
    assert sum(spent.values()) > 0


def check_answers(bot: BotProcess, answers: Counter[tuple[str, bool]], in_flight: Counter[str]) -> None:
    """Nothing was sent and refunded too, and an answer came twice only where a kill met it on its way."""
    state = states(bot)
    refunded = {str(job) for (job,) in bot.rows("SELECT public_id FROM jobs WHERE state IN ('failed', 'cancelled')")}
    assert [job for (job, has_files) in answers if has_files and job in refunded] == []
    times: Counter[str] = Counter()
    for (job, _), came in answers.items():
        times[job] += came
    assert {job: came for job, came in times.items() if came > 1 + in_flight[job]} == {}
    unheard = [job for job, last in state.items() if last != "cancelled" and not times[job]]
    print(f"{sum(came - 1 for came in times.values())} answers came twice; {len(unheard)} came while nobody listened")
