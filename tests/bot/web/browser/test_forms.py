"""A form keeps what was filled in until it is right, and opens by itself where something is missing."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file
from tests.bot.web.conftest import png


async def fill_in_a_conflict(page: Page) -> None:
    await page.locator("#studio .tile", has_text="resize").click()
    await page.get_by_role("spinbutton", name="Width").fill("100")
    await page.get_by_role("spinbutton", name="Percent").fill("50")
    await page.get_by_role("button", name="Run resize").click()


async def test_a_mistake_is_shown_at_its_field_and_nothing_is_lost(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await fill_in_a_conflict(page)
    percent = page.get_by_role("spinbutton", name="Percent")

    await expect(page.get_by_role("alert")).to_contain_text("either a percentage or a width and height")
    await expect(percent).to_be_focused()
    await expect(percent).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_role("spinbutton", name="Width")).to_have_value("100")
    await expect(page.locator(".message")).to_have_count(0)
    await expect(page.locator(".tray-item")).to_have_count(1)

    await percent.fill("")
    await expect(page.get_by_role("alert")).to_have_count(0)
    await page.get_by_role("button", name="Run resize").click()
    await window.result()
    await expect(page.locator(".mine .words")).to_have_text("/resize width:100")
    await expect(page.locator(".tray-item")).to_have_count(0)


async def test_the_sheet_of_a_phone_stays_open_with_a_mistake(phone: Window) -> None:
    page = phone.page
    await phone.attach(file())
    await page.get_by_role("button", name="Tools").click()
    await fill_in_a_conflict(page)

    await expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    await expect(page.locator("#chat")).to_have_attribute("inert", "")
    assert await page.evaluate("document.scrollingElement.scrollTop") == 0


async def test_a_form_without_a_picture_says_so_and_waits(window: Window) -> None:
    page = window.page
    await page.locator("#studio .tile", has_text="blur").click()
    await page.get_by_role("spinbutton", name="Radius").fill("33")
    await page.get_by_role("button", name="Run blur").click()
    await expect(page.get_by_role("alert")).to_contain_text("works on a picture")
    await window.attach(file())
    await page.get_by_role("button", name="Run blur").click()
    await window.result()

    await expect(page.locator(".mine .words")).to_have_text("/blur radius:33")


@pytest.mark.parametrize(("typed", "field"), [("/filter strength:50", "Look"), ("/convert", "Format")])
async def test_a_typed_command_that_lacks_a_value_opens_the_form(window: Window, typed: str, field: str) -> None:
    page = window.page
    await window.attach(file())
    await window.type(typed)

    await expect(page.locator(".theirs .words")).to_contain_text("Choose what is missing")
    await expect(page.locator(".error")).to_have_count(0)
    await expect(page.locator(".tool-form .field").first).to_contain_text(field)


async def test_the_form_that_opens_has_the_values_and_the_picture(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/filter strength:50")
    await page.locator(".gallery .choice", has_text="sepia").click()
    await page.get_by_role("button", name="Run filter").click()
    await window.result()

    await expect(page.locator(".mine .words").last).to_have_text("/filter name:sepia strength:50")


async def test_a_suggestion_is_shown_and_compared_like_any_other_command(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/blur 900")
    await page.get_by_role("button", name="radius 100").click()
    await window.result()

    await expect(page.locator(".mine .words").last).to_have_text("/blur radius:100")
    await expect(page.locator(".mine img")).to_have_count(2)
    await expect(page.get_by_role("slider", name="Compare before and after")).to_be_visible()
    await expect(page.get_by_role("button", name="Again")).to_be_visible()


async def test_a_limit_that_shows_only_at_work_offers_the_nearest_value(window: Window) -> None:
    page = window.page
    await window.attach(file(data=png(4096, 16)))
    await window.type("/resize 800%")
    await page.get_by_role("button", name="percent 200").click()
    await expect(page.locator(".job.finished:not(.error)")).to_have_count(1, timeout=30_000)

    await expect(page.locator(".mine .words").last).to_have_text("/resize percent:200")
    await expect(page.locator(".job .words").last).to_contain_text("8192 × 32")
