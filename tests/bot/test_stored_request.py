"""A request comes back from its JSON as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stored_request import read_request, write_request
from handlers.request import AttachmentRef, Identity, ReplyTo, Request

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLACES = st.builds(ReplyTo, WORDS, WORDS, st.none() | WORDS, st.dictionaries(WORDS, WORDS, max_size=3))
REFS = st.builds(AttachmentRef, WORDS, WORDS, st.none() | st.integers(0, 2**40))
REQUESTS = st.builds(
    Request,
    st.builds(Identity, WORDS, WORDS),
    WORDS,
    PLACES,
    locale=st.none() | WORDS,
    text=WORDS,
    given=st.dictionaries(WORDS, WORDS | st.integers() | st.booleans() | st.floats(allow_nan=False), max_size=3),
    attachments=st.lists(REFS, max_size=3).map(tuple),
    in_place=st.none() | PLACES,
)


@given(REQUESTS)
def test_it_is_read_as_it_was_written(request_: Request) -> None:
    assert read_request(write_request(request_)) == request_


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"identity": 1}', b"\xff"])
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_request(data)
