"""/redeem: turn a code into credits."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.joining import try_code
from handlers.reply import Reply
from storage import codes, ledger, persons
from storage.accounts import Account
from storage.database import Connection


@command(priced=True)
async def redeem(call: Call, code: Annotated[str, "The code."]) -> Reply:
    """Turn a code into credits."""
    vault, identity = call.services.vault, call.request.identity
    person = persons.person_of(vault, identity.platform, identity.external_id)
    cause = f"code {codes.hash_of(vault, code).hex()[:32]} for {person.hex()[:32]}"

    async def use(connection: Connection, account: Account) -> Reply | None:
        # Asked first: a code that was used up by the same person is told as what it is.
        if await ledger.is_booked(connection, cause):
            return Reply(call.say("redeemed-before"), private=True)
        worth = await codes.use_credits(connection, vault, code, call.now)
        if worth is None:
            return None
        await ledger.grant(connection, account.id, worth, cause, call.now)
        balance = await ledger.balance(connection, account.id)
        return Reply(call.say("redeemed", credits=worth, balance=balance), private=True)

    return await try_code(call, use)
