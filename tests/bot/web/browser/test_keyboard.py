"""Everything can be reached and named without a mouse and without sight."""

import pytest
from playwright.async_api import expect

from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file


async def test_the_sheet_takes_the_focus_and_gives_it_back(phone: Window) -> None:
    page = phone.page
    opener = page.get_by_role("button", name="Tools")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Tools")).to_be_focused()
    await expect(page.locator("#chat")).to_have_attribute("inert", "")
    await page.keyboard.press("Escape")

    await expect(opener).to_be_focused()
    await expect(page.locator("#studio")).to_be_hidden()


async def test_a_tool_is_run_with_the_keyboard_alone(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await page.get_by_role("searchbox", name="Find a tool").focus()
    await page.keyboard.type("blur")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="blur")).to_be_focused()
    await page.get_by_role("slider", name="radius").focus()
    await page.keyboard.press("End")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await window.result()

    await expect(page.locator(".mine .words")).to_have_text("/blur radius:100")


async def test_commands_are_suggested_and_completed(idle_window: Window) -> None:
    page = idle_window.page
    field = page.get_by_role("combobox", name="Message")
    await field.press_sequentially("/pri")
    await expect(page.locator("#suggestions").get_by_role("option")).to_have_count(1)
    await expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    await page.keyboard.press("Tab")

    await expect(field).to_have_value("/privacy ")
    await expect(page.get_by_role("listbox")).to_be_hidden()


async def test_all_tools_are_suggested_before_the_commands(idle_window: Window) -> None:
    page = idle_window.page
    await page.get_by_role("combobox", name="Message").press_sequentially("/")
    names = await page.locator("#suggestions .command").all_inner_texts()
    catalog = idle_window.site.services.catalog

    assert names[: len(catalog)] == [f"/{name}" for name in catalog]
    assert "/privacy" in names[len(catalog) :]
    for _ in range(12):
        await page.keyboard.press("ArrowDown")
    await expect(page.locator("#suggestions [aria-selected=true]")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("typed", ["/mirror", "/Flip"])
async def test_an_exact_name_is_sent_with_one_key(idle_window: Window, typed: str) -> None:
    page = idle_window.page
    await page.get_by_role("combobox", name="Message").press_sequentially(typed)
    await expect(page.locator("#suggestions").get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")

    await expect(page.locator(".mine .words")).to_have_text(typed)


async def test_new_messages_are_announced(idle_window: Window) -> None:
    await idle_window.type("/nope")

    await expect(idle_window.page.locator("#live")).to_contain_text("/nope")


async def test_the_first_stop_skips_to_the_message_field(idle_window: Window) -> None:
    await idle_window.page.keyboard.press("Tab")
    await expect(idle_window.page.get_by_role("link", name="Skip to the message field")).to_be_focused()
    await idle_window.page.keyboard.press("Enter")

    await expect(idle_window.page.locator("#message")).to_be_focused()


async def test_every_control_has_a_name_and_every_id_is_one(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/blur 3")
    await window.result()
    for tool in await page.locator("#studio .tile").all_inner_texts():
        await page.locator("#studio .tile", has_text=tool).first.click()
        unnamed = await page.evaluate(
            """() => [...document.querySelectorAll("button, a, input:not([hidden]), select, textarea")]
              .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length))
              .map((node) => node.outerHTML)"""
        )
        doubled = await page.evaluate(
            """() => [...document.querySelectorAll("[id]")].map((node) => node.id)
              .filter((id, at, all) => all.indexOf(id) !== at)"""
        )

        assert unnamed == [], tool
        assert doubled == [], tool
        await page.get_by_role("button", name="Back to all tools").click()


async def test_nothing_moves_for_those_who_asked_for_it(idle_window: Window) -> None:
    await idle_window.page.emulate_media(reduced_motion="reduce")
    await idle_window.type("/help")
    seconds = await idle_window.page.locator(".message").first.evaluate(
        "node => getComputedStyle(node).animationDuration"
    )

    assert float(seconds.rstrip("s")) < 0.001
