"""A part of a picture is chosen by drawing on it, or by writing it down."""

from playwright.async_api import expect

from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file
from tests.bot.web.conftest import png


async def test_a_drawn_rectangle_becomes_the_region_of_the_job(window: Window) -> None:
    page = window.page
    await window.attach(file(data=png(200, 100)))
    await page.locator("#studio .tile", has_text="crop").click()
    drawing = page.locator(".region")
    await drawing.scroll_into_view_if_needed()
    place = await drawing.bounding_box()
    assert place is not None
    await page.mouse.move(place["x"] + place["width"] * 0.25, place["y"] + place["height"] * 0.5)
    await page.mouse.down()
    await page.mouse.move(place["x"] + place["width"] * 0.75, place["y"] + place["height"] + 50, steps=4)
    await page.mouse.up()
    await expect(page.get_by_role("textbox", name="box")).to_have_value("25%,50%,50%,50%")
    await page.get_by_role("button", name="Run crop").click()
    await window.result()
    await expect(page.locator(".job img")).to_have_count(1)

    assert await page.locator(".job img").evaluate("node => [node.naturalWidth, node.naturalHeight]") == [100, 50]


async def test_a_written_region_needs_no_mouse(window: Window) -> None:
    page = window.page
    await window.attach(file(data=png(200, 100)))
    await page.locator("#studio .tile", has_text="crop").click()
    await page.get_by_role("textbox", name="box").fill("0,0,50%,20px")
    await page.keyboard.press("Enter")
    await window.result()
    await expect(page.locator(".job img")).to_have_count(1)

    assert await page.locator(".job img").evaluate("node => [node.naturalWidth, node.naturalHeight]") == [100, 20]


async def test_a_picture_that_comes_later_can_be_drawn_on_too(idle_window: Window) -> None:
    page = idle_window.page
    await page.locator("#studio .tile", has_text="crop").click()
    await expect(page.locator(".region")).to_have_count(0)
    await page.get_by_role("textbox", name="box").fill("0,0,5,5")
    await idle_window.attach(file())

    await expect(page.locator(".region img")).to_be_visible()
    await expect(page.get_by_role("textbox", name="box")).to_have_value("0,0,5,5")
