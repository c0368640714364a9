"""The stream of events: progress and replies as they come, over server-sent events."""

from aiohttp import web

from bot.web.context import WEB, visitor_of

PULSE_SECONDS = 20.0
"""A quiet stream is proved alive this often, also to proxies that close silent connections."""

routes = web.RouteTableDef()


@routes.get("/api/v1/events")
async def events(request: web.Request) -> web.StreamResponse:
    """Stream the visitor's events; a browser that reconnects names the last one it got."""
    visitor = visitor_of(request)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    await response.prepare(request)
    follow = request.app[WEB].outbox.follow(visitor, request.headers.get("Last-Event-ID"), PULSE_SECONDS)
    try:
        async for event in follow:
            await response.write(event)
    except ConnectionError:
        return response  # The page was closed.
    finally:
        await follow.aclose()
    return response
