"""For those who watch over the server: /healthz for everyone, /metrics for this machine or with the token."""

from collections.abc import Callable, Sequence

from aiohttp import web

from bot.chat_state import ChatState
from bot.health import health
from bot.metrics import CONTENT_TYPE, Metrics
from bot.web.context import WEB, bears_token
from bot.web.errors import not_found

METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)
CHATS: web.AppKey[Callable[[], Sequence[ChatState]]] = web.AppKey("chats")
routes = web.RouteTableDef()


@routes.get("/healthz")
async def healthz(request: web.Request) -> web.Response:
    """Return 200 while Darkroom can work, 503 while it cannot; names and answers only."""
    state = await health(request.app[WEB].services, request.app[CHATS]())
    return web.json_response(state, status=200 if state["ok"] else 503, headers={"Cache-Control": "no-store"})


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Return the metrics in Prometheus's format; to others this address does not exist."""
    if not (request.app[WEB].clients.is_local(request) or bears_token(request)):
        raise not_found()
    return web.Response(body=request.app[METRICS].render(), headers={"Content-Type": CONTENT_TYPE})
