"""ZIPs of a limited size: each can be opened by itself, and together they hold everything once."""

from datetime import UTC, datetime
from hashlib import shake_256
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from handlers.export_zip import Entry, ZipParts

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FIRST = Entry("README.txt", b"what this is")
LIMIT = 4000


def _written(entries: list[Entry], limit: int = LIMIT) -> list[bytes]:
    zips = ZipParts(limit, FIRST, NOW)
    full = [part for entry in entries if (part := zips.add(entry))]
    return [*full, zips.finish()]


@given(st.lists(st.tuples(st.integers(0, 3000), st.booleans()), max_size=12))
def test_no_zip_is_longer_than_the_limit_and_nothing_is_lost(sizes: list[tuple[int, bool]]) -> None:
    entries = [Entry(f"file-{n}", shake_256(bytes([n])).digest(size), packed) for n, (size, packed) in enumerate(sizes)]

    parts = _written(entries)

    found: list[tuple[str, bytes]] = []
    for part in parts:
        assert len(part) <= LIMIT
        with ZipFile(BytesIO(part)) as opened:
            assert opened.testzip() is None
            first, *names = opened.namelist()
            assert opened.read(first) == FIRST.data
            found += [(name, opened.read(name)) for name in names]
    assert found == [(entry.name, entry.data) for entry in entries]


def test_texts_are_made_smaller_and_pictures_are_left_as_they_are() -> None:
    (part,) = _written([Entry("text", b"a" * 1000), Entry("picture", b"a" * 1000, is_packed=True)])

    with ZipFile(BytesIO(part)) as opened:
        assert opened.getinfo("text").compress_size < 100
        assert opened.getinfo("picture").compress_size == 1000


def test_the_largest_picture_that_fits_does() -> None:
    largest = ZipParts(LIMIT, FIRST, NOW).largest
    assert largest > LIMIT * 0.8

    (part,) = _written([Entry("media/upload-0001.png", bytes(largest), is_packed=True)])

    assert len(part) <= LIMIT
