"""Builds the parts that handlers use, in the order in which they need one another."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.config import Settings
from bot.queues.local import Finished, LocalQueue
from handlers.services import Chat, Services
from handlers.texts import Texts
from storage.backup import folder_beside
from storage.database import Database
from storage.files import Files
from storage.master_key import load_master_key
from storage.migrate import migrate
from storage.personal_data import encrypted_rows_exist
from storage.vault import Vault
from tools.catalog import load_catalog
from tools.engine import Engine


def utc_now() -> datetime:
    """Return now; the clock of every part."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_services(
    settings: Settings, *, alone: bool, finished: Finished = lambda *_: None
) -> AsyncIterator[tuple[Services, dict[str, Chat]]]:
    """Yield the services, and their `chats` to be filled. Neither the engine nor the queue is started.

    `alone`: no second process may do the same on this SQLite file. Raises StorageError.
    """
    database = Database(settings.database.url, settings.database.ballast_bytes)
    await database.open(alone=alone)
    try:
        await migrate(database, folder_beside(database.path) if database.path else None)
        async with database.read() as connection:
            sealed = await encrypted_rows_exist(connection)
        vault = Vault.open(settings.keys.folder, load_master_key(settings.keys, sealed), sealed)
        files = Files(settings.media.url, vault, settings.media.options())
        chats: dict[str, Chat] = {}
        yield (
            Services(
                database=database,
                vault=vault,
                files=files,
                engine=Engine(settings.limits.limits(), settings.queue.workers()),
                queue=LocalQueue(
                    settings.queue.slots(),
                    waiting=settings.queue.waiting,
                    per_account=settings.jobs.per_user,
                    finished=finished,
                ),
                catalog=load_catalog(),
                texts=Texts(),
                config=settings.for_handlers(),
                chats=chats,
                clock=utc_now,
            ),
            chats,
        )
    finally:
        await database.close()
