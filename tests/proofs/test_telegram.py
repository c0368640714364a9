"""Telegram under kills, storms and crowds: nothing lost, nothing twice, nothing too early, nobody starved."""

import asyncio
import random
import secrets
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import App
from bot.config import load_settings
from storage import jobs
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, Message, User, dimensions
from tests.bot.telegram.running import environment
from tests.proofs.bot_process import BotProcess
from tests.proofs.counts import WHOLE, count
from tests.schema import sqlite_with_schema
from tools.catalog import load_catalog

pytestmark = [pytest.mark.proof, pytest.mark.timeout(3600)]

UPDATES = count(500)
STORM_JOBS = count(1000)
CROWD_JOBS = 1200 if WHOLE else 30
FORGED = count(10_000)
AT_ONCE = 100
CROWD_SECONDS = CROWD_JOBS / 2
MANY_WAIT = {"JOBS__WAITING_PER_USER": "100"}
PICTURE = picture_bytes((320, 240), "JPEG")


def settings(fake: FakeTelegram) -> dict[str, str]:
    """Return the settings that lead to the fake, as `BotProcess` takes them."""
    whole = environment(fake, Path())
    return {name.removeprefix("DARKROOM_"): value for name, value in whole.items() if "TELEGRAM" in name}


def results(person: User) -> list[Message]:
    return [message for message in person.messages if message.from_bot]


def pictures(person: User) -> list[Message]:
    return [message for message in results(person) if message.kind == "photo"]


async def all_answered(
    people: list[User], wanted: int, seconds: float, answers: Callable[[User], list[Message]] = results
) -> None:
    for _ in range(int(seconds * 10)):
        if all(len(answers(person)) >= wanted for person in people):
            return
        await asyncio.sleep(0.1)


@dataclass
class Asked:
    """What 25 people asked, each thing so that its answer can be told from all others, and what they got.

    An answer is known by its person and a word: of a text the command that it explains, of a picture its width.
    """

    people: list[User]
    texts: dict[tuple[User, str], int] = field(default_factory=dict)
    pictures: set[tuple[User, str]] = field(default_factory=set)

    def answers(self) -> Counter[tuple[User, str]]:
        """Return how often each answer came."""
        found = Counter[tuple[User, str]]()
        for person in self.people:
            for message in results(person):
                if message.kind == "photo":
                    found[person, str(dimensions(message.data)[0])] += 1
                elif message.labels != ["Cancel"]:  # a status is no answer
                    found[person, message.words.split()[0]] += 1
        return found

    def unnoted(self, bot: BotProcess) -> tuple[set[tuple[User, str]], int]:
        """Return the texts that are there though the dead program has not noted it, and how many such pictures."""
        came = self.answers().keys()
        waiting = {number for (number,) in bot.rows("SELECT update_id FROM inbox WHERE state = 'waiting'")}
        ((delivered,),) = bot.rows("SELECT count(*) FROM jobs WHERE state = 'delivered'")
        assert isinstance(delivered, int)
        texts = {answer for answer in self.texts.keys() & came if self.texts[answer] in waiting}
        return texts, len(self.pictures & came) - delivered


async def test_each_update_is_answered_once_over_kills(tmp_path: Path) -> None:
    """500 updates of 25 people while the program is killed again and again: half jobs, half plain questions.

    Twice comes only what was there when the program died and could not be noted any more: Telegram has no way to ask.
    """
    seed = secrets.randbits(32)
    chance = random.Random(seed)  # noqa: S311 - to repeat a run
    tools = list(load_catalog())
    kills = pictures_in_flight = 0
    texts_in_flight = Counter[tuple[User, str]]()
    async with FakeTelegram() as fake, BotProcess(tmp_path, settings(fake) | MANY_WAIT) as bot:
        sqlite_with_schema(bot.database)
        fake.faults.hang(0.2, method="send*", times=None)  # what arrived is known late: a kill meets it more often
        asked = Asked([fake.user(f"Guest {number}") for number in range(25)])
        each = UPDATES // len(asked.people)

        for person in asked.people:
            for number in range(each):
                if number % 2:
                    tool = tools[number // 2]
                    person.send_text(f"/help {tool}")
                    asked.texts[person, f"/{tool}"] = fake.world.updates.newest
                else:
                    person.send_photo(PICTURE, f"/resize {20 + number}")
                    asked.pictures.add((person, str(20 + number)))
        while (so_far := asked.answers().total()) < UPDATES * 0.9:
            await bot.launch()
            wanted = so_far + len(asked.people) + chance.randrange(UPDATES // 10)  # three lives are an update's most
            for _ in range(1500):
                if asked.answers().total() >= wanted and chance.random() < 0.5:
                    break
                await asyncio.sleep(0.02)
            await bot.kill()
            await asyncio.sleep(0.1)  # what it had sent arrives
            kills += 1
            texts, unnoted = asked.unnoted(bot)
            texts_in_flight.update(texts)
            pictures_in_flight += unnoted
        await bot.start()
        for _ in range(1200):
            if asked.answers().keys() >= asked.texts.keys() | asked.pictures:
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(2)
        await bot.stop()
        answers = asked.answers()
        waiting = bot.rows("SELECT count(*) FROM inbox WHERE state = 'waiting'")
        poison = bot.rows("SELECT count(*) FROM inbox WHERE state = 'poison'")
    repeats = {answer: times - 1 for answer, times in answers.items() if times > 1}
    repeated_pictures = sum(times for answer, times in repeats.items() if answer in asked.pictures)
    in_flight = texts_in_flight.total() + pictures_in_flight
    print(f"\nseed {seed}: {kills} kills, {UPDATES} updates, {answers.total()} answers; "
          f"{sum(repeats.values())} came again of {in_flight} that were in flight")  # fmt: skip
    assert waiting == poison == [(0,)]
    assert answers.keys() == asked.texts.keys() | asked.pictures, "an update was not answered, or with something else"
    assert Counter({each: times for each, times in repeats.items() if each in asked.texts}) <= texts_in_flight
    assert repeated_pictures <= pictures_in_flight


async def test_a_storm_of_refusals_loses_nothing_and_sends_nothing_early(tmp_path: Path) -> None:
    """A fifth of the sends gets 429, a tenth 500, a twentieth is dropped after it was accepted."""
    async with FakeTelegram() as fake:
        for seconds in (1, 2, 3, 5):  # the design's 1 to 30, with a clock that runs six times as fast
            fake.faults.too_many_at_random(0.05, seconds, seed=seconds)
        fake.faults.drop_at_random(0.05, seed=2)
        broken = fake.faults.fail(500, method="send*", times=None)
        broken.share, broken.dice = 0.1, random.Random(3)  # noqa: S311 - to repeat a run
        more = {"DARKROOM_JOBS__WAITING_PER_USER": "100", "DARKROOM_QUEUE__WAITING": "5000"}
        app = App(load_settings(None, environment(fake, tmp_path) | more))
        await app.start()
        people = [fake.user(f"Guest {number}") for number in range(50)]
        for person in people:
            for _ in range(STORM_JOBS // len(people)):
                person.send_photo(PICTURE, "/flip")
        await all_answered(people, STORM_JOBS // len(people), 400, pictures)
        async with asyncio.timeout(60):
            while "running" in await job_states(app):  # noqa: ASYNC110 - settled once Telegram said that it arrived
                await asyncio.sleep(0.1)
        delivered = [len(pictures(person)) for person in people]
        states = await job_states(app)
        await app.stop(5)
    print(f"\n{sum(delivered)} delivered of {STORM_JOBS}; {dict(states)}; too early: {len(fake.too_early)}")
    assert states == {"delivered": sum(delivered)}
    assert delivered == [STORM_JOBS // len(people)] * len(people)
    assert fake.too_early == []


async def job_states(app: App) -> dict[str, int]:
    async with app.services.database.read() as connection:
        return await jobs.states(connection)


async def test_in_a_busy_group_nobody_starves(tmp_path: Path) -> None:
    """Two hours of a busy group in ten minutes: 1,200 jobs, 500 of them from one member."""
    async with FakeTelegram() as fake:
        speed = 12  # hours pass faster, and with them what Telegram allows in a minute
        more = {
            "DARKROOM_TELEGRAM__GROUP_PER_MINUTE": str(20 * speed),
            "DARKROOM_TELEGRAM__CHAT_PER_SECOND": str(speed),
            "DARKROOM_TELEGRAM__MESSAGES_PER_SECOND": str(25 * speed),
            "DARKROOM_JOBS__WAITING_PER_USER": "1000",
        }
        app = App(load_settings(None, environment(fake, tmp_path) | more))
        await app.start()
        members = [fake.user(f"Member {number}") for number in range(36)]
        group = fake.group("Busy", members=members, admins=members[:1])
        chance = random.Random(7)  # noqa: S311 - to repeat a run
        whose: dict[int, User] = {}
        eager = CROWD_JOBS * 500 // 1200
        orders = [members[0]] * eager + [chance.choice(members[1:]) for _ in range(CROWD_JOBS - eager)]
        chance.shuffle(orders)
        for member in orders:
            message = member.send_photo(PICTURE, chance.choice(("/flip", "/blur 4", "/resize 100")), in_chat=group)
            whose[message.id] = member
            await asyncio.sleep(CROWD_SECONDS / CROWD_JOBS)
        took: dict[int, float] = {}
        for _ in range(600):
            done = [m for m in group.messages if m.from_bot and m.reply_to and m.kind == "photo"]
            if len(done) >= CROWD_JOBS:
                break
            await asyncio.sleep(0.1)
        for message in done:
            assert message.reply_to is not None
            took[message.reply_to.id] = (message.edited or message.date) - message.reply_to.date
        await app.stop(5)
    eager_took = [seconds for number, seconds in took.items() if whose[number] is members[0]]
    others_took = [seconds for number, seconds in took.items() if whose[number] is not members[0]]
    p95 = {name: statistics.quantiles(times, n=20)[-1] for name, times in
           (("the eager one", eager_took), ("everyone else", others_took))}  # fmt: skip
    print(f"\n{len(took)} of {CROWD_JOBS} answered; p95 in seconds: {p95}; the slowest took {max(took.values()):.2f}")
    assert len(took) == CROWD_JOBS
    assert p95["everyone else"] <= p95["the eager one"] + 1
    if WHOLE:  # in every test run, others use the machine at the same time
        assert max(p95.values()) < 3


async def test_ten_thousand_forged_presses_do_nothing(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - to repeat a run
    async with FakeTelegram() as fake:
        app = App(load_settings(None, environment(fake, tmp_path)))
        await app.start()
        anna, mallory = fake.user("Anna"), fake.user("Mallory")
        anna.send_photo(PICTURE, "/flip")
        result = await anna.wait_for(lambda message: message.kind == "photo")
        mallory.start()
        greeting = await mallory.wait_for()
        real = [button.data for row in result.buttons for button in row if button.data]
        before = len(fake.accepted("sendPhoto"))
        for _ in range(FORGED // AT_ONCE):  # more than 200 that wait are let go, and nobody hears of them
            presses = [mallory.forge(greeting, forged(chance, real)) for _ in range(AT_ONCE)]
            for press in presses:
                await press.answered(60)
        await asyncio.sleep(1)
        states = await job_states(app)
        await app.stop(5)
    print(f"\n{FORGED} forged presses; jobs: {states}")
    assert states == {"delivered": 1}
    assert len(fake.accepted("sendPhoto")) == before
    assert not result.deleted


def forged(chance: random.Random, real: list[str]) -> str:
    """Return data as a forger makes it: another's, another's with a bit flipped, a guess, or rubbish."""
    one = chance.choice(real)
    at = chance.randrange(2, len(one))
    return chance.choice(
        (
            one,
            one[:at] + chr(ord(one[at]) ^ 1) + one[at + 1 :],
            "t:" + secrets.token_urlsafe(16),
            "".join(chr(chance.randrange(32, 0x2FF)) for _ in range(chance.randrange(1, 30))),
            chance.choice(
                ("c:erase", "c:redo?pipeline=flip", "c:remove", "c:cancel?job=J-000000", "c:choose?tool=blur")
            ),
        )
    )
