"""/paysupport: whom to turn to about a payment."""

from handlers.call import Call
from handlers.command import command
from handlers.reply import Reply


@command(always=True)
async def paysupport(call: Call) -> Reply:
    """Say whom to turn to about a payment."""
    key = "paysupport" if call.services.config.prices.enabled else "paysupport-free"
    return Reply(call.say(key, contact=call.operator["contact"]), private=True)
