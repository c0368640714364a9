"""The web server: it runs in our own event loop and stops in order."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger

from bot.chat_state import ChatState
from bot.metrics import Metrics
from bot.web import (
    api_catalog,
    api_events,
    api_exports,
    api_jobs,
    api_messages,
    api_session,
    api_usage,
    documents,
    downloads,
    status,
    uploads,
)
from bot.web.chat import WEB_LIMITS, WebChat, visitor
from bot.web.clients import Clients
from bot.web.config import WebConfig
from bot.web.context import WEB, Handler, Web
from bot.web.guard import CHECKED_BY_THEMSELVES, HOSTS, Hosts, add_headers, guard
from bot.web.outbox import Outbox
from bot.web.places import Places
from bot.web.previews import Previews
from bot.web.rates import Rate
from bot.web.session import Sessions
from handlers.services import Chat, Services

STATIC = Path(__file__).parent / "static"
LARGEST_JSON = 64 * 1024
WRONG_TOKENS_PER_HOUR = 10
_LINGER_SECONDS = 1.0
_PARTS = (
    api_session,
    api_catalog,
    uploads,
    api_messages,
    api_jobs,
    api_exports,
    api_events,
    api_usage,
    documents,
    status,
)


def _without_strangers(record: logging.LogRecord) -> bool:
    """Leave out what aiohttp writes of a request that is no HTTP: its bytes, and who sent it. Anyone can send many."""
    failure = record.exc_info[1] if record.exc_info else None
    record.msg, record.args = "the web server failed", ()
    return not isinstance(failure, HttpProcessingError | web.RequestPayloadError)


server_logger.addFilter(_without_strangers)


class WebServer:
    """The playground, its API, the policy pages and the endpoints for operators."""

    def __init__(
        self,
        services: Services,
        config: WebConfig,
        metrics: Metrics,
        chats: Callable[[], Sequence[ChatState]] = tuple,
    ) -> None:
        """`chats` tells how the other chats are doing."""
        self._services = services
        self._config = config
        self._outbox = Outbox()
        self._previews = Previews(services.catalog, services.engine)
        self._hosts = Hosts(config.host, config.public_url)
        self._application = self._app(metrics, chats)
        self._runner = web.AppRunner(
            self._application,
            access_log=None,
            shutdown_timeout=2.0,
            # A refused upload's rest is read for a moment only, so that the browser sees why it was refused.
            lingering_time=_LINGER_SECONDS,
        )

    def chat(self) -> Chat:
        """Return the playground as handlers see it."""
        chat = WebChat(self._services.database, self._services.files, self._services.clock, self._outbox)
        return Chat(WEB_LIMITS, chat, chat, person=visitor)

    def take_posts(self, address: str, receive: Handler) -> None:
        """Give what is posted to the path of this address to `receive`, which has a check of its own for it."""
        path = urlsplit(address).path
        self._application.router.add_post(path, receive)
        self._application[CHECKED_BY_THEMSELVES].add(path)

    async def start(self) -> str:
        """Begin to serve and return the address to open; raises OSError when the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._config.host, self._config.port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        port = int(self._runner.addresses[0][1])
        self._hosts.listening(port)
        host = f"[{self._config.host}]" if ":" in self._config.host else self._config.host
        return self._config.public_url or f"http://{host}:{port}"

    async def stop(self) -> None:
        """End every stream, let running requests finish for a moment, and close."""
        self._outbox.close()
        await self._previews.close()
        await self._runner.cleanup()

    def _app(self, metrics: Metrics, chats: Callable[[], Sequence[ChatState]]) -> web.Application:
        app = web.Application(middlewares=[guard], client_max_size=LARGEST_JSON)
        app[WEB] = self._web()
        app[HOSTS] = self._hosts
        app[uploads.PLACES] = Places(self._config.uploads_at_once)
        app[downloads.PLACES] = Places(self._config.downloads_at_once)
        app[status.METRICS] = metrics
        app[status.CHATS] = chats
        app[CHECKED_BY_THEMSELVES] = set()
        for part in _PARTS:
            app.add_routes(part.routes)
        app.router.add_static("/static", STATIC)
        app.on_response_prepare.append(add_headers)
        return app

    def _web(self) -> Web:
        config, vault = self._config, self._services.vault
        return Web(
            services=self._services,
            config=config,
            sessions=Sessions(
                vault, config.access_token.get_secret_value(), secure=config.public_url.startswith("https:")
            ),
            clients=Clients(vault, config.trusted_proxies),
            outbox=self._outbox,
            previews=self._previews,
            new_visitors=Rate(config.visitors_per_hour),
            messages=Rate(config.messages_per_hour),
            uploads=Rate(config.uploads_per_hour),
            wrong_tokens=Rate(WRONG_TOKENS_PER_HOUR),
        )
