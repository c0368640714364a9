"""/link: a code that joins the account of another chat to this one, or the way to use it there."""

from datetime import timedelta
from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.errors import CannotLink
from handlers.joining import LINK_MINUTES, offered
from handlers.reply import Button, Reply
from handlers.single_use import make_token
from storage import accounts, codes


@command()
async def link(call: Call, code: Annotated[str, "The code that /link gave you in your other chat."] = "") -> Reply:
    """Join your accounts in several chats into one."""
    if call.request.group:
        raise CannotLink(reason="group")
    if code:
        return await _ask(call, code)
    identity, vault = call.request.identity, call.services.vault
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        until = call.now + timedelta(minutes=LINK_MINUTES)
        made = await codes.make_link(connection, vault, account.id, until)
    shown = f"{made[:4]}-{made[4:]}"
    return Reply(call.say("link-code", code=shown, minutes=LINK_MINUTES), private=True)


async def _ask(call: Call, code: str) -> Reply:
    """Say what joining means before it is done: a code that somebody else sent would give them this account."""
    target = await offered(call, code)
    identity = call.request.identity
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        token = await make_token(connection, call, account, "join", {"code": code})
    is_priced = call.services.config.prices.enabled
    text = call.say("link-ask", credits=account.credits if is_priced else 0)
    if is_priced and (account.debt or target.debt):
        text = f"{text} {call.say('link-ask-debt', debt=account.debt, owed=target.debt)}"
    button = Button(call.say("button-join"), token=token, style="primary")
    return Reply(text, buttons=((button,),), private=True)
