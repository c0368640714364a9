"""How the playground looks, at phone and desktop size, dark and light. The pictures land in build/screens."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.bot.web.browser.conftest import DESKTOP, PHONE, Window, open_window, photo
from tests.bot.web.conftest import Site

FOLDER = Path(__file__).parents[4] / "build" / "screens"
PHOTOS = ("composite/image/lemur_grass.jpg", "u2net_repo/test_images/boat.jpg", "rembg_tests/fixtures/car-1.jpg")


@pytest_asyncio.fixture(loop_scope="session", params=["phone-dark", "phone-light", "desktop-dark", "desktop-light"])
async def screen(request: pytest.FixtureRequest, browser: Browser, house: Site) -> AsyncIterator[tuple[Window, str]]:
    size, _, scheme = request.param.partition("-")
    viewport = PHONE if size == "phone" else DESKTOP
    window, context = await open_window(browser, house, viewport=viewport, color_scheme=scheme)
    yield window, request.param
    await context.close()
    assert window.trouble == []


async def keep(window: Window, name: str) -> None:
    """Keep a picture of the window, and see that nothing sticks out of it."""
    await window.page.wait_for_timeout(300)
    await window.page.screenshot(path=FOLDER / f"{name}.png")
    wide: list[Any] = await window.page.evaluate(
        """() => [...document.querySelectorAll("body *:not(.hidden):not(.hidden *)")]
          .filter((node) => !node.closest(".strip, .tray, .studio:not(.open)") || node.matches(".strip, .tray"))
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
          .map((node) => node.outerHTML.slice(0, 200))"""
    )
    assert wide == [], name


async def test_every_state_fits_the_screen(screen: tuple[Window, str]) -> None:
    window, name = screen
    page, is_phone = window.page, screen[1].startswith("phone")
    photos = [photo(each) for each in PHOTOS]
    await keep(window, f"{name}-1-empty")
    if is_phone:
        await page.get_by_role("button", name="Tools").click()
    await expect(page.locator("#studio .tile img").nth(5)).to_have_js_property("complete", True)
    await keep(window, f"{name}-2-palette")
    await page.locator("#studio .tile", has_text="filter").click()
    await keep(window, f"{name}-3-form")
    if is_phone:
        await page.keyboard.press("Escape")
    await window.attach(photos[0])
    await window.type("/filter vintage")
    await window.result()
    await keep(window, f"{name}-4-result")
    await window.type("/blur 900")
    await expect(page.locator(".error")).to_be_visible()
    await keep(window, f"{name}-5-error")
    await window.attach(*photos)
    await window.type("/resize 400")
    await expect(page.locator(".album")).to_be_visible(timeout=30_000)
    await keep(window, f"{name}-6-album")


async def test_a_waiting_job_fits_the_screen(browser: Browser, site: Site) -> None:
    window, context = await open_window(browser, site, viewport=PHONE, color_scheme="dark")
    await window.attach(photo(PHOTOS[0]))
    await window.type("/blur 8")
    await expect(window.page.get_by_role("progressbar").last).to_be_visible()
    await keep(window, "phone-dark-7-waiting")
    await context.close()


@pytest.mark.parametrize("width", [360, 390, 430])
async def test_the_head_of_the_page_keeps_to_one_line_in_german_too(browser: Browser, house: Site, width: int) -> None:
    window, context = await open_window(browser, house, viewport={"width": width, "height": 800}, locale="de-DE")

    await keep(window, f"german-{width}")
    title = await window.page.locator(".top h1").bounding_box()
    assert title
    assert title["height"] < 40
    await context.close()
