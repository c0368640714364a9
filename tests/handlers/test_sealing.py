"""What a job remembers comes back as it was, for its account and its purpose alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import sealing
from handlers.outcome import Failed, Made, Outcome
from handlers.pipeline import read_chain, read_pipeline
from handlers.request import AttachmentRef, ReplyTo
from storage.errors import StorageError
from tests.handlers.conftest import House
from tools.work import Note

PIPELINES = (
    "resize 800x600 fit:pad bg:#ff880080 | blur 2.5 region:0,0,50%,50%",
    'placeholder 600x400 "Hi there" | flip',
    "compress target:300KB",
    "rotate 33 expand:no | filter sepia 40",
    "gif fps:12.5 order:pingpong dither:no",
)


@pytest.mark.parametrize("text", PIPELINES)
def test_steps_come_back_bound(house: House, text: str) -> None:
    vault, catalog = house.services.vault, house.services.catalog
    steps = read_pipeline(text, catalog)

    sealed = sealing.seal_steps(vault, 1, steps)

    assert sealing.unseal_steps(vault, 1, sealed, catalog) == steps


def test_nothing_is_readable_in_a_row(house: House) -> None:
    vault = house.services.vault
    file_id = "file-id-that-opens-a-picture"

    sealed = sealing.seal_sources(vault, 1, [AttachmentRef("chat", file_id, 5)])

    assert file_id.encode() not in sealed
    assert sealing.unseal_sources(vault, 1, sealed)[0].key == file_id


def test_one_thing_cannot_stand_in_for_another(house: House) -> None:
    vault = house.services.vault
    sealed = sealing.seal_reply_to(vault, 1, ReplyTo("chat", "9"))

    with pytest.raises(StorageError):
        sealing.unseal_outcome(vault, 1, sealed)
    with pytest.raises(StorageError):
        sealing.unseal_reply_to(vault, 2, sealed)


def test_an_outcome_comes_back_whole(house: House) -> None:
    outcome = Outcome(
        files=(Made("png", 8, 6, 1, 99, has_alpha=True, key="out/1/1/1"),),
        report=(("width", 8), ("format", "png")),
        notes=(Note("note-flattened", {"format": "jpeg", "colour": "#ffffff"}),),
        failed=(Failed(2, "corrupt", {}),),
    )

    sealed = sealing.seal_outcome(house.services.vault, 1, outcome)

    assert sealing.unseal_outcome(house.services.vault, 1, sealed) == outcome


@given(st.text(), st.text(), st.none() | st.text(), st.dictionaries(st.text(), st.text()))
def test_a_way_back_is_read_as_it_was_written(
    platform: str, chat: str, message: str | None, extra: dict[str, str]
) -> None:
    to = ReplyTo(platform, chat, message, extra)

    assert ReplyTo.from_json(to.to_json()) == to


@pytest.mark.parametrize("text", ["", *PIPELINES])
def test_a_last_picture_comes_back_with_its_steps(house: House, text: str) -> None:
    vault, catalog = house.services.vault, house.services.catalog
    steps = read_chain(text, catalog)
    pictures = (AttachmentRef("chat", "secret-file-id", 5, 40, 30, "image/png", compressed=True),)

    sealed = sealing.seal_last_picture(vault, 1, pictures, steps)

    assert b"secret-file-id" not in sealed
    assert sealing.unseal_last_picture(vault, 1, sealed, catalog) == (pictures, steps)
