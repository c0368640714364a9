"""After /delete the browser shows and keeps nothing of the visitor, in no tab."""

from playwright.async_api import Page, expect

from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file


async def erase(window: Window) -> None:
    await window.type("/delete")
    await window.page.get_by_role("button", name="Erase everything").click()
    await expect(window.page.locator(".theirs .words").last).to_contain_text("Everything of yours was erased")


async def visitor_of(page: Page) -> str:
    return next(
        each.get("value", "") for each in await page.context.cookies() if each.get("name") == "darkroom_visitor"
    )


async def test_the_page_its_memory_and_the_visitor_are_new(window: Window) -> None:
    page = window.page
    before = await visitor_of(page)
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    await window.attach(file())
    await erase(window)

    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.locator(".tray-item")).to_have_count(0)
    assert await page.evaluate("sessionStorage.length") == 0
    assert await visitor_of(page) != before


async def test_another_tab_forgets_as_well(window: Window) -> None:
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    other = await window.page.context.new_page()
    await other.goto(window.site.url)
    await expect(other.locator(".job.finished")).to_have_count(1)
    await erase(window)

    await expect(other.locator(".message")).to_have_count(0)


async def test_one_can_go_on_at_once(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    await erase(window)
    await window.type("/blur 3")
    await expect(page.locator(".error .words")).to_contain_text("works on a picture")
    await window.attach(file())
    await window.type("/flip")
    await window.result()

    await expect(page.locator(".compare")).to_be_visible()


async def test_jobs_that_still_wait_leave_no_bubble(idle_window: Window) -> None:
    await idle_window.attach(file())
    await idle_window.type("/flip")
    await expect(idle_window.page.locator(".job")).to_have_count(1)
    await erase(idle_window)
    await idle_window.page.wait_for_timeout(500)

    await expect(idle_window.page.locator(".message")).to_have_count(1)
