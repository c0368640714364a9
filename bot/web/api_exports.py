"""The parts of a visitor's own data export. Another visitor's is not there, nor is one that has expired."""

from aiohttp import web

from bot.web import downloads
from bot.web.context import WEB, known_account
from bot.web.errors import not_found
from storage import uploads

routes = web.RouteTableDef()


@routes.get("/api/v1/exports/{export}/{part}")
async def part(request: web.Request) -> web.StreamResponse:
    """Return one ZIP of an export, as a file to save."""
    services = request.app[WEB].services
    async with services.database.read() as connection:
        account = await known_account(request, connection)
        key = "export/{export}/{part}".format(**request.match_info)
        stored = await uploads.owned(connection, key, account.id, services.clock())
    if stored is None or stored.kind != uploads.EXPORT:
        raise not_found()
    headers = {
        "Content-Disposition": "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    async with downloads.opened(request, stored) as data:
        return await downloads.send(request, data, "application/zip", headers)
