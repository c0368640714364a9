"""A waiting or running job says how far it is, whatever arrives first."""

from playwright.async_api import Page, Route, expect

from handlers.ports import Progress
from handlers.request import ReplyTo
from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file


async def visitor_of(page: Page) -> str:
    cookies = {each.get("name"): each.get("value", "") for each in await page.context.cookies()}
    return cookies["darkroom_visitor"].partition(".")[0]


async def test_progress_that_comes_before_the_answer_is_shown(idle_window: Window) -> None:
    page, chat = idle_window.page, idle_window.site.services.chats["web"]
    visitor = await visitor_of(page)

    async def answer_late(route: Route) -> None:
        answer = await route.fetch()
        job = (await answer.json())["job"]
        await chat.send.progress(ReplyTo("web", visitor), job, Progress(None, running=True))
        await page.wait_for_timeout(300)
        await route.fulfill(response=answer)

    await idle_window.attach(file())
    await page.route("**/api/v1/messages", answer_late)
    await idle_window.type("/flip")

    await expect(page.locator(".job .state")).to_have_text("Developing")


async def test_each_of_several_jobs_says_its_place(idle_window: Window) -> None:
    page = idle_window.page
    await idle_window.attach(file())
    for number in range(3):
        await idle_window.type("/flip")
        await expect(page.locator(".job .state").nth(number)).to_have_text(f"In line, place {number + 1}")
    await page.reload()
    await idle_window.ready()

    await expect(page.locator(".job .state")).to_have_text([f"In line, place {number}" for number in (1, 2, 3)])


async def test_a_typed_cancel_ends_every_bubble_in_every_tab(idle_window: Window) -> None:
    page = idle_window.page
    await idle_window.attach(file())
    for number in range(2):
        await idle_window.type("/flip")
        await expect(page.locator(".job")).to_have_count(number + 1)
    other = await page.context.new_page()
    await other.goto(idle_window.site.url)
    await expect(other.locator(".job")).to_have_count(2)
    await idle_window.type("/cancel")

    for tab in (page, other):
        await expect(tab.locator(".job.finished .words")).to_have_text(["The job was stopped."] * 2)
        await expect(tab.get_by_role("button", name="Cancel")).to_have_count(0)
    await expect(page.locator(".theirs .words").last).to_have_text("2 jobs were stopped.")
