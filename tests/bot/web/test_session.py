"""A visitor is who the signed cookie says, and nobody else."""

import base64
import secrets

import pytest
from yarl import URL

from bot.web.session import VISITOR_COOKIE
from tests.bot.web.conftest import Opened, Site, Visitor


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(site: Site, open_visitor: Opened) -> None:
    answer = await (await open_visitor(site)).get("/api/v1/session")
    cookie = answer.cookies[VISITOR_COOKIE]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"


async def test_a_visitor_comes_back_as_the_same(visitor: Visitor) -> None:
    key = await visitor.upload(b"GIF89a picture")
    await visitor.arrive()

    assert (await visitor.get(f"/api/v1/uploads/{key}")).status == 200


@pytest.mark.parametrize("change", ["other id", "flipped signature", "no signature", "random", "empty"])
async def test_a_forged_cookie_is_nobody(visitor: Visitor, site: Site, open_visitor: Opened, change: str) -> None:
    key = await visitor.upload(b"GIF89a picture")
    real = visitor.http.cookie_jar.filter_cookies(URL(site.url))[VISITOR_COOKIE].value
    who, _, signature = real.partition(".")
    forged = {
        "other id": f"{secrets.token_urlsafe(16)}.{signature}",
        "flipped signature": f"{who}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}",
        "no signature": who,
        "random": base64.urlsafe_b64encode(secrets.token_bytes(40)).decode(),
        "empty": ".",
    }[change]
    forger = await open_visitor(site)
    cookies = {"Cookie": f"{VISITOR_COOKIE}={forged}"}

    assert (await forger.get(f"/api/v1/uploads/{key}", headers=cookies)).status == 403
    assert (await forger.get("/api/v1/events", headers=cookies)).status == 403
    assert VISITOR_COOKIE in (await forger.get("/api/v1/session", headers=cookies)).cookies


async def test_the_page_itself_makes_no_visitor(site: Site, open_visitor: Opened) -> None:
    """A link from elsewhere does not carry the strict cookie: the page must not replace it with a new one."""
    assert "Set-Cookie" not in (await (await open_visitor(site)).get("/")).headers
