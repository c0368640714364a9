"""/admin: what the owners of this installation do; to everyone else there is no such command."""

from typing import Annotated

from handlers.administration import actor_of, administer
from handlers.call import Call
from handlers.command import command
from handlers.reply import Reply
from tools.params import TextLength


@command(owner=True, always=True, whole_line=True)
async def admin(call: Call, line: Annotated[str, TextLength(0, 4000), "What to do; nothing lists it."] = "") -> Reply:
    """Find and mend accounts, make codes, announce, and look at the figures."""
    if not line.strip():
        return Reply(call.say("admin-help"), private=True)
    identity, services = call.request.identity, call.services
    actor = actor_of(services, f"{identity.platform}:{identity.external_id}")
    cause = services.vault.sign(call.request.idempotency_key.encode(), "admin").hex()[:32]
    return Reply(await administer(services, call.language, line, actor, cause), private=True)
