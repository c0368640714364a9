"""A walk over blocks ends, frames are counted up to the limit, and texts are fit to be shown."""

from itertools import repeat

import pytest

from tools.errors import Corrupt, TooManyFrames
from tools.headers.walk import Frames, bounded, shown


def test_an_endless_run_of_blocks_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        for _ in bounded(repeat(b"")):
            pass


def test_the_first_frame_too_many_is_refused() -> None:
    frames = Frames(2)
    frames.add(10)
    frames.add(20)
    assert frames.milliseconds == 30
    with pytest.raises(TooManyFrames):
        frames.add()


def test_texts_lose_what_cannot_be_printed() -> None:
    assert shown(b"at\x1b[31m home\0secret") == "at[31m home"
    assert len(shown(b"x" * 1000)) == 80
