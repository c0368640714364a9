"""/redeem: turn a code into credits."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.errors import InTheGroupsName
from handlers.holders import network
from handlers.joining import try_code
from handlers.reply import Reply
from storage import codes, ledger, persons
from storage.accounts import Account
from storage.database import Connection


class _RedeemedBefore(Exception):
    """Somebody of the same network has redeemed the code."""


@command(priced=True)
async def redeem(call: Call, code: Annotated[str, "The code."]) -> Reply:
    """Turn a code into credits."""
    if call.in_groups_name:
        raise InTheGroupsName
    vault, identity = call.services.vault, call.request.identity
    name = codes.hash_of(vault, code).hex()[:32]

    def cause(person: bytes) -> str:
        return f"code {name} for {person.hex()[:32]}"

    async def use(connection: Connection, account: Account) -> Reply | None:
        # Asked first: a code that was used up by the same person is told as what it is.
        # Of those whom a cookie alone makes new, one of a network redeems it.
        home = await network(connection, call, account)
        everyone = [*await persons.persons_of(connection, vault, account.id), *([home] if home else [])]
        if await ledger.is_booked(connection, map(cause, everyone)):
            return Reply(call.say("redeemed-before"), private=True)
        worth = await codes.use_credits(connection, vault, code, call.now)
        if worth is None:
            return None
        person = home or persons.person_of(vault, identity.platform, identity.external_id)
        if not await ledger.grant(connection, account.id, worth, cause(person), call.now):
            raise _RedeemedBefore  # at the same moment, which gives the use back
        balance = await ledger.balance(connection, account.id)
        return Reply(call.say("redeemed", credits=worth, balance=balance), private=True)

    try:
        return await try_code(call, use)
    except _RedeemedBefore:
        return Reply(call.say("redeemed-before"), private=True)
