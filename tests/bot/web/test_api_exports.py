"""The parts of an export, downloaded from the page by their owner alone."""

from io import BytesIO
from zipfile import ZipFile

from storage import uploads
from tests.bot.web.conftest import Opened, Site, Visitor, png


async def test_a_guest_downloads_a_copy_of_their_data(visitor: Visitor) -> None:
    picture = png(64, 64)
    await visitor.upload(picture)

    (file,) = (await visitor.say(id="export-1", text="/export"))["files"]
    answer = await visitor.get(f"{file['url']}?download=1")

    assert (file["form"], file["opens"], file["name"][-4:]) == ("file", False, ".zip")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment"
    with ZipFile(BytesIO(await answer.read())) as zipped:
        assert picture in [zipped.read(name) for name in zipped.namelist()]


async def test_another_visitor_does_not_find_it(visitor: Visitor, site: Site, open_visitor: Opened) -> None:
    await visitor.upload(png())
    (file,) = (await visitor.say(id="export-1", text="/export"))["files"]
    other = await open_visitor(site)
    await other.arrive()
    await other.upload(png())

    assert (await other.get(file["url"])).status == 404
    assert (await visitor.get(file["url"])).status == 200


async def test_one_that_is_not_complete_is_not_there(visitor: Visitor, site: Site) -> None:
    await visitor.upload(png())
    (file,) = (await visitor.say(id="export-1", text="/export"))["files"]
    (key,) = await site.services.files.list("export")
    async with site.services.database.write() as connection:
        parts = await uploads.exported(connection, 1, site.services.clock())
        await uploads.drop(connection, key)
        until = parts[0].expires_at
        await uploads.record(connection, key, 1, uploads.UNFINISHED_EXPORT, 1, site.services.clock(), until)

    assert (await visitor.get(file["url"])).status == 404
