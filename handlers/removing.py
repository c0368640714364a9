"""What "Delete" takes away: an answer of several messages has its button under the last of them alone."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import sealing
from handlers.request import Identity
from handlers.services import Services
from storage import accounts, buttons

REMOVE = "remove"
"""The command of such a button."""


async def bind_messages(services: Services, identity: Identity, token: str, messages: Sequence[str]) -> None:
    """Let a button that deletes its message delete these, all of one chat, as well; nothing where it was used."""
    async with services.database.write() as connection:
        account = await accounts.find(connection, identity.platform, identity.external_id)
        found = await buttons.find(connection, token, account.id, services.clock()) if account else None
        if account is None or found is None:
            return
        button = sealing.unseal_button(services.vault, account.id, found[1])
        given = {**button.given, "messages": ",".join(messages)}
        sealed = sealing.seal_button(services.vault, account.id, replace(button, given=given))
        await buttons.change(connection, token, account.id, sealed)
