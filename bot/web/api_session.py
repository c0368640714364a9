"""Who the visitor is, and in which words the page speaks."""

from aiohttp import web

from bot.web.admission import visitors_call, why_not
from bot.web.chat import WEB_LIMITS
from bot.web.context import WEB, language_of
from bot.web.errors import Refused
from bot.web.words import page_words
from handlers.admit import bytes_allowed

routes = web.RouteTableDef()


@routes.get("/api/v1/session")
async def session(request: web.Request) -> web.Response:
    """Return what the page needs to know of its visitor; a new visitor gets the cookie here."""
    here = request.app[WEB]
    visitor = here.sessions.visitor(request)
    known = visitor is not None
    if not known and not here.clients.is_local(request) and not here.new_visitors.take(here.clients.network(request)):
        raise Refused(429, "too_many")
    call = await visitors_call(request) if known else None
    account = call.account if call else None
    config = here.services.config
    answer = {
        "visitor": {
            "agreed": account is not None and account.role == "member",
            "language": account.language if account else None,
            "credits": account.credits if account and config.prices.enabled else None,
            "refusal": await why_not(call) if call else None,
        },
        "chat": {
            "name": WEB_LIMITS.name,
            "limits": {"upload_bytes": bytes_allowed(account, config, WEB_LIMITS), "pictures": config.jobs.pictures},
        },
        "languages": list(here.services.texts.locales),
    }
    response = web.json_response(answer)
    if visitor is None:
        here.sessions.welcome(response)
    else:
        here.sessions.renew(response, visitor)
    return response


@routes.get("/api/v1/words")
async def words(request: web.Request) -> web.Response:
    """Return the page's own words in the language that the address names."""
    language = language_of(request)
    return web.json_response({"language": language, "words": page_words(request.app[WEB].services.texts, language)})
