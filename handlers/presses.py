"""Turn a pressed button, or the answer to a question, into the request that it stands for."""

from dataclasses import replace
from datetime import timedelta

from handlers import sealing
from handlers.call import Call
from handlers.errors import ButtonSpent
from handlers.single_use import BUTTON_MINUTES
from storage import accounts, buttons
from storage.accounts import Account


async def pressed(call: Call) -> Call:
    """Return the call that the button asks for, with the pictures it was made with; raises ButtonSpent.

    The button is not used up yet: whatever it leads to does that, so that what is refused may be pressed again.
    """
    found = await _found(call, call.request.button)
    if found is None:
        raise ButtonSpent
    return found


async def answered(call: Call) -> Call:
    """Return the call that the answer to a question asks for; the call as it is where nothing was asked.

    A command is a command and no answer, and so is a picture without words: the question then still waits.
    """
    words, name = call.request.text.strip(), call.request.is_reply_to
    if not words or words.startswith(("/", "／")):
        return call
    found = await _found(call, name)
    return replace(found, request=replace(found.request, button=name)) if found else call


async def use_up_answered(call: Call) -> None:
    """Use up the button of a command that has been answered, and keep it for the same press that arrives again.

    It may do so after a crash, before anyone saw the answer. One that stays is left as it is.
    """
    token, owner = call.request.button, call.owner
    if owner is None or call.button is None or call.button.stays:
        return
    async with call.services.database.write() as connection:
        await accounts.lock(connection, owner.id)
        used = await buttons.redeem(connection, token, owner.id, call.now)
        if used:
            until = call.now + timedelta(minutes=BUTTON_MINUTES)
            await buttons.make(connection, owner.id, *used, until, token=_again(call, token))


async def _found(call: Call, token: str) -> Call | None:
    if call.account and (found := await _of(call, call.account, token)):
        return found
    group = await _spoken_for(call)
    return await _of(call, group, token) if group else None


async def _of(call: Call, owner: Account, token: str) -> Call | None:
    """Return the call that a token of this account asks for."""
    async with call.services.database.read() as connection:
        found = await buttons.find(connection, token, owner.id, call.now)
        found = found or await buttons.find(connection, _again(call, token), owner.id, call.now)
    if found is None:
        return None
    command, sealed = found
    button = sealing.unseal_button(call.services.vault, owner.id, sealed)
    # What a form brought along is meant to be used instead.
    brought = call.request.attachments if call.request.button else ()
    attachments = brought or button.pictures or call.request.attachments
    request = replace(call.request, command=command, given=button.given, attachments=attachments)
    return replace(call, owner=owner, button=button, request=request)


def _again(call: Call, token: str) -> str:
    """Return the name of its own under which a press that was answered is found once more."""
    return call.services.vault.sign(f"{call.request.idempotency_key} {token}".encode(), "press").hex()


async def _spoken_for(call: Call) -> Account | None:
    """Return the account of the group, for its admins: who asked anonymously presses under their own name."""
    group, platform = call.request.group, call.request.identity.platform
    admins = call.services.chats[platform].admins
    if not group or admins is None or not await admins.is_admin(group, call.request.identity):
        return None
    async with call.services.database.read() as connection:
        return await accounts.find(connection, platform, group)
