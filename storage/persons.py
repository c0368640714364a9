"""Knows a person again without knowing who it is: keyed hashes of their ids on the chats, which outlive an account.

Bans, daily allowances and gifts for newcomers are kept under them, so that /delete or a new account undoes none.
"""

from storage import accounts
from storage.database import Connection
from storage.vault import Vault


def person_of(vault: Vault, platform: str, external_id: str) -> bytes:
    """Return the keyed hash of one person of one chat."""
    return vault.sign(f"{platform}:{external_id}".encode(), "person")


async def persons_of(c: Connection, vault: Vault, account_id: int) -> list[bytes]:
    """Return the hashes of everyone who leads to this account: one for each chat."""
    return [person_of(vault, *identity) for identity in await accounts.identities(c, account_id)]
