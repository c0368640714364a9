"""What the server writes of those who do not speak its language, or stop in the middle."""

import asyncio
import logging

import pytest
from yarl import URL

from tests.bot.web.conftest import Site, Visitor

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def begin_request(visitor: Visitor, path: str, rest: bytes) -> Streams:
    """Send the head of a request as the page's, and then whatever comes."""
    url = URL(visitor.site.url)
    cookies = "; ".join(f"{each.key}={each.value}" for each in visitor.http.cookie_jar)
    head = f"POST {path} HTTP/1.1\r\nHost: {url.authority}\r\nOrigin: {url}\r\nX-Darkroom: 1\r\nCookie: {cookies}\r\n"
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(head.encode() + rest)
    return reader, writer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01 canary\r\n\r\n",
        b"GET / HTTP/1.1\r\nCookie : canary\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"canary" * 5_000 + b"\r\n\r\n",
    ],
)
async def test_nothing_is_written_of_a_request_that_is_no_http(
    site: Site, request_bytes: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    url = URL(site.url)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(request_bytes)
    answer = await reader.readline()
    writer.close()

    assert b" 400 " in answer
    assert caplog.records == []


@pytest.mark.parametrize(
    "length", [b"Content-Length: 1000\r\n\r\npart", b"Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n"]
)
async def test_nothing_is_written_of_a_sender_who_hangs_up(
    visitor: Visitor, length: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    for path in ("/api/v1/uploads", "/api/v1/messages"):
        _, writer = await begin_request(visitor, path, b"Content-Type: application/json\r\n" + length)
        await asyncio.sleep(0.1)
        writer.close()
        await asyncio.sleep(0.1)

    assert caplog.records == []


@pytest.mark.parametrize("path", ["/api/v1/uploads", "/api/v1/messages", "/access", "/nowhere"])
async def test_a_body_that_is_not_what_it_says_is_a_bad_request(
    visitor: Visitor, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    headers = b"Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\n"
    reader, writer = await begin_request(visitor, path, headers + b"no gzip")
    status = (await reader.readline()).split()[1]
    await asyncio.sleep(0.1)
    writer.close()

    assert status == (b"404" if path == "/nowhere" else b"400")
    assert caplog.records == []


def test_a_failure_of_the_server_itself_is_told_without_whom_it_met(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("aiohttp.server").error("Error handling request from %s", "203.0.113.9", exc_info=OSError("odd"))

    assert "odd" in caplog.text
    assert "203.0.113.9" not in caplog.text
