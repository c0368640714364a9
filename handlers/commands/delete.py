"""/delete: erase everything of yours; asks first."""

from collections import Counter

from handlers.call import Call
from handlers.command import command
from handlers.errors import PotNotEmpty
from handlers.reply import Button, Reply
from handlers.single_use import BUTTON_MINUTES, make_token
from storage import accounts, inbox, personal_data


@command(always=True)
async def delete(call: Call) -> Reply:
    """Erase everything that is stored about you."""
    if call.account is None:
        return Reply(call.say("delete-nothing"), private=True, erased=True)
    if call.in_groups_name and call.account.credits:
        raise PotNotEmpty(credits=call.account.credits)
    database = call.services.database
    async with database.make_room(), database.write() as connection:
        senders = await inbox.senders_of(connection, call.services.vault, call.account.id)
        rows: Counter[str] = Counter()
        for each in await accounts.family(connection, call.account.id):
            rows.update(await personal_data.remaining(connection, each, senders if each == call.account.id else ()))
        token = await make_token(connection, call, call.account, "erase", {})
    text = call.say(
        "delete-preview",
        rows=sum(rows.values()),
        jobs=rows.get("jobs", 0),
        files=rows.get("stored_files", 0),
        minutes=BUTTON_MINUTES,
    )
    if call.account.credits and call.services.config.prices.enabled:
        text = f"{text} {call.say('delete-credits', credits=call.account.credits)}"
    button = Button(call.say("button-delete"), token=token, command="erase", style="danger")
    return Reply(text, buttons=((button,),), private=True)
