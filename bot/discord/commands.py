"""The commands that Discord shows, told to it only when they changed: it takes 200 new ones a day."""

import hashlib
import json
import logging

import discord

from bot.discord.failures import send_error
from bot.discord.limits import PLATFORM
from bot.discord.rest import TROUBLES
from bot.discord.slash_commands import all_commands
from handlers.errors import Rejected
from handlers.services import Services
from storage import adapter_state

log = logging.getLogger(__name__)

_STATE = "commands"


async def sync_commands(client: discord.Client, services: Services) -> None:
    """Tell Discord the commands unless it was told the same before. What it refuses for good is only logged.

    Raises StorageError, or what discord.py raises, where a later try may do more.
    """
    application = client.application_id
    wanted = all_commands(services.catalog, services.texts, services.config)
    mark = hashlib.sha256(json.dumps([application, wanted], sort_keys=True).encode()).hexdigest()
    async with services.database.read() as connection:
        if await adapter_state.get(connection, PLATFORM, _STATE) == mark:
            return
    try:
        await client.http.bulk_upsert_global_commands(application or 0, wanted)
    except TROUBLES as error:
        if not isinstance(send_error(error), Rejected):
            raise
        log.error("Discord refused the commands", extra={"kind": type(error).__name__})
        return
    async with services.database.write() as connection:
        await adapter_state.put(connection, PLATFORM, _STATE, mark)
