"""Whose allowances count for a request: a person's in every chat, and those of the network of a browser."""

from handlers.call import Call
from storage import accounts, persons
from storage.accounts import Account
from storage.database import Connection


async def holders(connection: Connection, call: Call, account: Account | None) -> list[bytes]:
    """Return keyed hashes of everyone whose allowance a request uses, the asking person first."""
    identity, vault = call.request.identity, call.services.vault
    known = await accounts.identities(connection, account.id) if account else []
    asking = persons.person_of(vault, identity.platform, identity.external_id)
    network = _network(call, known)
    found = {*(persons.person_of(vault, *each) for each in known), *([network] if network else [])}
    return [asking, *sorted(found - {asking})]


async def network(connection: Connection, call: Call, account: Account) -> bytes | None:
    """Return the keyed hash of the asker's network, where it has an allowance; None elsewhere."""
    return _network(call, await accounts.identities(connection, account.id))


def _network(call: Call, known: list[tuple[str, str]]) -> bytes | None:
    """Return the network of somebody who is known by a cookie alone: agreeing to terms makes no new one a person.

    Whoever has joined another chat to it is known there.
    """
    platform = call.request.identity.platform
    return call.request.network if all(each == platform for each, _ in known) else None
