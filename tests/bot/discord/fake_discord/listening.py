"""Where the fake listens."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

HOST = "127.0.0.1"


class Listener:
    """Serves an application on a free port of this machine, on the same again after a break."""

    def __init__(self, app: Callable[[], web.Application]) -> None:
        self._app = app
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def open(self) -> str:
        """Begin, and return the host and port."""
        runner = web.AppRunner(self._app(), handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, HOST, self._port, reuse_address=True).start()
        self._runner, self._port = runner, runner.addresses[0][1]
        return f"{HOST}:{self._port}"

    async def close(self) -> None:
        """End: connections break, and new ones are refused."""
        if self._runner:
            await self._runner.cleanup()
