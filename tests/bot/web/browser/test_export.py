"""/export in the browser: a file to save, with what the visitor sent in it."""

from pathlib import Path
from zipfile import ZipFile

from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file
from tests.bot.web.conftest import png


async def test_a_copy_of_ones_data_is_saved_by_a_click(window: Window, tmp_path: Path) -> None:
    page = window.page
    await window.attach(file())
    await window.type("/flip")
    await window.result()
    await window.type("/export")
    async with page.expect_download() as download:
        await page.locator(".theirs a.file").click()
    saved = await download.value
    await saved.save_as(tmp_path / "saved.zip")

    assert saved.suggested_filename.startswith("darkroom-export-")
    with ZipFile(tmp_path / "saved.zip") as zipped:
        assert png(200, 150) in [zipped.read(name) for name in zipped.namelist()]
        assert b'"tools":"flip"' in zipped.read("history.jsonl")
