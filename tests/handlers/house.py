"""A whole house without a chat: real rows, real files, real pictures; only the chat and the clock are ours."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from handlers.config import HandlersConfig, RatesConfig
from handlers.jobs import JobRunner
from handlers.reply import Reply
from handlers.request import AttachmentRef, Identity, ReplyTo, Request
from handlers.router import answer
from handlers.services import Chat, Services
from handlers.texts import Texts
from storage import accounts, books, jobs, ledger
from storage.accounts import Account
from storage.database import Database
from storage.files import Files
from storage.jobs import Job
from storage.vault import Vault
from tests.handlers.chats import ANNA, CHAT, PAGE, RITA, ROOM, TestAdmins, TestChat
from tests.handlers.parts import Clock, HereEngine, HereQueue
from tests.log_canaries import log_canaries
from tools.catalog import load_catalog
from tools.limits import Limits

FAST = RatesConfig(user_per_minute=100_000, group_per_minute=100_000, bot_per_minute=1_000_000)
"""Tests ask faster than people; those of the rates say what they mean."""


@dataclass
class House:
    """Services with handles on the parts that a test plays with."""

    services: Services
    clock: Clock
    queue: HereQueue
    engine: HereEngine
    chat: TestChat
    page: TestChat
    room: TestChat
    admins: TestAdmins
    runner: JobRunner
    asked: int = 0

    async def ask(
        self, text: str = "", *pictures: bytes, identity: Identity = ANNA, key: str | None = None, **fields: Any
    ) -> Reply:
        """Send a message as a chat would, and return the answer."""
        self.asked += 1
        log_canaries.add_words(text)
        chat = {"page": self.page, "room": self.room}.get(identity.platform, self.chat)
        attachments = tuple(self.attach(chat, identity.platform, picture) for picture in pictures)
        request = Request(
            identity=identity,
            idempotency_key=key or f"message-{self.asked}",
            reply_to=fields.pop(
                "reply_to", ReplyTo(identity.platform, f"chat-of-{identity.external_id}", str(self.asked))
            ),
            text=text,
            attachments=fields.pop("attachments", attachments),
            **fields,
        )
        return await answer(request, self.services)

    async def press(self, reply: Reply, row: int = 0, column: int = 0, **fields: Any) -> Reply:
        """Press a button under an answer."""
        button = reply.buttons[row][column]
        if button.token:
            return await self.ask(button=button.token, **fields)
        return await self.ask(command=button.command, given=button.given, **fields)

    async def press_on(self, reply: Reply, label: str, identity: Identity = RITA, **fields: Any) -> Reply:
        """Press the button that says this."""
        (button,) = [each for row in reply.buttons for each in row if each.label == label]
        if button.token:
            return await self.ask(button=button.token, identity=identity, **fields)
        return await self.ask(command=button.command, given=button.given, identity=identity, **fields)

    async def join(self, source: Identity, into: Identity = ANNA, **fields: Any) -> Reply:
        """Join two accounts by a code and the button that confirms it."""
        made = await self.ask("/link", identity=into)
        code = made.text.split("Your code is ")[1].split(".")[0]
        asked = await self.ask(f"/link {code}", identity=source, **fields)
        assert asked.error is None
        return await self.press(asked, identity=source, **fields)

    def attach(self, chat: TestChat, platform: str, picture: bytes) -> AttachmentRef:
        key = f"picture-{len(chat.pictures)}"
        chat.pictures[key] = picture
        log_canaries.add(key)
        return AttachmentRef(platform, key, len(picture))

    async def work(self) -> None:
        """Let the queue run until nothing is left to do."""
        await self.queue.drain()

    async def restart(self) -> None:
        """Do what a new process does after a crash: an empty queue, a new runner, a look at the rows."""
        self.queue.waiting.clear()
        self.queue.running.clear()
        self.runner = JobRunner(self.services, send_pauses=(0, 0))
        await self.queue.start({"cpu": self.runner.run, "deliver": self.runner.deliver})
        await self.runner.reconcile()

    async def job(self, public_id: str | None, identity: Identity = ANNA) -> Job:
        assert public_id
        async with self.services.database.read() as connection:
            account = await self.account(identity)
            found = await jobs.find(connection, public_id, account.id)
        assert found
        return found

    async def account(self, identity: Identity = ANNA) -> Account:
        async with self.services.database.write() as connection:
            return await accounts.find_or_open(connection, identity.platform, identity.external_id, self.clock())

    async def give(self, credits: int, identity: Identity = ANNA) -> None:
        account = await self.account(identity)
        async with self.services.database.write() as connection:
            await ledger.grant(connection, account.id, credits, f"gift {self.asked} {identity}", self.clock())

    async def credits(self, identity: Identity = ANNA) -> int:
        return (await self.account(identity)).credits

    async def books_agree(self) -> bool:
        async with self.services.database.read() as connection:
            return await books.check(connection) == []

    def change(self, **sections: Mapping[str, Any]) -> None:
        """Change the configuration, as a restart with another config file would."""
        config = self.services.config.model_dump() | {
            name: {**self.services.config.model_dump()[name], **keys} for name, keys in sections.items()
        }
        self.services = replace(self.services, config=HandlersConfig.model_validate(config))
        self.runner = JobRunner(self.services, send_pauses=(0, 0))
        self.queue._runners = {"cpu": self.runner.run, "deliver": self.runner.deliver}


@asynccontextmanager
async def open_house(url: str, folder: Path, ballast_bytes: int = 0) -> AsyncIterator[House]:
    """Open a house on this database, which has the schema, with its files and keys in `folder`."""
    database = Database(url, ballast_bytes)
    await database.open()
    vault = Vault.open(folder / "keys", b"k" * 32)
    limits = Limits()
    clock, queue, engine = Clock(), HereQueue(), HereEngine(limits)
    chat, page, room, admins = TestChat(), TestChat(), TestChat(), TestAdmins()
    services = Services(
        database=database,
        vault=vault,
        files=Files(f"file://{folder / 'media'}", vault, {}),
        engine=engine,
        queue=queue,
        catalog=load_catalog(),
        texts=Texts(),
        config=HandlersConfig(rates=FAST),
        chats={
            "chat": Chat(CHAT, chat, chat, person=lambda who: ReplyTo("chat", f"chat-of-{who.external_id}")),
            "page": Chat(PAGE, page, page),
            "room": Chat(ROOM, room, room, admins),
        },
        clock=clock,
    )
    runner = JobRunner(services, send_pauses=(0, 0))
    await queue.start({"cpu": runner.run, "deliver": runner.deliver})
    yield House(services, clock, queue, engine, chat, page, room, admins, runner)
    await database.close()


def picture(width: int = 40, height: int = 30, mode: str = "RGB", format: str = "PNG") -> bytes:
    """A small encoded picture with a gradient, so that tools have something to do; RGBA fades out."""
    gradient = Image.linear_gradient("L").resize((width, height))
    image = gradient.convert(mode)
    if mode == "RGBA":
        image.putalpha(gradient)
    out = BytesIO()
    image.save(out, format)
    return out.getvalue()


def labels(reply: Reply) -> list[list[str]]:
    """What the buttons under an answer say."""
    return [[button.label for button in row] for row in reply.buttons]


def said(reply: Reply) -> list[str]:
    """What all the buttons under an answer say, in one line."""
    return [label for row in labels(reply) for label in row]
