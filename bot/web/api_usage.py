"""What a visitor used today, in the words that ImageToolbox's API made known."""

from aiohttp import web

from bot.web.admission import visitors_call
from bot.web.context import WEB
from handlers.charges import free_runs_left
from storage import usage

routes = web.RouteTableDef()


@routes.get("/api/v1/usage")
async def today(request: web.Request) -> web.Response:
    """Return today's use (UTC), the credits and the limits; null means without a limit."""
    services, call = request.app[WEB].services, await visitors_call(request)
    account, day = call.account, services.clock().date()
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
