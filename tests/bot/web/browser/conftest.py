"""The playground in a real browser: headless Chromium, driven as a person would."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.bot.web.conftest import Site, serve, serve_all

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
DATA = Path(os.environ.get("DARKROOM_TEST_DATA") or Path(__file__).parents[4].parent / "shared" / "data")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    without = pytest.mark.skip(reason="there is no Chromium (Debian: apt install chromium-headless-shell)")
    for item in items:
        if here in Path(str(item.path)).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if CHROMIUM is None:
                item.add_marker(without)


def photo(name: str) -> Path:
    """Return a photo of the test data, or skip."""
    path = DATA / "quality" / name
    if not path.exists():
        pytest.skip(f"the test photos are not at {DATA} (set DARKROOM_TEST_DATA)")
    return path


# One browser for all: it takes longer to start than most tests do, and lives in one event loop, so they share that too.
in_the_browsers_loop = pytest_asyncio.fixture(loop_scope="session")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Window:
    """One browser window on the playground. It notes what must never happen: script errors, dialogs, blocked code."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.trouble: list[str] = []
        page.on("pageerror", lambda error: self.trouble.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: self.trouble.append(f"dialog: {dialog.message}"))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if "Content Security Policy" in message.text or "TrustedHTML" in message.text:
            self.trouble.append(message.text)

    async def open(self) -> None:
        await self.page.goto(self.site.url)
        await self.ready()

    async def ready(self) -> None:
        await self.page.wait_for_selector("html[data-ready]", state="attached")

    async def attach(self, *files: Any) -> None:
        await self.page.set_input_files("#picker", list(files))
        await expect(self.page.locator(".tray-item")).to_have_count(len(files))
        await expect(self.page.locator(".tray-item.sending")).to_have_count(0)

    async def type(self, text: str) -> None:
        await self.page.fill("#message", text)
        await self.page.press("#message", "Escape")
        await self.page.press("#message", "Enter")

    async def result(self) -> None:
        await expect(self.page.locator(".job.finished").last).to_be_visible(timeout=30_000)


async def open_window(browser: Browser, site: Site, **more: Any) -> tuple[Window, BrowserContext]:
    context = await browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **more})
    window = Window(await context.new_page(), site)
    await window.open()
    return window, context


@in_the_browsers_loop
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(tmp_path) as site:
        yield site


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """A whole Darkroom, the same for all: each window is a visitor of its own and sees nothing of the others."""
    async with serve_all(tmp_path_factory.mktemp("house")) as house:
        yield house


@in_the_browsers_loop
async def window(browser: Browser, house: Site) -> AsyncIterator[Window]:
    """A desktop window on a whole Darkroom."""
    window, context = await open_window(browser, house)
    yield window
    await context.close()
    assert window.trouble == []


@in_the_browsers_loop
async def phone(browser: Browser, house: Site) -> AsyncIterator[Window]:
    """A phone's window on a whole Darkroom."""
    window, context = await open_window(browser, house, viewport=PHONE, has_touch=True)
    yield window
    await context.close()
    assert window.trouble == []


@in_the_browsers_loop
async def idle_window(browser: Browser, site: Site) -> AsyncIterator[Window]:
    """A window on a Darkroom that works on no jobs: they wait."""
    window, context = await open_window(browser, site)
    yield window
    await context.close()
    assert window.trouble == []
