"""The playground keeps to what handlers expect of a chat."""

import pytest

from bot.web.chat import PLATFORM, WEB_LIMITS, attachment
from handlers.errors import SourceGone
from handlers.request import AttachmentRef
from storage import accounts, uploads
from tests.bot.web.conftest import Visitor, png
from tools.errors import TooLarge
from tools.formats import FORMATS, WRITTEN


async def own(visitor: Visitor, data: bytes) -> AttachmentRef:
    key = await visitor.upload(data)
    services = visitor.site.services
    async with services.database.read() as connection:
        for account_id in (1, 2):
            file = await uploads.owned(connection, f"in/{key}", account_id, services.clock())
            if file:
                return attachment(file)
    raise AssertionError("the upload is nobody's")


def test_every_animation_that_is_written_moves_in_a_page() -> None:
    assert set(WEB_LIMITS.animations) == {name for name in WRITTEN if FORMATS[name].animates}


def test_what_a_page_shows_is_written_and_what_it_cannot_show_is_a_file() -> None:
    assert set(WRITTEN) - set(WEB_LIMITS.formats) == {"tiff", "pdf"}


async def test_an_upload_is_fetched_as_it_was_sent(visitor: Visitor) -> None:
    ref = await own(visitor, png())

    assert await visitor.site.services.chats[PLATFORM].fetch.fetch(ref, 1_000_000) == png()


async def test_an_upload_past_the_limit_is_not_read(visitor: Visitor) -> None:
    ref = await own(visitor, png())

    with pytest.raises(TooLarge):
        await visitor.site.services.chats[PLATFORM].fetch.fetch(ref, 10)


async def test_a_reference_with_another_owner_finds_nothing(visitor: Visitor) -> None:
    services = visitor.site.services
    ref = await own(visitor, png())
    async with services.database.write() as connection:
        other = await accounts.find_or_open(connection, PLATFORM, "another", services.clock())
    stolen = AttachmentRef(PLATFORM, f"{other.id}:{ref.key.partition(':')[2]}", None)

    with pytest.raises(SourceGone):
        await services.chats[PLATFORM].fetch.fetch(stolen, 1_000_000)


async def test_an_expired_upload_is_gone(visitor: Visitor) -> None:
    ref = await own(visitor, png())
    await visitor.site.services.files.delete(ref.key.partition(":")[2])

    with pytest.raises(SourceGone):
        await visitor.site.services.chats[PLATFORM].fetch.fetch(ref, 1_000_000)


async def test_an_upload_of_which_a_power_cut_left_a_part_is_gone(visitor: Visitor) -> None:
    ref = await own(visitor, png())
    files, key = visitor.site.services.files, ref.key.partition(":")[2]
    await files._store.put_async(key, b"only the beginning")

    with pytest.raises(SourceGone):
        await visitor.site.services.chats[PLATFORM].fetch.fetch(ref, 1_000_000)
