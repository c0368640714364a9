"""Whether a visitor may use this installation, asked before anything of theirs is stored."""

from aiohttp import web

from bot.web.context import WEB, identity_of, language_of
from handlers.admit import admit_person
from handlers.call import Call, open_call
from handlers.errors import Blocked, Maintenance, NotAdmitted
from handlers.failures import sentences
from handlers.request import ReplyTo, Request


async def visitors_call(request: web.Request) -> Call:
    """Return the visitor as handlers know them; refuses a request without a session."""
    identity = identity_of(request)
    asked = Request(identity, "", ReplyTo(identity.platform, identity.external_id), language_of(request))
    return await open_call(asked, request.app[WEB].services)


async def why_not(call: Call) -> str | None:
    """Return why this visitor's messages would be refused, and what to do; None where they are answered."""
    try:
        await admit_person(call)
    except (Blocked, Maintenance, NotAdmitted) as error:
        return sentences(call.services, call.language).reason(error.code, error.facts)
    return None
