"""/agree: agree to the terms; a guest becomes a member."""

from handlers.call import Call
from handlers.command import command
from handlers.palette import offer_tools
from handlers.policy import TERMS_VERSION
from handlers.reply import Reply
from handlers.sentences import size
from storage import accounts, ledger, persons
from storage.accounts import Account
from storage.database import Connection


@command()
async def agree(call: Call) -> Reply:
    """Agree to the terms, for larger pictures and everything that guests cannot do."""
    identity = call.request.identity
    given = 0
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        if account.agreed_version != TERMS_VERSION:
            await accounts.agree(connection, account.id, TERMS_VERSION, call.now)
            given = await _welcome(connection, call, account)
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
    text = call.say("agreed", size=size(call.services.config.limits.bytes_in))
    if given:
        text = f"{text} {call.say('welcome-credits', credits=given)}"
    return await offer_tools(call.with_account(account), Reply(text))


async def _welcome(connection: Connection, call: Call, account: Account) -> int:
    """Give what newcomers are given, once to a person, whatever becomes of their account; return how much."""
    prices, identity = call.services.config.prices, call.request.identity
    if not (prices.enabled and prices.welcome):
        return 0
    person = persons.person_of(call.services.vault, identity.platform, identity.external_id)
    cause = f"welcome {person.hex()}"
    return prices.welcome if await ledger.grant(connection, account.id, prices.welcome, cause, call.now) else 0
