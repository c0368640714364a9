"""The tools and commands that can be asked for, and examples of what the tools make."""

from aiohttp import web

from bot.web.context import WEB, language_of
from bot.web.downloads import send
from bot.web.errors import not_found
from handlers.command import is_offered, load_commands
from handlers.prices import class_of, run_price
from handlers.services import Services
from handlers.words import describe_command, describe_tool
from tools.formats import FORMATS
from tools.work import Step

routes = web.RouteTableDef()


@routes.get("/api/v1/catalog")
async def catalog(request: web.Request) -> web.Response:
    """Return every tool and every command that can be typed, in the language that the address names."""
    services, language = request.app[WEB].services, language_of(request)
    tools = [
        {**describe_tool(services.texts, language, tool), "price": _price(services, language, tool.name)}
        for tool in services.catalog.values()
    ]
    commands = [
        describe_command(services.texts, language, command)
        for command in load_commands().values()
        if is_offered(command, services.config, has_groups=False)
    ]
    return web.json_response({"tools": tools, "commands": commands})


def _price(services: Services, language: str, tool: str) -> str | None:
    """Say what a run of a tool costs here, and how many a day do not; None where it costs nothing."""
    price = run_price(Step(tool, {}), services.config.prices, services.catalog)
    free = services.config.quotas.free_member.get(class_of(services.catalog[tool]), 0)
    return services.texts.say(language, "run-price", price=price, free=free) if price else None


@routes.get("/api/v1/previews/{tool}")
async def preview(request: web.Request) -> web.StreamResponse:
    """Return a small picture that the tool made of the sample, for one of its choices if the address names one."""
    media = await request.app[WEB].previews.find(request.match_info["tool"], request.query.get("choice"))
    if media is None:
        raise not_found()
    headers = {"Cache-Control": "private, max-age=3600"}
    return await send(request, media.data, FORMATS[media.format].mime, headers)
