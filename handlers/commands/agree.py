"""/agree: agree to the terms; a guest becomes a member."""

from handlers.call import Call
from handlers.command import command
from handlers.errors import InTheGroupsName
from handlers.holders import network
from handlers.palette import offer_tools
from handlers.policy import TERMS_VERSION
from handlers.reply import Reply
from handlers.sentences import size
from storage import accounts, ledger, persons, quotas
from storage.accounts import Account
from storage.database import Connection
from storage.quotas import Claim, day_of


@command()
async def agree(call: Call) -> Reply:
    """Agree to the terms, for larger pictures and everything that guests cannot do."""
    if call.in_groups_name:
        raise InTheGroupsName
    identity = call.request.identity
    given = 0
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        if account.agreed_version != TERMS_VERSION:
            await accounts.agree(connection, account.id, TERMS_VERSION, call.now)
            given = await _welcome(connection, call, account)
            account = await accounts.get(connection, account.id) or account
    text = call.say("agreed", size=size(call.services.config.limits.bytes_in))
    if given:
        text = f"{text} {call.say('welcome-credits', credits=given)}"
    return await offer_tools(call.with_account(account), Reply(text))


async def _welcome(connection: Connection, call: Call, account: Account) -> int:
    """Give what newcomers are given, once to a person, whatever becomes of their account; return how much.

    Of those whom a cookie alone makes new, one of a network is given it a day.
    """
    prices = call.services.config.prices
    if not (prices.enabled and prices.welcome):
        return 0
    causes = [_cause(each) for each in await persons.persons_of(connection, call.services.vault, account.id)]
    if await ledger.is_booked(connection, causes):
        return 0
    home = await network(connection, call, account)
    if home and not await quotas.take(connection, Claim("welcome", home, day_of(call.now), 1), 1):
        return 0
    cause = _cause(await _newcomer(connection, call, account))
    return prices.welcome if await ledger.grant(connection, account.id, prices.welcome, cause, call.now) else 0


async def _newcomer(connection: Connection, call: Call, account: Account) -> bytes:
    """Return the person who is no newcomer from now on: the asker, or for a browser one of another chat of theirs.

    A cookie is had anew and joined to the same chat again.
    """
    identity, vault = call.request.identity, call.services.vault
    elsewhere = [each for each in await accounts.identities(connection, account.id) if each[0] != identity.platform]
    if call.request.network and elsewhere:
        return persons.person_of(vault, *min(elsewhere))
    return persons.person_of(vault, identity.platform, identity.external_id)


def _cause(person: bytes) -> str:
    return f"welcome {person.hex()}"
