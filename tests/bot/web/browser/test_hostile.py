"""Nothing that anybody sends is ever run by the page."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.bot.web.browser.conftest import DATA, Window
from tests.bot.web.browser.test_conversation import file
from tests.bot.web.conftest import png, serve

TOKEN = 20 * "x"
SCRIPTS = [
    "<script>window.run=1</script>",
    "<img src=x onerror=window.run=1>",
    "<svg onload=window.run=1>",
    "<svg><script>window.run=1</script></svg>",
    '"><script>window.run=1</script>',
    "'-window.run=1-'",
    "javascript:window.run=1",
    "<iframe srcdoc='<script>parent.run=1</script>'>",
    "<a href='javascript:window.run=1'>x</a>",
    "<details open ontoggle=window.run=1>",
    "<math><mtext><style><img src onerror=window.run=1></style></mtext></math>",
    "{{constructor.constructor('window.run=1')()}}",
    "${window.run=1}",
    "<body onload=window.run=1>",
    "<input autofocus onfocus=window.run=1>",
    "</textarea><script>window.run=1</script>",
    "<style>@import 'javascript:window.run=1'</style>",
    "<template><img src=x onerror=window.run=1></template>",
    "<object data='data:text/html,<script>window.run=1</script>'>",
    "\u202e<script>window.run=1</script>",
]


def hostile_names() -> list[str]:
    listed = DATA / "corpus" / "filenames.txt"
    if not listed.exists():
        pytest.skip(f"the hostile file names are not at {DATA} (set DARKROOM_TEST_DATA)")
    return [name for name in listed.read_text(encoding="utf-8").splitlines() if name.strip()]


async def test_words_are_shown_and_never_run(idle_window: Window) -> None:
    page = idle_window.page
    for number, script in enumerate(SCRIPTS, start=1):
        await idle_window.type(f"/{script}")
        await expect(page.locator(".theirs")).to_have_count(number, timeout=10_000)

    assert await page.evaluate("window.run") is None
    assert await page.locator("#log").locator("script, iframe, object, style, details").count() == 0
    await expect(page.locator(".mine .words").first).to_have_text(f"/{SCRIPTS[0]}")
    await page.reload()
    await idle_window.ready()
    await expect(page.locator(".theirs")).to_have_count(len(SCRIPTS))
    assert await page.evaluate("window.run") is None


async def test_no_file_name_is_used_or_shown(idle_window: Window) -> None:
    names = [*hostile_names()[:20], *SCRIPTS[:8]]
    page = idle_window.page
    for name in names:
        await page.evaluate(
            """([name, data]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(data)], name, { type: "image/png" }));
              const drop = { dataTransfer: transfer, bubbles: true, cancelable: true };
              document.dispatchEvent(new DragEvent("drop", drop));
            }""",
            [name, list(png())],
        )
        await expect(page.locator(".tray-item:not(.sending)")).to_have_count(1)
        await page.get_by_role("button", name="Remove this picture").click()
        await expect(page.locator(".tray-item")).to_have_count(0)

    assert await page.evaluate("window.run") is None


async def test_a_picture_that_is_a_script_is_not_run(idle_window: Window) -> None:
    page = idle_window.page
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="parent.run=1"><script>parent.run=1</script></svg>'
    await idle_window.attach(file("x.svg", svg))
    await idle_window.type("/flip")
    await expect(page.locator(".job")).to_have_count(1)
    await page.reload()
    await idle_window.ready()

    assert await page.evaluate("window.run") is None


async def test_the_policy_stops_a_script_that_got_in(idle_window: Window) -> None:
    """As if all the rest had failed: inline code and HTML made of text are refused by the browser itself."""
    page = idle_window.page
    stopped = await page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "window.run = 1"; document.body.append(script); } catch { return "types"; }
          try { document.body.innerHTML = "<b>"; } catch { return "types"; }
          return "nothing";
        }"""
    )
    idle_window.trouble.clear()

    assert stopped == "types"
    assert await page.evaluate("window.run") is None


async def test_the_token_lets_a_browser_in(browser: Browser, tmp_path: Path) -> None:
    async with serve(tmp_path, access_token=TOKEN) as site:
        context = await browser.new_context(locale="en-GB")
        page = await context.new_page()
        await page.goto(site.url)
        await page.get_by_label("Access token").fill("wrong")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("not right")
        await page.get_by_label("Access token").fill(TOKEN)
        await page.keyboard.press("Enter")

        await page.wait_for_selector("html[data-ready]", state="attached")
        await context.close()
