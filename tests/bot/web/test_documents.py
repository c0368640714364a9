"""The policy and the terms can be read without JavaScript, in the reader's language."""

import re
from pathlib import Path

import pytest

from bot.web import documents
from bot.web.context import LANGUAGE_COOKIE
from handlers.policy import POLICY_VERSION, TERMS_VERSION
from tests.bot.web.conftest import Visitor


@pytest.mark.parametrize("path", ["/privacy", "/terms"])
async def test_a_document_is_whole_and_in_the_readers_language(visitor: Visitor, path: str) -> None:
    english = await (await visitor.get(path)).text()
    german = await (await visitor.get(path, headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})).text()

    assert '<html lang="en">' in english
    assert '<html lang="de">' in german
    assert "playground-" not in english + german


@pytest.mark.parametrize("path", ["/", "/privacy", "/terms", "/no/such/page"])
async def test_the_language_that_was_chosen_beats_the_browsers(visitor: Visitor, path: str) -> None:
    headers = {"Accept": "text/html", "Accept-Language": "en-GB"}
    chosen = await visitor.get(path, headers={**headers, "Cookie": f"{LANGUAGE_COOKIE}=de"})
    unknown = await visitor.get(path, headers={**headers, "Cookie": f"{LANGUAGE_COOKIE}=xx"})

    assert '<html lang="de">' in await chosen.text()
    assert '<html lang="en">' in await unknown.text()


@pytest.mark.parametrize(("path", "version"), [("/privacy", POLICY_VERSION), ("/terms", TERMS_VERSION)])
async def test_a_document_names_its_version_once_and_no_buttons(visitor: Visitor, path: str, version: str) -> None:
    page = await (await visitor.get(path)).text()

    assert page.count(version) == 1
    assert "buttons open" not in page


async def test_an_unknown_address_is_answered_with_a_page_in_a_browser(visitor: Visitor) -> None:
    answer = await visitor.get("/no/such/page", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer.status == 404
    assert answer.content_type == "text/html"
    assert "There is nothing at this address" in await answer.text()
    assert 'href="/"' in await answer.text()


@pytest.mark.parametrize("path", ["/static/", "/static/js"])
async def test_where_static_files_lie_there_is_nothing_else(visitor: Visitor, path: str) -> None:
    answer = await visitor.get(path)

    assert (answer.status, (await answer.json())["error"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/", "/api/v1/session", "/static/icon.svg"])
@pytest.mark.parametrize(("language", "says"), [("en", "in this way"), ("de", "lässt sich so nicht")])
async def test_a_method_that_an_address_does_not_take_is_named_so(
    visitor: Visitor, path: str, language: str, says: str
) -> None:
    answer = await visitor.post(path, headers={"Accept-Language": language})

    assert answer.status == 405
    assert says in (await answer.json())["text"]


async def test_the_icon_is_also_where_browsers_look_for_it_first(visitor: Visitor) -> None:
    icon = await visitor.get("/favicon.ico")

    assert (icon.status, icon.content_type) == (200, "image/svg+xml")


@pytest.mark.parametrize(("path", "accept"), [("/no/such/page", "*/*"), ("/api/v1/nothing", "text/html")])
async def test_a_program_is_answered_with_json(visitor: Visitor, path: str, accept: str) -> None:
    answer = await visitor.get(path, headers={"Accept": accept})

    assert answer.status == 404
    assert (await answer.json())["error"] == "not_found"


async def test_the_policy_says_how_long_an_upload_stays(visitor: Visitor) -> None:
    assert re.search(r"\b60 minutes", await (await visitor.get("/privacy")).text())


def test_no_page_needs_what_the_policy_forbids() -> None:
    """Inline scripts, inline styles, event attributes and foreign addresses would be blocked by the browser."""
    for page in Path(documents.__file__).parent.glob("pages/*"):
        source = page.read_text(encoding="utf-8")

        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=|//[a-z]+\.", source) == [], page.name


def test_no_script_makes_html_of_text() -> None:
    for script in Path(documents.__file__).parent.glob("static/js/*.js"):
        source = script.read_text(encoding="utf-8")

        assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source) == []
