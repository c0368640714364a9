"""Requests that change something in a chat end clearly, and none of them waits for long."""

import asyncio

import pytest

from bot.discord.layout import pages_of
from bot.discord.limits import PLATFORM
from bot.discord.messenger import Messenger
from bot.discord.rest import Rest
from handlers.errors import NotNow
from handlers.reply import Reply
from handlers.request import ReplyTo
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.fake_discord.library import pointed_at
from tools.catalog import load_catalog


async def test_a_long_pause_that_discord_asks_for_is_not_waited_for(fake: FakeDiscord, anna: User) -> None:
    fake.faults.too_many_requests(3600, operation="create_message")
    (page,) = pages_of(Reply("done"), load_catalog(), str(anna.id))
    with pointed_at(fake):
        rest = Rest()
        await rest.log_in(fake.token)
        async with asyncio.timeout(20):
            with pytest.raises(NotNow):
                await Messenger(rest).send(ReplyTo(PLATFORM, str(anna.dm.id)), page, "1")
        await rest.close()
