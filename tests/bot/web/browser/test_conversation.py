"""A picture goes in and comes back, as in a chat."""

import asyncio
import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, FilePayload, Route, expect

from tests.bot.web.browser.conftest import Window, open_window
from tests.bot.web.conftest import Site, png


def file(name: str = "photo.png", data: bytes | None = None) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": data or png(200, 150)}


async def test_a_typed_command_gives_the_picture_back(window: Window, tmp_path: Path) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/blur 8")
    await window.result()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download").click()
    saved = await download.value
    await saved.save_as(tmp_path / "saved")

    assert saved.suggested_filename.startswith("darkroom-J-")
    assert (tmp_path / "saved").stat().st_size > 0
    await expect(page.locator(".mine .words")).to_have_text("/blur 8")


async def test_before_and_after_are_compared_with_the_keyboard(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/blur 8")
    await window.result()
    slider = page.get_by_role("slider", name="Compare before and after")
    await slider.focus()
    for _ in range(10):
        await page.keyboard.press("ArrowRight")

    await expect(slider).to_have_value("60")
    await expect(slider).to_have_attribute("aria-valuetext", "Before: 60 percent of the picture")
    assert await page.locator(".compare").evaluate("node => node.style.getPropertyValue('--cut')") == "60%"


async def test_nothing_shines_through_a_see_through_picture_that_is_compared(window: Window) -> None:
    red_on_the_right = Image.new("RGBA", (200, 100))
    red_on_the_right.paste((255, 0, 0, 255), (150, 0, 200, 100))
    buffer = BytesIO()
    red_on_the_right.save(buffer, "PNG")
    await window.attach(file(data=buffer.getvalue()))
    await window.type("/flip")
    await window.result()
    await window.page.wait_for_timeout(500)

    shown = Image.open(BytesIO(await window.page.locator(".compare").screenshot())).convert("RGB")
    assert (255, 0, 0) not in {colour for _, colour in shown.getcolors(shown.width * shown.height) or ()}


async def test_a_result_of_another_shape_is_shown_alone(window: Window) -> None:
    await window.attach(file())
    await window.type("/crop 1:1")
    await window.result()

    await expect(window.page.locator(".job img")).to_have_count(1)
    await expect(window.page.locator(".compare")).to_have_count(0)


async def test_a_comparison_that_does_not_fit_is_never_seen(window: Window) -> None:
    page = window.page
    await page.evaluate(
        """() => {
          window.seen = 0;
          const look = () => {
            window.seen += [...document.querySelectorAll(".compare .cut, .compare .under")]
              .filter((node) => node.checkVisibility()).length;
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    await window.attach(file())
    await window.type("/crop 1:1")
    await window.result()
    await page.wait_for_timeout(500)

    assert await page.evaluate("window.seen") == 0


async def test_small_pictures_are_compared_without_words_on_them(window: Window) -> None:
    page = window.page
    for size, words in ((60, False), (400, True)):
        await window.attach(file(data=png(size, size)))
        await window.type("/flip")
        await window.result()
        await expect(page.locator(".compare .cut").last).to_be_visible()
        for word in ("Before", "After"):
            await expect(page.locator(".compare .side", has_text=word).last).to_be_visible(visible=words)


async def test_several_pictures_come_back_as_an_album(window: Window) -> None:
    page = window.page
    await window.attach(*(file(f"{number}.png", png(60 + number, 60)) for number in range(4)))
    await window.type("/flip")
    await window.result()
    await expect(page.locator(".album li")).to_have_count(4)
    await page.get_by_role("button", name="Open picture 2 large").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_role("dialog").get_by_role("link", name="Download").click()
    with Image.open(await (await download.value).path()) as saved:
        assert saved.width == 61
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_what_a_finger_has_to_meet_is_large_enough(phone: Window) -> None:
    await phone.attach(file())
    for button in (phone.page.locator(".tray-item .remove"), phone.page.locator("#agree")):
        box = await button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 32


async def test_what_is_no_picture_is_a_sheet_after_a_reload_and_no_error_in_the_console(window: Window) -> None:
    page, errors = window.page, list[str]()
    await window.attach(file("notes.png", b"these are words"))
    await window.type("/blur 8")
    await window.result()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    await page.reload()
    await window.ready()

    await expect(page.locator(".mine .sheet")).to_be_visible()
    assert errors == []


async def test_a_picture_can_be_dropped_and_pasted(window: Window) -> None:
    page = window.page
    for event in ("drop", "paste"):
        await page.evaluate(
            """([event, data]) => {
              const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
              const transfer = new DataTransfer();
              transfer.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
              document.dispatchEvent(event === "drop"
                ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
            }""",
            [event, base64.b64encode(png()).decode()],
        )

    await expect(page.locator(".tray-item:not(.sending)")).to_have_count(2)


async def test_a_picture_without_words_is_answered_with_the_tools(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await page.get_by_role("button", name="Send").click()
    await page.locator(".strip").get_by_role("button", name="Flip").click()
    await page.get_by_role("button", name="Run flip").click()
    await window.result()

    await expect(page.locator(".mine .words").last).to_have_text("/flip")


async def test_the_result_is_the_next_tools_picture(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/resize 100")
    await window.result()
    await window.type("/info")
    await expect(page.locator(".job.finished")).to_have_count(2)

    await expect(page.locator(".job .words").last).to_contain_text("100")


@pytest.mark.parametrize("to", ["pdf", "ico"])
async def test_a_result_that_cannot_be_opened_is_nobodys_input(window: Window, to: str) -> None:
    page = window.page
    await window.attach(file())
    await window.type(f"/convert {to}")
    await window.result()
    await expect(page.get_by_role("button", name="Use as input")).to_have_count(0)
    await window.type("/flip")
    await expect(page.locator(".job.finished")).to_have_count(2, timeout=30_000)

    await expect(page.locator(".job.error")).to_have_count(0)


@pytest.mark.parametrize("typed", ["/Flip", "/FLIP AXIS:V", "/mirror@darkroom", "／flip", "/do Flip | blur 3"])
async def test_a_command_gets_the_latest_picture_however_it_is_written(window: Window, typed: str) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/resize 100")
    await window.result()
    await window.type(typed)
    await expect(page.locator(".job.finished")).to_have_count(2, timeout=30_000)

    await expect(page.locator(".mine img")).to_have_count(2)
    await expect(page.locator(".job .words").last).to_contain_text("100 × 75")


async def test_results_come_as_files_where_that_was_chosen(window: Window) -> None:
    page = window.page
    await window.type("/settings result:file")
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    for _ in range(2):
        await expect(page.locator(".job .file")).to_contain_text("darkroom-J-")
        await expect(page.locator(".job img")).to_have_count(0)
        await page.reload()
        await window.ready()


async def test_use_as_input_puts_the_result_into_the_tray(window: Window) -> None:
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    await window.page.get_by_role("button", name="Use as input").click()

    await expect(window.page.locator(".tray-item:not(.sending)")).to_have_count(1)


async def test_again_opens_the_form_with_the_same_values(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await page.locator("#studio .tile", has_text="blur").click()
    await page.get_by_role("spinbutton", name="radius").fill("33")
    await page.get_by_role("button", name="Run blur").click()
    await window.result()
    await page.get_by_role("button", name="Back to all tools").click()
    await page.get_by_role("button", name="Again").click()

    await expect(page.get_by_role("spinbutton", name="radius")).to_have_value("33")
    await expect(page.locator(".mine .words").last).to_have_text("/blur radius:33")


async def test_the_conversation_survives_a_reload(window: Window) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    await window.type("/help")
    await expect(page.locator(".message")).to_have_count(4)
    await page.reload()
    await window.ready()

    await expect(page.locator(".message")).to_have_count(4)
    await expect(page.locator(".compare")).to_be_visible()
    await expect(page.locator(".mine img")).to_have_js_property("complete", True)
    assert await page.locator(".mine img").evaluate("node => node.naturalWidth") == 200


async def test_another_tab_finds_the_jobs_too(window: Window) -> None:
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    other = await window.page.context.new_page()
    await other.goto(window.site.url)

    await expect(other.locator(".job.finished img")).to_be_visible()


async def test_a_job_is_cancelled_while_it_waits(idle_window: Window) -> None:
    page = idle_window.page
    await idle_window.attach(file())
    await idle_window.type("/flip")
    await page.get_by_role("button", name="Cancel").click()

    await expect(page.locator(".job.finished .words")).to_have_text("The job was stopped.")


async def test_a_failure_is_one_sentence(window: Window) -> None:
    await window.attach(file("photo.png", b"not a picture"))
    await window.type("/flip")
    await window.result()
    words = await window.page.locator(".job.error .words").inner_text()

    assert "\n" not in words
    assert "cannot be opened" in words


async def test_a_picture_over_the_limit_is_refused_before_it_is_sent(idle_window: Window, tmp_path: Path) -> None:
    too_large = tmp_path / "large.png"
    too_large.write_bytes(bytes(10_000_001))  # by its path, so that its bytes need not go through the driver
    await idle_window.page.set_input_files("#picker", [too_large])

    await expect(idle_window.page.locator(".error .words")).to_contain_text("the limit is 10 MB")
    assert await idle_window.site.services.files.list("in") == []


async def test_without_a_connection_the_page_says_so_and_tries_again(idle_window: Window) -> None:
    page = idle_window.page
    await page.context.set_offline(True)
    await expect(page.locator("#offline")).to_be_visible()
    await idle_window.type("/help")
    await expect(page.locator(".error .words")).to_contain_text("no connection")
    await page.context.set_offline(False)
    await expect(page.locator("#offline")).to_be_hidden(timeout=10_000)
    await page.get_by_role("button", name="Try again").click()

    await expect(page.locator(".theirs:not(.error) .words")).to_contain_text("/")


async def test_agreeing_makes_a_member_and_the_hint_goes(idle_window: Window) -> None:
    page = idle_window.page
    await page.get_by_role("button", name="Read and agree").click()
    await page.get_by_role("button", name="I agree").click()

    await expect(page.locator("#guest")).to_be_hidden()


async def test_the_page_speaks_german(browser: Browser, site: Site) -> None:
    window, context = await open_window(browser, site, locale="de-AT")
    page = window.page
    await expect(page.get_by_role("heading", name="Was sollen wir entwickeln?")).to_be_visible()
    await page.select_option("#language", "en")
    await expect(page.get_by_role("heading", name="What shall we develop?")).to_be_visible()
    await page.reload()

    await expect(page.get_by_role("heading", name="What shall we develop?")).to_be_visible()
    await context.close()


async def test_the_end_stays_in_sight_while_pictures_load(phone: Window) -> None:
    page = phone.page
    for number in range(3):
        await phone.attach(file(f"{number}.png", png(300, 400 + number)))
        await phone.type("/blur 900")
        await expect(page.locator(".error")).to_have_count(number + 1)

    await expect(page.locator(".error").last).to_be_in_viewport(ratio=1)


async def test_an_answer_taller_than_the_view_is_shown_from_its_top(phone: Window) -> None:
    page = phone.page
    for number in range(2):
        await phone.type("/tools")
        await expect(page.locator(".theirs")).to_have_count(number + 1)
    await page.wait_for_timeout(300)
    top = "node => node.getBoundingClientRect().top - document.getElementById('scroller').getBoundingClientRect().top"

    assert 0 <= await page.locator(".theirs").last.evaluate(top) < 40


async def test_who_reads_on_in_a_tall_answer_is_left_there(phone: Window) -> None:
    page = phone.page
    await phone.type("/tools")
    await expect(page.locator(".theirs")).to_have_count(1)
    await page.wait_for_timeout(200)
    await page.locator("#scroller").evaluate("node => node.scrollBy(0, 100)")
    await page.wait_for_timeout(200)
    before = await page.locator("#scroller").evaluate("node => node.scrollTop")
    await page.fill("#message", "a message\nof several\nlines\ntakes room\nfrom the view")
    await page.wait_for_timeout(200)

    assert await page.locator("#scroller").evaluate("node => node.scrollTop") == before


async def test_who_reads_above_is_left_there(phone: Window) -> None:
    page = phone.page
    for number in range(4):
        await phone.type("/help")
        await expect(page.locator(".theirs")).to_have_count(number + 1)
    await page.locator("#scroller").evaluate("node => node.scrollTo(0, 0)")
    await phone.page.wait_for_timeout(200)
    await page.evaluate("document.getElementById('log').append(document.createElement('li'))")

    assert await page.locator("#scroller").evaluate("node => node.scrollTop") == 0


async def test_a_button_whose_job_was_refused_can_be_pressed_again(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, queue = window.page, window.site.services.queue
    await window.type("/start")
    await page.get_by_role("button", name="I agree").click()
    await window.attach(file())
    await window.type("/blur 900")
    nearest = page.get_by_role("button", name="radius 100")

    monkeypatch.setattr(queue, "full", lambda _: 7)
    await nearest.click()
    await expect(page.locator("#log").get_by_text("in line; please try again")).to_be_visible()
    monkeypatch.undo()
    await nearest.click()

    await window.result()


async def test_a_message_whose_answer_was_lost_is_tried_again_without_being_done_twice(window: Window) -> None:
    page, queue = window.page, window.site.services.queue

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/api/v1/events", lambda route: route.abort())
    await page.reload()
    await window.ready()
    await window.attach(file())
    await page.route("**/api/v1/messages", lose_the_answer, times=1)
    await window.type("/blur 8")
    again = page.get_by_role("button", name="Try again")
    await expect(again).to_be_visible()
    for _ in range(600):
        if not any(lane.waiting or lane.running for lane in queue.depth().values()):
            break
        await asyncio.sleep(0.05)
    await again.click()

    await window.result()
    await expect(page.locator(".job")).to_have_count(1)
