"""Only Darkroom's own page may ask, and the browser is told what it may do."""

from pathlib import Path

import pytest
from yarl import URL

from bot.web.config import WebConfig
from bot.web.guard import Hosts
from tests.bot.web.conftest import Opened, Site, Visitor, png, serve

TOKEN = 20 * "x"
PAGES = ["/", "/privacy", "/terms", "/access", "/healthz", "/static/js/main.js", "/api/v1/session", "/no/such/page"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "127.0.0.1:1", ""])
@pytest.mark.parametrize("path", ["/", "/api/v1/session", "/healthz", "/static/js/main.js"])
async def test_a_rebound_host_gets_nothing(visitor: Visitor, host: str, path: str) -> None:
    answer = await visitor.get(path, headers={"Host": host})

    assert answer.status == 421
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example"]
)
async def test_a_foreign_page_cannot_ask(visitor: Visitor, origin: str) -> None:
    headers = {"Origin": origin}

    assert (await visitor.get("/api/v1/jobs", headers=headers)).status == 403
    assert (await visitor.post("/api/v1/uploads", data=png(), headers=headers)).status == 403
    assert (await visitor.post("/api/v1/messages", json={"id": "12345678"}, headers=headers)).status == 403


async def test_a_form_of_a_browser_without_origin_cannot_write(visitor: Visitor, site: Site) -> None:
    """A form cannot set a header of its own."""
    answer = await visitor.http.post(site.url + "/api/v1/uploads", data=png())

    assert answer.status == 403


async def test_a_foreign_page_cannot_embed_what_the_api_returns(visitor: Visitor) -> None:
    answer = await visitor.get("/api/v1/jobs", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status == 403
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def hosts(public_url: str, host: str = "127.0.0.1", port: int = 8080) -> Hosts:
    config = WebConfig.model_validate({"host": host, "public_url": public_url, "access_token": TOKEN})
    hosts = Hosts(config.host, config.public_url)
    hosts.listening(port)
    return hosts


@pytest.mark.parametrize(
    "url", ["https://darkroom.example", "https://Darkroom.Example", "https://darkroom.example:443/"]
)
def test_the_public_page_is_ours_however_the_setting_writes_it(url: str) -> None:
    ours = hosts(url)

    assert ours.is_ours("https://darkroom.example")
    assert ours.know("darkroom.example")
    assert ours.know("darkroom.example:443")  # as a proxy may write it
    assert not ours.know("darkroom.example:8080")


def test_a_plain_page_is_ours_only_where_we_listen_ourselves() -> None:
    ours = hosts("https://darkroom.example", "Studio.Example")

    assert ours.is_ours("http://127.0.0.1:8080")
    assert ours.is_ours("http://studio.example:8080")
    assert not ours.is_ours("http://darkroom.example")
    assert not ours.is_ours("http://127.0.0.1")
    assert hosts("", port=80).is_ours("http://127.0.0.1")
    assert not hosts("").is_ours("")


async def test_our_own_page_may_ask(visitor: Visitor, site: Site) -> None:
    assert (await visitor.get("/api/v1/jobs", headers={"Origin": site.url})).status == 200


@pytest.mark.parametrize("path", PAGES)
async def test_every_answer_carries_the_policy(visitor: Visitor, path: str) -> None:
    answer = await visitor.get(path)
    policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


async def test_what_is_not_there_is_said_in_a_sentence(visitor: Visitor) -> None:
    answer = await visitor.get("/api/v1/nothing", headers={"Accept-Language": "de"})

    assert answer.status == 404
    assert (await answer.json())["text"].startswith("Unter dieser Adresse")


async def test_a_connection_of_ours_that_breaks_is_told(
    visitor: Visitor, site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(key: str, account_id: int) -> bytes:
        raise ConnectionRefusedError("the store is away")

    key = await visitor.upload(png())
    monkeypatch.setattr(site.services.files, "get", refused)
    answer = await visitor.get(f"/api/v1/uploads/{key}")

    assert (answer.status, (await answer.json())["error"]) == (500, "failed")
    assert "the store is away" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config.py",
        "/static/%2e%2e/config.py",
        "/static/..%2f..%2fapp.py",
        "/static/",
        f"/static/{300 * 'x'}",
        f"/static/{150 * '%C3%A9'}",
    ],
)
async def test_static_files_end_at_their_folder(
    visitor: Visitor, site: Site, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await visitor.http.get(URL(site.url + path, encoded=True))

    assert answer.status in (403, 404)
    assert caplog.records == []


async def test_a_token_is_asked_for_where_one_is_set(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, access_token=TOKEN) as site:
        stranger, guest = await open_visitor(site), await open_visitor(site)
        form = {"headers": {"Origin": site.url}, "allow_redirects": False}

        assert (await stranger.get("/api/v1/session")).status == 401
        assert (await stranger.post("/access", data={"token": "wrong"}, **form)).status == 403
        assert (await stranger.get("/api/v1/session")).status == 401
        assert (await guest.post("/access", data={"token": TOKEN}, **form)).status == 303
        assert (await guest.get("/api/v1/session")).status == 200
        assert (await stranger.get("/api/v1/session", headers={"Authorization": f"Bearer {TOKEN}"})).status == 200
        assert (await stranger.get("/privacy")).status == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 10_000),
        ("application/x-www-form-urlencoded; charset=none", b"token=a"),
        ("application/x-www-form-urlencoded", b"token=%FF\xff&&;=&token"),
        ("text/plain", b"token"),
    ],
)
async def test_whatever_is_sent_instead_of_the_form_is_a_wrong_token(
    tmp_path: Path, open_visitor: Opened, kind: str, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve(tmp_path, access_token=TOKEN) as site:
        stranger = await open_visitor(site)
        headers = {"Origin": site.url, "Content-Type": kind}

        assert (await stranger.post("/access", data=body, headers=headers)).status in (403, 413)
        assert caplog.records == []


async def test_guessing_the_token_is_slowed(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, access_token=TOKEN) as site:
        guesser = await open_visitor(site)
        headers = {"Origin": site.url}
        states = [(await guesser.post("/access", data={"token": f"{n}"}, headers=headers)).status for n in range(15)]
        late = await guesser.post("/access", data={"token": TOKEN}, headers=headers)

        assert states == [403] * 10 + [429] * 5
        assert late.status == 429


@pytest.mark.parametrize("path", ["/api/v1/session", "/metrics"])
async def test_a_program_that_guesses_the_token_is_slowed_too(tmp_path: Path, open_visitor: Opened, path: str) -> None:
    async with serve(tmp_path, access_token=TOKEN, trusted_proxies=("127.0.0.1",)) as site:
        guesser = await open_visitor(site)

        async def shows(token: str, network: str) -> int:
            headers = {"Authorization": f"Bearer {token}", "X-Forwarded-For": network}
            return (await guesser.get(path, headers=headers)).status

        states = [await shows(f"{n}", "203.0.113.9") for n in range(12)]

        assert states[:10] == [states[0]] * 10
        assert states[0] in (401, 404)
        assert states[10:] == [429] * 2
        assert await shows(TOKEN, "203.0.113.9") == 429
        assert await shows(TOKEN, "198.51.100.1") == 200


async def test_the_token_form_of_a_foreign_page_is_refused(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, access_token=TOKEN) as site:
        visitor = await open_visitor(site)
        for headers in ({"Origin": "https://evil.example"}, {}):
            answer = await visitor.post("/access", data={"token": TOKEN}, headers=headers)

            assert answer.status == 403
            assert "Set-Cookie" not in answer.headers
