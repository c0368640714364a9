"""Questions that are answered by replying to them: single-use buttons that are pressed by writing."""

from handlers.request import Identity
from handlers.services import Services
from storage import accounts, buttons


async def bind(services: Services, identity: Identity, token: str, name: str) -> bool:
    """Give a question its chat's own name, such as "reply:<chat>:<message>"; whoever was asked answers under it.

    False when it was answered or has expired, or when this person was not asked.
    """
    async with services.database.write() as connection:
        account = await accounts.find(connection, identity.platform, identity.external_id)
        return account is not None and await buttons.rename(connection, token, name, account.id)


async def is_open(services: Services, identity: Identity, name: str) -> bool:
    """Whether a question of this name waits for this person's answer."""
    return await bind(services, identity, name, name)
