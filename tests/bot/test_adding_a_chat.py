"""A chat made from the checklist "Adding a chat" in CONTRIBUTING.md alone: it completes a job and touches no handler.

The chat is a postbox: people drop letters in, and answers lie in it to be taken out.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.services import open_services
from handlers.errors import Rejected, SourceGone
from handlers.jobs import JobRunner
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import AttachmentRef, ChatLimits, Identity, ReplyTo, Request
from handlers.router import answer
from handlers.services import Chat, Services
from tests.bot.pictures import picture_bytes
from tools.errors import TooLarge

PLATFORM = "postbox"

POSTBOX_LIMITS = ChatLimits(
    name=PLATFORM,
    text_length=1000,
    upload_bytes=1_000_000,
    photo_bytes=1_000_000,
    photo_keeps_alpha=False,
    formats=("jpeg", "png", "gif"),
    animations=("gif",),
    fetches_later=False,
    max_side=4096,
    photo_sides=None,
    photo_ratio=None,
    draws_palette=True,
)


class Postbox:
    """The chat's own world: letters with enclosures that go in, answers that lie there."""

    def __init__(self) -> None:
        self.enclosures: dict[str, bytes] = {}
        self.answers: asyncio.Queue[Reply] = asyncio.Queue()
        self.closed = False


class PostboxFetch:
    """Gets the enclosure of a letter."""

    def __init__(self, box: Postbox) -> None:
        self._box = box

    async def fetch(self, ref: AttachmentRef, max_bytes: int) -> bytes:
        data = self._box.enclosures.get(ref.key)
        if data is None:
            raise SourceGone
        if len(data) > max_bytes:
            raise TooLarge(limit_bytes=max_bytes, bytes=len(data))
        return data


class PostboxSend:
    """Lays answers into the box."""

    def __init__(self, box: Postbox) -> None:
        self._box = box

    async def send(self, to: ReplyTo, reply: Reply, delivery: str) -> None:
        if self._box.closed:
            raise Rejected
        await self._box.answers.put(reply)

    async def progress(self, to: ReplyTo, job: str, state: Progress) -> None:
        """A postbox shows no progress."""

    async def stopped(self, to: ReplyTo, reply: Reply) -> None:
        """What shows no progress has nothing to take back."""

    async def forget(self, person: Identity) -> None:
        """A postbox remembers nobody."""


class PostboxAdapter:
    """Turns letters into requests."""

    def __init__(self, box: Postbox, services: Services) -> None:
        self._box = box
        self._services = services

    async def receive(self, number: int, sender: str, text: str, *enclosures: str) -> Reply:
        request = Request(
            identity=Identity(PLATFORM, sender),
            idempotency_key=f"letter {number}",
            reply_to=ReplyTo(PLATFORM, sender),
            locale="en",
            text=text,
            attachments=tuple(AttachmentRef(PLATFORM, key, None) for key in enclosures),
        )
        return await answer(request, self._services)


@asynccontextmanager
async def postbox(folder: Path) -> AsyncIterator[tuple[Postbox, PostboxAdapter]]:
    settings = load_settings(
        None,
        {
            "DARKROOM_DATABASE__URL": f"sqlite:///{folder}/darkroom.db",
            "DARKROOM_MEDIA__URL": "memory:",
            "DARKROOM_KEYS__FOLDER": f"{folder}/keys",
            "DARKROOM_QUEUE__CPU": "1",
        },
    )
    box = Postbox()
    async with open_services(settings, alone=True) as (services, chats):
        chats[PLATFORM] = Chat(POSTBOX_LIMITS, PostboxFetch(box), PostboxSend(box))
        runner = JobRunner(services)
        await services.engine.start()
        await services.queue.start({"cpu": runner.run, "deliver": runner.deliver})
        try:
            yield box, PostboxAdapter(box, services)
        finally:
            await services.queue.stop(5)
            await services.engine.stop()


async def test_a_letter_with_a_picture_is_answered_with_the_picture(tmp_path: Path) -> None:
    async with postbox(tmp_path) as (box, adapter):
        box.enclosures["photo"] = picture_bytes((400, 300))
        accepted = await adapter.receive(1, "ann", "/resize 100 | blur 2", "photo")
        assert accepted.error is None
        result = await asyncio.wait_for(box.answers.get(), 30)
        assert result.job == accepted.job
        (file,) = result.files
        assert (file.width, file.height) == (100, 75)
        assert file.format in POSTBOX_LIMITS.formats
        assert file.data is not None


async def test_the_same_letter_twice_is_one_job(tmp_path: Path) -> None:
    async with postbox(tmp_path) as (box, adapter):
        box.enclosures["photo"] = picture_bytes()
        first = await adapter.receive(1, "ann", "/blur", "photo")
        again = await adapter.receive(1, "ann", "/blur", "photo")
        assert first.job == again.job
        await asyncio.wait_for(box.answers.get(), 30)
        await asyncio.sleep(0.2)
        assert box.answers.empty()


@pytest.mark.parametrize(
    ("text", "error"), [("/blur 9999", "bad_value"), ("/blurr", "unknown_command"), ("/blur", "picture_missing")]
)
async def test_a_letter_that_asks_for_the_impossible_gets_a_sentence(tmp_path: Path, text: str, error: str) -> None:
    async with postbox(tmp_path) as (box, adapter):
        reply = await adapter.receive(1, "ann", text)
        assert reply.error == error
        assert reply.text
        assert box.answers.empty()


async def test_a_picture_that_is_gone_is_told(tmp_path: Path) -> None:
    async with postbox(tmp_path) as (box, adapter):
        accepted = await adapter.receive(1, "ann", "/blur", "lost")
        result = await asyncio.wait_for(box.answers.get(), 30)
        assert (result.job, result.error) == (accepted.job, "source_gone")
        assert result.text
