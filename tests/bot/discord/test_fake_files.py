"""Files in the fake: how they arrive, under which addresses and for how long, and how large they may be."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import discord
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, Upload, User
from tests.bot.discord.fake_discord.library import Client, running
from tests.bot.pictures import picture_bytes


@pytest.fixture
def family(fake: FakeDiscord, anna: User) -> Guild:
    return fake.guild("Family", members=[anna])


@pytest.fixture
async def client(fake: FakeDiscord, family: Guild) -> AsyncIterator[Client]:
    client = Client()
    async with running(fake, client):
        yield client
    fake.check_answers()


@pytest.fixture
def general(client: Client, family: Guild) -> discord.PartialMessageable:
    return client.get_partial_messageable(family.general.id)


def picture(name: str = "a.png", **more: Any) -> discord.File:
    return discord.File(BytesIO(picture_bytes()), name, **more)


async def test_files_arrive_with_what_is_said_of_them(
    family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    sent = await general.send(files=[picture(description="A gradient."), picture("b c.png", spoiler=True)])
    first, second = (await anna.wait_for(in_channel=family.general)).files
    assert (first.data, first.description, first.spoiler) == (picture_bytes(), "A gradient.", False)
    assert (second.name, second.spoiler) == ("SPOILER_b_c.png", True)
    told = sent.attachments[0]
    assert (told.size, told.width, told.height) == (len(picture_bytes()), 40, 30)
    assert told.content_type == "image/png"
    await sent.edit(attachments=[sent.attachments[1], picture("c.png")])
    shown = family.general.last
    assert [file.name for file in shown.files] == ["SPOILER_b_c.png", "c.png"]
    with pytest.raises(discord.NotFound):
        await told.read()


async def test_the_address_of_a_file_is_signed_and_lasts_a_day(fake: FakeDiscord, client: Client, anna: User) -> None:
    message = anna.send("look", picture_bytes())
    url = (await client.heard.get()).attachments[0].url

    async def status(address: str) -> int:
        async with aiohttp.ClientSession() as http, http.get(address) as answer:
            return answer.status

    assert url.startswith(f"{fake.cdn_url}/attachments/{anna.dm.id}/")
    assert await status(url) == 200
    assert await status(url.replace("hm=", "hm=0")) == 404
    assert await status(url.partition("?")[0]) == 404
    fake.advance(25 * 3600)
    assert await status(url) == 404
    fresh = await client.get_partial_messageable(anna.dm.id).fetch_message(message.id)
    assert await fresh.attachments[0].read() == picture_bytes()
    anna.delete(message)
    assert await status(fresh.attachments[0].url) == 404


async def test_files_above_the_limits_are_too_large(
    fake: FakeDiscord, family: Guild, general: discord.PartialMessageable
) -> None:
    small, large = bytes(6 << 20), bytes((10 << 20) + 1)
    with pytest.raises(discord.HTTPException, match="40005") as refused:
        await general.send(file=discord.File(BytesIO(large), "large.bin"))
    assert refused.value.status == 413
    family.attachment_bytes = 50 << 20
    await general.send(file=discord.File(BytesIO(large), "large.bin"))
    with pytest.raises(discord.HTTPException, match="40005"):
        await general.send(files=[discord.File(BytesIO(small), f"{n}.bin") for n in range(5)])
    assert len(family.general.messages) == 1
    assert fake.violations == []


async def test_a_file_that_claims_to_be_huge(client: Client, anna: User) -> None:
    anna.send("look", Upload("a.png", picture_bytes(), size=1 << 40))
    assert (await client.heard.get()).attachments[0].size == 1 << 40
