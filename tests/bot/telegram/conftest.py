"""A fake of the Bot API for every test that wants one, and the real client for the tests of the fake itself."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.fake_api.specification import specification


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """A platform; at the end it holds that every request kept to the official description."""
    async with FakeTelegram() as fake:
        yield fake
    fake.check()


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    """A client of the fake; at the end it holds that the fake answered as the official description says."""
    async with Bot(fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot
    if known := specification():
        done = [request for request in fake.requests if request.outcome == "accepted" and request.method != "download"]
        problems = [p for request in done for p in known.check_answer(request.method, request.result)]
        assert not problems, problems
