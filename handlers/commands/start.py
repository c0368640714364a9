"""/start: say what this is, and offer to agree to the terms."""

from typing import Annotated

from handlers.admit import INVITED, admit_pace, admit_person, is_invite
from handlers.call import Call
from handlers.command import command, command_of, load_commands
from handlers.config import LONGEST_INVITE
from handlers.palette import offer_tools
from handlers.policy import TERMS_VERSION
from handlers.reply import Button, Reply
from storage import accounts, settings
from tools.params import TextLength

_LEADS_TO = (
    "privacy", "settings", "usage", "balance", "history", "report", "link", "export", "delete", "terms", "help",
    "paysupport", "redeem", "receipt",
)  # fmt: skip
LINKED = {f"go_{name}": name for name in _LEADS_TO}
"""What a link to the private chat may hold instead of an invitation: the command that it leads to."""


@command(always=True)
async def start(
    call: Call, code: Annotated[str, TextLength(0, LONGEST_INVITE), "An invitation, if you were given one."] = ""
) -> Reply:
    """Say what this is and how to begin."""
    if code in LINKED:
        return await _go_to(call, LINKED[code])
    if is_invite(code, call.services.config.access):
        call, code = await _invited(call), ""
    await admit_person(call, wrong_code=code)
    agreed = call.account is not None and call.account.agreed_version == TERMS_VERSION
    privacy = Button(call.say("button-privacy"), command="privacy")
    if agreed:
        return await offer_tools(call, Reply(call.say("start-member"), buttons=((privacy,),)))
    agree = Button(call.say("button-agree"), command="agree", style="primary")
    terms = Button(call.say("button-terms"), command="terms")
    text = call.say("start-guest", operator=call.operator["operator"])
    return await offer_tools(call, Reply(text, buttons=((agree,), (privacy, terms))))


async def _go_to(call: Call, name: str) -> Reply:
    """Run the command that a link from a group leads to."""
    linked = command_of(name, call) or load_commands()["help"]
    if not linked.always:
        admit_pace(call)
        await admit_person(call)
    return await linked(call, {})


async def _invited(call: Call) -> Call:
    """Note that this person was invited; the same code admits them once and for all."""
    identity = call.request.identity
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        await settings.set_setting(connection, account.id, INVITED, "yes")
    return call.with_account(account)
