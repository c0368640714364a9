"""/unlink: part this chat from an account that several chats share; asks first."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.errors import CannotLink
from handlers.reply import Button, Reply
from handlers.single_use import make_token
from storage import accounts, linking


@command()
async def unlink(call: Call, sure: Annotated[bool, "Whether to do it without asking."] = False) -> Reply:
    """Part this chat from your other chats' account."""
    if call.request.group:
        raise CannotLink(reason="group")
    identity = call.request.identity
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        if len(await accounts.identities(connection, account.id)) < 2:
            return Reply(call.say("unlink-alone"), private=True)
        if account.debt:
            raise CannotLink(reason="debt")
        if await linking.is_busy(connection, account.id):
            raise CannotLink(reason="busy")
        if sure and await linking.unlink(connection, account, identity.platform, identity.external_id, call.now):
            return Reply(call.say("unlinked"), private=True, edit=True)
        token = await make_token(connection, call, account, "unlink", {"sure": True})
    button = Button(call.say("button-unlink"), token=token, style="danger")
    return Reply(call.say("unlink-ask"), buttons=((button,),), private=True)
