"""Slash commands, as conversations."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.app import App
from storage import jobs
from tests.bot.discord.fake_discord import FakeDiscord, Guild, User
from tests.bot.pictures import picture_bytes


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User) -> Guild:
    return fake.guild("Family", members=[anna, bert])


def dimensions(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data)) as image:
        return image.size


async def settled(app: App) -> None:
    """Wait until every job is over: what it leaves behind is noted after its answer was shown."""
    async with asyncio.timeout(20):
        while True:
            async with app.services.database.read() as connection:
                if not await jobs.open_jobs(connection):
                    return
            await asyncio.sleep(0.02)


async def test_a_picture_becomes_small(app: App, anna: User, family: Guild) -> None:
    asked = anna.slash("image resize", image=picture_bytes((800, 600)), width=100, in_channel=family.general)
    result = await asked.shown()
    assert dimensions(result.data) == (100, 75)
    assert "Resize" in result.words
    assert not result.private
    assert len(family.general.messages) == 1


async def test_a_value_that_will_not_do_is_refused_at_once_to_the_asker_alone(
    app: App, anna: User, family: Guild
) -> None:
    asked = anna.slash("image crop", image=picture_bytes(), box="nonsense", in_channel=family.general)
    refusal = await asked.shown()
    assert refusal.private
    assert "box" in refusal.words


async def test_a_late_failure_is_told_to_the_asker_alone(app: App, anna: User, bert: User, family: Guild) -> None:
    asked = anna.slash("image blur", image=b"no picture", in_channel=family.general)
    told = await asked.shown()
    assert told.private
    assert not bert.sees(family.general)


async def test_a_private_answer_is_seen_by_the_asker_alone(app: App, anna: User, bert: User, family: Guild) -> None:
    asked = anna.slash("image flip", image=picture_bytes(), private=True, in_channel=family.general)
    assert (await asked.shown()).private
    assert not bert.sees(family.general)


async def test_a_command_without_a_picture_goes_on_with_the_last_result(app: App, anna: User, family: Guild) -> None:
    await anna.slash("image resize", image=picture_bytes((400, 300)), width=200, in_channel=family.general).shown()
    await settled(app)
    cropped = await anna.slash("image crop", ratio="1:1", in_channel=family.general).shown()
    assert dimensions(cropped.data) == (150, 150)
