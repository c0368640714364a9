"""The confirmed deletion, reached only through the button of /delete."""

from handlers.call import Call
from handlers.command import command
from handlers.erasure import erase_account
from handlers.errors import ButtonSpent, PotNotEmpty
from handlers.policy import prices_fact
from handlers.reply import Reply


@command(always=True, by_button=True)
async def erase(call: Call) -> Reply:
    """Erase everything that is stored about you, now; about a group, where its button was pressed."""
    if call.owner is None:
        raise ButtonSpent
    is_own = call.account is not None and call.account.id == call.owner.id
    if call.owner.credits and (call.in_groups_name or not is_own):
        raise PotNotEmpty(credits=call.owner.credits)
    receipt = await erase_account(call.owner.id, call.services, call.request)
    return Reply(
        call.say(
            "erased",
            left=receipt.rows_left + receipt.files_left,
            rows=receipt.rows_left,
            files=receipt.files_left,
            prices=prices_fact(call.services.config),
        ),
        private=is_own,
        edit=True,
        erased=is_own,
    )
