"""What every request handler of the web side may use, and how it learns who asks."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.web.chat import PLATFORM
from bot.web.clients import Clients
from bot.web.config import WebConfig
from bot.web.errors import Refused, not_found
from bot.web.outbox import Outbox
from bot.web.previews import Previews
from bot.web.rates import Rate
from bot.web.session import Sessions
from handlers.request import Identity
from handlers.services import Services
from storage import accounts
from storage.accounts import Account

if TYPE_CHECKING:
    from storage.database import Connection

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Web:
    """The web side's own parts beside the services."""

    services: Services
    config: WebConfig
    sessions: Sessions
    clients: Clients
    outbox: Outbox
    previews: Previews
    new_visitors: Rate
    messages: Rate
    uploads: Rate
    wrong_tokens: Rate


LANGUAGE_COOKIE = "darkroom_language"
"""The page's script sets it when a language is chosen, in the header or with /settings."""

WEB: web.AppKey[Web] = web.AppKey("web", Web)


def language_of(request: web.Request) -> str:
    """Return the language to answer in: what the address asks for, else what was chosen, else the browser's."""
    texts = request.app[WEB].services.texts
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")[:20]
    wished = [request.query.get("lang", ""), chosen, *request.headers.get("Accept-Language", "")[:200].split(",")]
    names = [each.partition(";")[0].strip().partition("-")[0].lower() for each in wished]
    return next((name for name in names if name in texts.locales), texts.language(None))


def hung_up(request: web.Request) -> bool:
    """Whether nobody is there any more to hear the answer."""
    return request.transport is None or request.transport.is_closing()


def visitor_of(request: web.Request) -> str:
    """Return the visitor's id; refuses a request without a session."""
    visitor = request.app[WEB].sessions.visitor(request)
    if visitor is None:
        raise Refused(403, "session")
    return visitor


def identity_of(request: web.Request) -> Identity:
    """Return who asks, as handlers know it."""
    return Identity(PLATFORM, visitor_of(request))


def enter_token(request: web.Request, given: str) -> bool:
    """Whether this is the access token; refuses a network that guessed too often."""
    here = request.app[WEB]
    network = here.clients.network(request)
    if not here.wrong_tokens.allows(network):
        raise Refused(429, "too_many")
    if here.sessions.is_token(given):
        return True
    here.wrong_tokens.take(network)
    return False


def bears_token(request: web.Request) -> bool:
    """Whether a program shows the access token with its request; refuses a network that guessed too often."""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and enter_token(request, shown.strip())


async def account_of(request: web.Request) -> Account | None:
    """Return the visitor's account, None while nothing is stored of this visitor."""
    async with request.app[WEB].services.database.read() as connection:
        return await _account(request, connection)


async def known_account(request: web.Request, connection: "Connection") -> Account:
    """Return the visitor's account; a visitor without one owns nothing that could be found."""
    account = await _account(request, connection)
    if account is None:
        raise not_found()
    return account


async def _account(request: web.Request, connection: "Connection") -> Account | None:
    identity = identity_of(request)
    return await accounts.find(connection, identity.platform, identity.external_id)
