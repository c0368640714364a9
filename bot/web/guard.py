"""The guard in front of every handler: Host, Origin, access, and the headers that tell the browser what is allowed."""

import logging
import os
from urllib.parse import urlsplit

from aiohttp import web

from bot.web.config import DEFAULT_PORTS
from bot.web.context import WEB, Handler, bears_token, hung_up, language_of
from bot.web.documents import refusal_page
from bot.web.errors import Refused
from storage.errors import DiskFull

log = logging.getLogger(__name__)

API = "/api/"
GUARD_HEADER = "X-Darkroom"
"""A header that no form can set. Together with the Origin check it stops forged requests."""

_SAFE_METHODS = {"GET", "HEAD"}
_LONGEST_PATH = 255
"""In bytes. No address here is longer, and a file system raises on a longer name."""
_CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Hosts:
    """The names under which this server may be asked for: a page of another name is a rebinding attack."""

    def __init__(self, host: str, public_url: str) -> None:
        """`public_url` is an origin as browsers write it, or empty."""
        self._host = host.lower()
        self._public = public_url
        self._names: set[str] = set()
        self._origins: set[str] = set()

    def listening(self, port: int) -> None:
        """Learn the port that was taken."""
        here = {"127.0.0.1", "localhost", "[::1]", f"[{self._host}]" if ":" in self._host else self._host}
        names = {f"{name}:{port}" for name in here} | (here if port == DEFAULT_PORTS["http"] else set())
        self._names = names | self._public_names()
        self._origins = {f"http://{name}" for name in names} | ({self._public} if self._public else set())

    def know(self, host: str) -> bool:
        """Whether this Host header is one of ours."""
        return host.lower() in self._names

    def is_ours(self, origin: str) -> bool:
        """Whether this Origin header names a page of ours: plain HTTP only where we listen ourselves."""
        return origin in self._origins

    def _public_names(self) -> set[str]:
        parts = urlsplit(self._public)
        if not parts.netloc:
            return set()
        # Some proxies add the port that browsers leave out.
        return {parts.netloc} if parts.port else {parts.netloc, f"{parts.netloc}:{DEFAULT_PORTS[parts.scheme]}"}


HOSTS: web.AppKey[Hosts] = web.AppKey("hosts", Hosts)
CHECKED_BY_THEMSELVES: web.AppKey[set[str]] = web.AppKey("checked_by_themselves", set)
"""Paths that no browser asks for and whose handlers demand a secret of their own: webhooks."""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Check the request, answer it, and put failures into words."""
    try:
        _check(request)
        return await handler(request)
    except Refused as refused:
        return _say(request, refused)
    except DiskFull:
        return _say(request, Refused(507, "disk_full"))
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _say(request, _refused_by_library(error.status))
    except web.RequestPayloadError:  # the body is not what its headers say of it
        return _say(request, Refused(400, "bad_request"))
    except Exception as error:
        if isinstance(error, ConnectionError) and hung_up(request):
            return _say(request, Refused(400, "bad_request"))  # nobody hears it; raised, it would be logged
        log.exception("a request failed", extra={"route": _route(request)})
        return _say(request, Refused(500, "failed"))


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Set the security headers on every answer, whatever made it; a handler's own value stays."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(API):
        response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)


def _check(request: web.Request) -> None:
    if len(os.fsencode(request.path)) > _LONGEST_PATH:
        raise Refused(404, "not_found")
    if request.path in request.app[CHECKED_BY_THEMSELVES]:
        return
    hosts = request.app[HOSTS]
    if not hosts.know(request.headers.get("Host", "")):
        raise Refused(421, "host")
    origin = request.headers.get("Origin")
    if origin is not None and not hosts.is_ours(origin):
        raise Refused(403, "origin")
    if not request.path.startswith(API):
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "origin")
    if request.method not in _SAFE_METHODS and GUARD_HEADER not in request.headers:
        raise Refused(403, "origin")
    if not (request.app[WEB].sessions.has_access(request) or bears_token(request)):
        raise Refused(401, "access")


def _say(request: web.Request, refused: Refused) -> web.Response:
    is_opened = request.method in _SAFE_METHODS and "text/html" in request.headers.get("Accept", "")
    if is_opened and not request.path.startswith(API):
        return refusal_page(request, refused)
    return refused.answer(request.app[WEB].services.texts, language_of(request))


def _refused_by_library(status: int) -> Refused:
    if status in (403, 404):  # a folder of static files is forbidden to list
        return Refused(404, "not_found")
    return Refused(status, "wrong_method" if status == 405 else "bad_request")


def _route(request: web.Request) -> str:
    """Return the route's pattern for the log: the path itself may name a visitor's job."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"
