"""What a visitor used today, in the words that ImageToolbox's API made known."""

from aiohttp import web

from bot.web.context import WEB, account_of, identity_of, language_of
from handlers.call import open_call
from handlers.charges import free_runs_left
from handlers.request import ReplyTo, Request
from storage import usage

routes = web.RouteTableDef()


@routes.get("/api/v1/usage")
async def today(request: web.Request) -> web.Response:
    """Return today's use (UTC), the credits and the limits; null means without a limit."""
    services, account, identity = request.app[WEB].services, await account_of(request), identity_of(request)
    day = services.clock().date()
    asked = Request(identity, "", ReplyTo(identity.platform, identity.external_id), language_of(request))
    call = await open_call(asked, services)
    used = []
    async with services.database.read() as connection:
        free = await free_runs_left(connection, call) if services.config.prices.enabled else {}
        if account:
            used = await usage.usage(connection, account.id, day)
    left, most = free.get("ai", (None, None))
    answer = {
        "today": {
            "fullResUsed": sum(each.jobs for each in used),
            "lowResUsed": 0,
            "freeFullResRemaining": left,
        },
        "credits": account.credits if account else 0,
        "limits": {"freeFullResPerDay": most},
        "tools": {each.tool: each.jobs for each in used},
    }
    return web.json_response(answer)
