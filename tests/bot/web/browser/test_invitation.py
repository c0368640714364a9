"""Whoever was not invited reads on the page what to do, and no more once they are in."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.bot.web.browser.conftest import PHONE, open_window
from tests.bot.web.conftest import serve


async def test_the_page_says_how_a_code_is_shown_until_one_was(browser: Browser, tmp_path: Path) -> None:
    async with serve(tmp_path, access="invite", invite_codes=("open-sesame",)) as site:
        window, context = await open_window(browser, site, viewport=PHONE)
        refusal = window.page.locator("#refusal")
        await expect(refusal).to_contain_text("/start CODE")
        await window.page.select_option("#language", "de")
        await expect(refusal).to_contain_text("eingeladen")
        await expect(window.page.locator("#guest")).to_be_hidden()
        await window.type("/start barley-and-rye")
        await expect(window.page.locator("#log")).to_contain_text("Dieser Code stimmt nicht.")
        await window.type("/start open-sesame")

        await expect(refusal).to_be_hidden()
        await expect(window.page.locator("#guest")).to_be_visible()
        await context.close()
        assert window.trouble == []
