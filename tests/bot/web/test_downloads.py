"""A reader who does not read costs little, and nobody else's pictures."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from yarl import URL

from tests.bot.web.conftest import Opened, Visitor, png, serve, serve_all, settled

LARGE = b"\xff\xd8\xff" + bytes(9_900_000)
"""Larger than what the system's own buffers take of a connection that nobody reads."""

ELSEWHERE = {"X-Forwarded-For": "198.51.100.1"}


@pytest.fixture
def held() -> Iterator[ExitStack]:
    with ExitStack() as held:
        yield held


@asynccontextmanager
async def served(folder: Path, open_visitor: Opened, held: ExitStack, **web: Any) -> AsyncIterator[Visitor]:
    """Serve a playground behind a proxy, and bring a visitor; in the end what is held is let go."""
    async with serve(folder, trusted_proxies=("127.0.0.1",), **web) as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        with held:
            yield visitor


async def stall(visitor: Visitor, path: str, held: ExitStack) -> socket.socket:
    """Ask for a picture and read nothing of it."""
    url = URL(visitor.site.url)
    cookies = "; ".join(f"{each.key}={each.value}" for each in visitor.http.cookie_jar)
    reader = held.enter_context(socket.socket())
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.setblocking(False)
    await asyncio.get_running_loop().sock_connect(reader, (url.host, url.port))
    reader.sendall(f"GET {path} HTTP/1.1\r\nHost: {url.authority}\r\nCookie: {cookies}\r\n\r\n".encode())
    await asyncio.sleep(0.02)
    return reader


async def is_there(visitor: Visitor, path: str, seconds: float = 5, **more: dict[str, str]) -> bool:
    """Whether a picture comes within this time."""
    try:
        async with asyncio.timeout(seconds):
            answer = await visitor.get(path, **more)
            return answer.status == 200 and bool(await answer.read())
    except TimeoutError:
        return False


async def bytes_until_the_end(reader: socket.socket) -> int:
    count = 0
    async with asyncio.timeout(20):
        while part := await asyncio.get_running_loop().sock_recv(reader, 1_000_000):
            count += len(part)
    return count


def note_opened(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that will name each file that is read from the store."""
    get, opened = visitor.site.services.files.get, list[str]()

    async def noted(key: str, account_id: int) -> bytes:
        opened.append(key)
        return await get(key, account_id)

    monkeypatch.setattr(visitor.site.services.files, "get", noted)
    return opened


async def test_a_large_picture_arrives_whole(visitor: Visitor) -> None:
    picture = b"\xff\xd8\xff" + os.urandom(5_000_000)
    path = f"/api/v1/uploads/{await visitor.upload(picture)}"
    answer = await visitor.get(path)

    assert await answer.read() == picture
    assert answer.headers["Content-Type"] == "image/jpeg"
    head = await visitor.http.head(visitor.site.url + path)
    assert (head.status, head.headers["Content-Length"]) == (200, str(len(picture)))
    assert await is_there(visitor, "/healthz")  # over the same connection


async def test_a_picture_is_opened_only_for_those_who_have_a_place(
    tmp_path: Path, open_visitor: Opened, held: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path, open_visitor, held, downloads_at_once=12) as visitor:
        path = f"/api/v1/uploads/{await visitor.upload(LARGE)}"
        opened = note_opened(visitor, monkeypatch)
        for _ in range(20):
            await stall(visitor, path, held)

        assert len(opened) == 3


async def test_slow_readers_of_one_network_leave_room_for_others(
    tmp_path: Path, open_visitor: Opened, held: ExitStack
) -> None:
    async with served(tmp_path, open_visitor, held, downloads_at_once=2) as visitor:
        path = f"/api/v1/uploads/{await visitor.upload(LARGE)}"
        for _ in range(3):
            await stall(visitor, path, held)

        assert not await is_there(visitor, path, 0.5)
        assert await is_there(visitor, path, headers=ELSEWHERE)


async def test_a_slow_reader_is_hung_up_on_and_nothing_is_written_of_it(
    tmp_path: Path, open_visitor: Opened, held: ExitStack, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(tmp_path, open_visitor, held, downloads_at_once=1, download_seconds=1) as visitor:
        path = f"/api/v1/uploads/{await visitor.upload(LARGE)}"
        slow = await stall(visitor, path, held)

        assert not await is_there(visitor, path, 0.5)
        assert await is_there(visitor, path)
        assert 0 < await bytes_until_the_end(slow) < len(LARGE)
        assert caplog.records == []


async def test_whoever_gives_up_in_line_is_passed_over(
    tmp_path: Path,
    open_visitor: Opened,
    held: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with served(tmp_path, open_visitor, held, downloads_at_once=1) as visitor:
        path = f"/api/v1/uploads/{await visitor.upload(LARGE)}"
        opened = note_opened(visitor, monkeypatch)
        first, *rest = [await stall(visitor, path, held) for _ in range(4)]
        for each in (*rest, first):
            each.close()

        assert await is_there(visitor, path)
        assert len(opened) == 2
        assert caplog.records == []


async def test_a_result_waits_for_a_place_too(tmp_path: Path, open_visitor: Opened, held: ExitStack) -> None:
    async with serve_all(tmp_path, downloads_at_once=1) as house:
        visitor = await open_visitor(house)
        await visitor.arrive()
        result = await made(visitor)
        slow = await stall(visitor, f"/api/v1/uploads/{await visitor.upload(LARGE)}", held)

        assert not await is_there(visitor, result, 0.5)
        slow.close()
        assert await is_there(visitor, result)


async def made(visitor: Visitor) -> str:
    """Have a picture blurred and return where the result is."""
    reply = await visitor.say(id="blur-123", text="/blur 2", uploads=[await visitor.upload(png())])
    (file,) = (await settled(visitor, reply["job"]))["files"]
    return str(file["url"])
