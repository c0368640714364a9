"""The confirmed joining of two accounts, reached only through the button of /link."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.joining import join as join_accounts
from handlers.reply import Reply


@command(by_button=True)
async def join(call: Call, code: Annotated[str, "The code."]) -> Reply:
    """Join this account to the one that made the code."""
    account = await join_accounts(call, code)
    call = call.with_account(account)
    if call.services.config.prices.enabled:
        text = call.say("linked-credits", credits=account.credits)
        if account.debt:
            text = f"{text} {call.say('linked-debt', debt=account.debt)}"
        return Reply(text, private=True, edit=True)
    return Reply(call.say("linked"), private=True, edit=True)
