"""What a chat tells of its groups, and what it asks about them."""

from collections.abc import Collection
from datetime import timedelta

from handlers import last_picture
from handlers.services import Services
from storage import groups, pots


async def joined(services: Services, platform: str, group: str) -> None:
    """Note that the bot is in the group: settings that it had before are good again."""
    async with services.database.write() as connection:
        await groups.returned(connection, platform, group)


async def spoke(services: Services, platform: str, group: str) -> None:
    """Note that the group asks something of us: we are in it, whatever a refused message looked like."""
    async with services.database.read() as connection:
        if not await groups.is_left(connection, platform, group):
            return
    await joined(services, platform, group)


async def left(services: Services, platform: str, group: str) -> None:
    """Note that the bot was put out of the group; its settings go some time later."""
    async with services.database.write() as connection:
        await groups.removed(connection, platform, group, services.clock())


async def present(services: Services, platform: str, ids: Collection[str]) -> None:
    """Note all the groups that the bot is in now: of what happened while it was not running nobody told it."""
    async with services.database.write() as connection:
        for group, is_left in await groups.known(connection, platform):
            if is_left and group in ids:
                await groups.returned(connection, platform, group)
            elif not is_left and group not in ids:
                await groups.removed(connection, platform, group, services.clock())


async def migrated(services: Services, platform: str, old: str, new: str) -> None:
    """Take the settings, the pot and the last pictures along when the chat gives a group another id."""
    async with services.database.write() as connection:
        await pots.move(connection, platform, old, new, services.clock())
        await groups.migrated(connection, platform, old, new)
        await last_picture.move(connection, services, platform, old, new)


async def auto_delete(services: Services, platform: str, group: str) -> timedelta | None:
    """Return how long our messages stay in the group; None for ever."""
    async with services.database.read() as connection:
        found = await groups.get(connection, platform, group)
    minutes = found.auto_delete_minutes if found else None
    return timedelta(minutes=minutes) if minutes else None
