"""Connections to the Bot API."""

import ssl
from functools import cache

import httpx
from telegram.request import HTTPXRequest


@cache
def _trusted() -> ssl.SSLContext:
    """Read whom to trust once: each client would read all authorities anew, which takes 25 ms and holds its memory."""
    return httpx.create_ssl_context()


def connections(most: int, answer_seconds: float = 5, upload_seconds: float = 20) -> HTTPXRequest:
    """Return what asks over at most so many connections at a time."""
    return HTTPXRequest(
        connection_pool_size=most,
        read_timeout=answer_seconds,
        pool_timeout=answer_seconds,
        media_write_timeout=upload_seconds,
        httpx_kwargs={"verify": _trusted()},
    )
