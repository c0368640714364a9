"""Telegram and Discord in one process: an hour of load in ten minutes, memory flat, a clean stop, nothing lost."""

import asyncio
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, Interaction, Message
from tests.bot.discord.fake_discord import User as DiscordUser
from tests.bot.discord.running import settings as discord_settings
from tests.bot.pictures import picture_bytes
from tests.bot.telegram import running as telegram_running
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.fake_api import User as TelegramUser
from tests.proofs.bot_process import BotProcess
from tests.proofs.counts import WHOLE

pytestmark = [pytest.mark.proof, pytest.mark.timeout(3600)]

SECONDS = 600 if WHOLE else 6
A_SECOND = 6
"""So many things are asked a second: 3,600 in the ten minutes, one for each second of the hour."""

STOP_SECONDS = 15
GROWTH = 2 * 1.1
"""Megabytes that the process may grow over 1,000 jobs, and a tenth for what a measurement is off."""

PICTURE = picture_bytes((320, 240), "JPEG")
COMMANDS = ("flip", "blur", "sharpen", "rotate")


class Load:
    """Asks all kinds of things in both chats, and remembers what has to be answered."""

    def __init__(self, telegram: FakeTelegram, discord: FakeDiscord, chance: random.Random) -> None:
        self._chance = chance
        self._discord = discord
        self._writers = [telegram.user(f"Guest {number}") for number in range(12)]
        self._members = [discord.user(f"Member {number}") for number in range(12)]
        self._server: Guild = discord.guild("Busy", members=self._members)
        self.asked: list[Interaction] = []
        self.sent: Counter[str] = Counter()
        self.last = time.monotonic()

    async def one(self) -> None:
        """Ask one thing."""
        what = self._chance.choice((self._slash, self._slash, self._words, self._photo, self._photo, self._mention))
        what()

    def _slash(self) -> None:
        command, member = self._chance.choice(COMMANDS), self._chance.choice(self._members)
        self.asked.append(member.slash(f"image {command}", image=PICTURE, in_channel=self._server.general))

    def _words(self) -> None:
        self.asked.append(self._chance.choice(self._members).slash("help", tool="blur"))

    def _photo(self) -> None:
        writer: TelegramUser = self._chance.choice(self._writers)
        writer.send_photo(PICTURE, f"/{self._chance.choice(COMMANDS)}")
        self.sent["telegram"] += 1

    def _mention(self) -> None:
        member: DiscordUser = self._chance.choice(self._members)
        member.send(f"@bot {self._chance.choice(COMMANDS)}", PICTURE, in_channel=self._server.general)
        self.sent["mention"] += 1

    def answered(self) -> dict[str, int]:
        """Return how many answers each way has."""
        photos = sum(message.kind == "photo" for writer in self._writers for message in writer.messages)
        by_us = sum(message.kind == "photo" and not message.from_bot for w in self._writers for message in w.messages)
        slashes = sum(bool(_finished(interaction)) for interaction in self.asked)
        replies = [message.reply_to for message in self._server.general.answers if message.reply_to]
        mentions = sum(not message.from_bot for message in replies)  # what follows up a slash command replies to us
        return {"slash": slashes, "telegram": photos - by_us, "mention": mentions}

    def missed(self) -> list[Interaction]:
        """Return what was asked while the connection was broken: Discord tells it too late or not at all."""
        return [interaction for interaction in self.asked if interaction.failed]

    def wanted(self) -> dict[str, int]:
        """Return how many each way should have."""
        return {
            "slash": len(self.asked) - len(self.missed()),
            "telegram": self.sent["telegram"],
            "mention": self.sent["mention"],
        }

    async def listened_to(self) -> None:
        await self._discord.gateway.until_connected(seconds=60)

    def repeats(self) -> list[Interaction]:
        """Return what was answered more than once."""
        return [interaction for interaction in self.asked if len(_finished(interaction)) > 1]

    async def all_answered(self, seconds: float) -> None:
        for _ in range(int(seconds * 10)):
            if self.answered() == self.wanted():
                return
            await asyncio.sleep(0.1)


def _finished(interaction: Interaction) -> list[Message]:
    return [message for message in interaction.messages if not message.loading]


def trouble(telegram: FakeTelegram, discord: FakeDiscord, chance: random.Random) -> Callable[[], object]:
    """Return something that goes wrong."""
    return chance.choice(
        (
            discord.gateway.drop,
            discord.gateway.ask_to_reconnect,
            lambda: discord.faults.too_many_requests(0.2, operation="*webhook*", times=2),
            lambda: discord.faults.fail(502, operation="update_original*"),
            lambda: discord.faults.drop(operation="update_original*"),
            lambda: telegram.faults.too_many_requests(1, method="sendPhoto"),
            lambda: telegram.faults.fail(502, method="sendMessage"),
        )
    )


def megabytes(bot: BotProcess) -> float:
    process: psutil.Process = bot.family()[0]
    return float(process.memory_info().rss) / 1e6


async def test_an_hour_of_mixed_load_leaves_memory_flat_and_loses_nothing(tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    chance = random.Random(seed)  # noqa: S311 - to repeat a run
    async with FakeTelegram() as telegram, FakeDiscord() as discord:
        whole = telegram_running.environment(telegram, Path())
        ours = {name: value for name, value in whole.items() if "TELEGRAM" in name} | discord_settings(discord)
        settings = {name.removeprefix("DARKROOM_"): value for name, value in ours.items()}
        async with BotProcess(tmp_path, {**settings, "QUEUE__STOP_SECONDS": "10"}) as bot:
            await bot.start()
            await discord.until_served()
            load = Load(telegram, discord, chance)
            idle = megabytes(bot)
            grown, jobs = await run_load(bot, load, lambda: trouble(telegram, discord, chance)())
            for _ in range(20):  # a last handful is on its way when it stops
                await load.one()
            await _acknowledged(load)
            began = time.monotonic()
            code = await bot.stop()
            stopped = time.monotonic() - began
            await bot.start()
            await load.all_answered(120 if WHOLE else 30)
            await asyncio.sleep(1)
            await bot.stop()
            waiting = bot.rows("SELECT count(*) FROM inbox WHERE state != 'done'")
            states = {str(state) for (state,) in bot.rows("SELECT DISTINCT state FROM jobs")}
    print(
        f"\nseed {seed}: {jobs} jobs, idle {idle:.0f} MB, grown by {grown:.1f} MB;"
        f" stopped in {stopped:.1f} s; {len(load.missed())} missed; {load.answered()} of {load.wanted()}; {states}"
    )
    assert load.answered() == load.wanted()
    assert load.repeats() == []
    assert len(load.missed()) <= SECONDS // 20 + 1, "more than one for each time that the connection broke"
    assert states == {"delivered"}
    assert waiting == [(0,)]
    assert code == 0
    assert stopped < STOP_SECONDS
    assert not WHOLE or grown < GROWTH * jobs / 1000


async def run_load(bot: BotProcess, load: Load, disturb: Callable[[], object]) -> tuple[float, int]:
    """Ask for `SECONDS`; return the megabytes that the last half added, and the jobs that it took for that."""
    half = 0.0
    before = 0
    for second in range(SECONDS):
        for _ in range(A_SECOND):
            await load.one()
            await asyncio.sleep(1 / A_SECOND)
        if second % 20 == 3:
            disturb()
            await asyncio.sleep(0.5)
            await load.listened_to()  # what is asked of a bot that does not listen fails, as everywhere on Discord
        if second == SECONDS // 2:
            await load.all_answered(60)
            half, before = megabytes(bot), _jobs(bot)
    await load.all_answered(60)
    return megabytes(bot) - half, _jobs(bot) - before


def _jobs(bot: BotProcess) -> int:
    ((number,),) = bot.rows("SELECT count(*) FROM jobs")
    return int(str(number))


async def _acknowledged(load: Load) -> None:
    async with asyncio.timeout(20):
        while any(each.response is None and not each.failed for each in load.asked):  # noqa: ASYNC110 - either comes
            await asyncio.sleep(0.05)
