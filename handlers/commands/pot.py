"""/pot: the credits of a group: see them, put some in, and say how many a member may use a day."""

from dataclasses import replace
from typing import Annotated

from handlers.call import Call
from handlers.charges import pot_cap
from handlers.command import command
from handlers.errors import InTheGroupsName, NotEnoughForPot, NotInPrivate
from handlers.group_settings import check_admin
from handlers.reply import Reply
from storage import accounts, groups, persons, pots, quotas
from storage.errors import NotEnoughCredits
from storage.groups import Group
from storage.quotas import day_of
from tools.params import Between

MOST = 1_000_000


@command(priced=True, in_groups=True)
async def pot(
    call: Call,
    give: Annotated[int, Between(0, MOST), "Credits of yours to put into it."] = 0,
    cap: Annotated[int, Between(-1, MOST), "For admins: credits that one member may use a day; -1 leaves it."] = -1,
) -> Reply:
    """Show the credits of this group, or put some of yours in."""
    if not call.request.group:
        raise NotInPrivate
    if cap >= 0:
        return await _set_cap(call, cap)
    return await (_fund(call, call.request.group, give) if give else _show(call, call.request.group))


async def _show(call: Call, group: str) -> Reply:
    identity, vault = call.request.identity, call.services.vault
    async with call.services.database.read() as connection:
        found = await accounts.find(connection, identity.platform, group)
        person = persons.person_of(vault, identity.platform, identity.external_id)
        used = await quotas.used(connection, person, f"pot {found.id}", day_of(call.now)) if found else 0
    return Reply(call.say("pot", credits=found.credits if found else 0, cap=pot_cap(call), used=used))


async def _fund(call: Call, group: str, amount: int) -> Reply:
    """Move credits from the asker's account to the group's; the same message again moves nothing more."""
    identity = call.request.identity
    if call.in_groups_name:
        raise InTheGroupsName
    cause = call.services.vault.sign(call.request.idempotency_key.encode(), "fund").hex()[:32]
    async with call.services.database.write() as connection:
        own = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        if before := await pots.funded(connection, cause):
            return Reply(call.say("pot-funded", credits=before))
        if own.credits < amount:
            raise NotEnoughForPot(amount=amount, balance=own.credits)
        # Opened only where there is something to put in.
        shared = await accounts.find_or_open(connection, identity.platform, group, call.now)
        try:
            await pots.fund(connection, own.id, shared.id, amount, cause, call.now)
        except NotEnoughCredits as error:
            raise NotEnoughForPot(amount=amount, balance=error.facts["balance"]) from None
    return Reply(call.say("pot-funded", credits=amount))


async def _set_cap(call: Call, cap: int) -> Reply:
    await check_admin(call)
    platform, name = call.request.identity.platform, call.request.group or ""
    async with call.services.database.write() as connection:
        now = await groups.get(connection, platform, name) or Group(platform, name)
        await groups.put(connection, replace(now, pot_cap=cap), call.now)
    return Reply(call.say("pot-capped", cap=cap))
