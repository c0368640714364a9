"""The pages that are sent as HTML: the playground, the policy, the terms, the access form, and refusals."""

from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from bot.web.context import WEB, enter_token, language_of
from bot.web.errors import Refused
from handlers.policy import Section, policy, terms

ICON = Path(__file__).parent / "static" / "icon.svg"
PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True, auto_reload=False)

routes = web.RouteTableDef()


@routes.get("/")
async def playground(request: web.Request) -> web.Response:
    """Return the chat page. It holds nothing of the visitor; that comes over the API."""
    return _page(request, "playground.html")


@routes.get("/favicon.ico")
async def icon(_request: web.Request) -> web.FileResponse:
    """Return the icon, at the address that browsers try for what is no page of ours."""
    return web.FileResponse(ICON)


@routes.get("/privacy")
async def privacy(request: web.Request) -> web.Response:
    """Return the privacy policy as this installation is configured."""
    services = request.app[WEB].services
    written = policy(services.config, services.texts, language_of(request))
    sections = (Section("summary", "", written.summary), *written.sections)
    return _page(request, "document.html", title=written.title, version=written.version, sections=sections)


@routes.get("/terms")
async def terms_of_use(request: web.Request) -> web.Response:
    """Return the terms of use."""
    services, language = request.app[WEB].services, language_of(request)
    title = services.texts.say(language, "playground-terms")
    sections = (Section("terms", "", terms(services.config, services.texts, language)),)
    return _page(request, "document.html", title=title, sections=sections)


@routes.get("/access")
async def ask_access(request: web.Request) -> web.Response:
    """Return the form for the access token, or the playground where none is needed any more."""
    if request.app[WEB].sessions.has_access(request):
        raise web.HTTPSeeOther("/")
    return _access_page(request)


@routes.post("/access")
async def take_access(request: web.Request) -> web.Response:
    """Check the token that was entered; a network that guesses has to wait."""
    if request.headers.get("Origin") is None:
        raise Refused(403, "origin")  # every browser names it when a form is sent
    # Not request.post(): it reads multipart bodies without counting what is before a part, and any encoding named.
    form = parse_qs((await request.read()).decode(errors="replace"))
    try:
        entered = enter_token(request, form.get("token", [""])[0])
    except Refused:
        return _access_page(request, "playground-access-wait", 429)
    if not entered:
        return _access_page(request, "playground-access-wrong", 403)
    response = web.Response(status=303, headers={"Location": "/"})
    request.app[WEB].sessions.let_in(response)
    return response


def refusal_page(request: web.Request, refused: Refused) -> web.Response:
    """Return a refusal as a small page, for a person who opened an address."""
    texts = request.app[WEB].services.texts
    response = _page(request, "refused.html", text=refused.text(texts, language_of(request)))
    response.set_status(refused.status)
    return response


def _access_page(request: web.Request, problem: str | None = None, status: int = 200) -> web.Response:
    response = _page(request, "access.html", problem=problem)
    response.set_status(status)
    # With "no-referrer" browsers send "Origin: null" with a form, and it could not be told from a foreign page's.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _page(request: web.Request, name: str, **facts: object) -> web.Response:
    language = language_of(request)
    say = partial(request.app[WEB].services.texts.say, language)
    html = PAGES.get_template(name).render(language=language, say=say, **facts)
    return web.Response(
        text=html, content_type="text/html", headers={"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
    )
