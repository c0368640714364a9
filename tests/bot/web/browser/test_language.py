"""One choice of a language holds for the page, the answers and the documents, wherever it was made."""

from playwright.async_api import expect

from tests.bot.web.browser.conftest import Window
from tests.bot.web.browser.test_conversation import file


async def test_settings_change_the_page_and_the_documents(idle_window: Window) -> None:
    page = idle_window.page
    await idle_window.type("/settings language:de")
    await expect(page.locator("#language")).to_have_value("de")
    await expect(page.get_by_role("heading", name="Werkzeuge")).to_be_visible()
    await page.goto(f"{idle_window.site.url}/privacy")

    await expect(page.get_by_role("heading", level=1)).to_have_text("Datenschutz bei diesem Darkroom")


async def test_the_header_changes_what_settings_had_chosen(idle_window: Window) -> None:
    page = idle_window.page
    await idle_window.type("/settings language:de")
    await expect(page.locator("#language")).to_have_value("de")
    await page.select_option("#language", "en")
    await expect(page.get_by_role("heading", name="Tools")).to_be_visible()
    await idle_window.type("/settings")
    await expect(page.locator(".theirs .words").last).to_contain_text("Your language is English")
    await page.reload()
    await idle_window.ready()

    await expect(page.locator("#language")).to_have_value("en")


async def test_the_header_alone_opens_no_account_and_holds_for_answers_and_documents(idle_window: Window) -> None:
    page = idle_window.page
    await page.select_option("#language", "de")
    await idle_window.type("/flip")
    await expect(page.locator(".error .words")).to_have_text(
        "flip braucht ein Bild; schick eines zusammen mit dem Befehl."
    )
    await page.goto(f"{idle_window.site.url}/no/such/page")

    await expect(page.get_by_role("link", name="Zum Playground")).to_be_visible()
    async with idle_window.site.services.database.read() as connection:
        assert (await connection.exec_driver_sql("SELECT count(*) FROM accounts")).scalar_one() == 0


async def test_the_form_that_is_open_names_its_fields_for_people(idle_window: Window) -> None:
    page = idle_window.page
    await idle_window.attach(file())
    await page.select_option("#language", "de")
    await page.locator("#studio .tile", has_text="rotate").click()

    await expect(page.locator(".tool-form .field").last).to_contain_text("Hintergrund")
    await expect(page.locator(".tool-form .field").last.locator("code")).to_have_text("bg")
    await expect(page.locator(".tool-form .details").first).to_contain_text(
        "Vierteldrehungen verschieben Bildpunkte, ohne"
    )
